namespace CommunityConsole.Core.Community;

/// <summary>How much of a resident's data a role sees without asking.</summary>
public enum PersonalView
{
    /// <summary>Nothing that tells who it is.</summary>
    Hidden,

    /// <summary>张**, 138****8000, no notes.</summary>
    Masked,

    /// <summary>Masked name and numbers, with the notes that somebody on the way needs.</summary>
    Care,
}

/// <summary>A resident's data as a screen may show them.</summary>
/// <param name="Name">Masked or hidden name.</param>
/// <param name="Phone">Masked or hidden number; empty where there is none.</param>
/// <param name="BirthYear">Only in the care view.</param>
/// <param name="Contacts">Contacts with masked names and numbers; empty outside the care view.</param>
/// <param name="Notes">Empty outside the care view.</param>
public sealed record PersonalCard(string Name, string Phone, int? BirthYear, IReadOnlyList<Contact> Contacts, HomeNotes Notes);

/// <summary>Masks names and telephone numbers; the whole of them is shown by <see cref="RevealDesk"/> only.</summary>
public static class PersonalData
{
    private const string Hidden = "***";

    // The compound surnames among the 400 most common ones; anything else is taken as a surname of one character.
    private static readonly string[] CompoundSurnames =
        ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "司徒", "夏侯", "令狐", "端木"];

    /// <summary>What a role sees without asking.</summary>
    public static PersonalView ViewOf(Role role) => role switch
    {
        Role.SocialWorker or Role.GridManager => PersonalView.Care,
        Role.Administrator or Role.RepairWorker or Role.StationClerk => PersonalView.Masked,
        _ => PersonalView.Hidden,
    };

    /// <summary>The resident's data as that role's screens may show them.</summary>
    public static PersonalCard Of(Home home, Role role)
    {
        var view = ViewOf(role);
        var resident = home.Resident;
        return view == PersonalView.Hidden
            ? new PersonalCard(Hidden, Hidden, null, [], HomeNotes.None)
            : new PersonalCard(
                Name(resident.Name),
                Phone(resident.Phone),
                view == PersonalView.Care ? resident.BirthYear : null,
                view == PersonalView.Care ? [.. home.Contacts.Select(Masked)] : [],
                view == PersonalView.Care ? home.Notes : HomeNotes.None);
    }

    /// <summary>张小明 becomes 张**, whatever the length, so that it does not tell the length either. Empty stays empty.</summary>
    public static string Name(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Length == 0)
        {
            return "";
        }

        var surname = Array.Find(CompoundSurnames, s => trimmed.Length > s.Length && trimmed.StartsWith(s, StringComparison.Ordinal));
        return (surname ?? new System.Globalization.StringInfo(trimmed).SubstringByTextElements(0, 1)) + "**";
    }

    /// <summary>13812348000 becomes 138****8000; a shorter number keeps two digits at each end, below seven digits none. Empty stays empty.</summary>
    public static string Phone(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length switch
        {
            0 => phone.Trim().Length == 0 ? "" : "****",
            < 7 => "****",
            < 11 => $"{digits[..2]}****{digits[^2..]}",
            _ => $"{digits[..3]}****{digits[^4..]}",
        };
    }

    private static Contact Masked(Contact contact) => contact with { Name = Name(contact.Name), Phone = Phone(contact.Phone) };
}
