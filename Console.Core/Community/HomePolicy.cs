using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>What a home's data must look like.</summary>
public static class HomePolicy
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteLength = 500;

    /// <summary>Longest name of a person, in characters.</summary>
    public const int NameLength = 64;

    /// <summary>Longest telephone number as written.</summary>
    public const int PhoneLength = 32;

    /// <summary>Longest name of a language, in characters.</summary>
    public const int LanguageLength = 32;

    /// <summary>Most contacts of one home.</summary>
    public const int MostContacts = 10;

    /// <summary>Null when the home may be stored, else what is wrong.</summary>
    public static Problem? Refusal(Home home, DateTimeOffset now)
    {
        var (address, resident, notes) = (home.Address, home.Resident, home.Notes);
        if (home.Cell.Community != home.Id.Community)
        {
            return new OtherCommunity();
        }

        if (address.BuildingName.Trim().Length == 0 || address.BuildingName.Length > Address.MaximumLength || address.Unit.Length > 32 || address.Room.Length > 64)
        {
            return Invalid("楼栋名称须为 1 至 200 个字。", "The building's name must have 1 to 200 characters.");
        }

        if (resident.BirthYear is { } year && (year < 1890 || year > now.Year))
        {
            return Invalid("出生年份不对。", "The year of birth cannot be right.");
        }

        if (home.Contacts.Count > MostContacts)
        {
            return Invalid("联系人最多十位。", "A home has ten contacts at most.");
        }

        var names = home.Contacts.Select(contact => contact.Name).Concat(home.Contacts.Select(contact => contact.Relation)).Append(resident.Name);
        var phones = home.Contacts.Select(contact => contact.Phone).Append(resident.Phone);
        if (names.Any(name => name.Length > NameLength) || phones.Any(phone => phone.Length > PhoneLength))
        {
            return Invalid("姓名最多 64 个字，电话最多 32 位。", "A name has 64 characters at most, a telephone number 32.");
        }

        if (home.Contacts.Any(contact => contact.Language.Length > LanguageLength))
        {
            return Invalid("语言最多 32 个字。", "A language has 32 characters at most.");
        }

        return new[] { notes.KeyHolder, notes.Dialect, notes.Hospital, notes.Other }.Any(note => note.Length > NoteLength)
            ? Invalid("每条备注最多 500 个字。", "A note has 500 characters at most.")
            : null;
    }

    private static HomeNotValid Invalid(string zh, string en) => new(new Sentence(zh, en));
}
