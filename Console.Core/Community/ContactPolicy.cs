namespace CommunityConsole.Core.Community;

/// <summary>How contacts are named, and what an edit does to the mark on a wrong number.</summary>
public static class ContactPolicy
{
    /// <summary>Names the resident among those to phone about a home.</summary>
    public const string ResidentId = "resident";

    /// <summary>The languages a form offers; any other word may be written.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["普通话", "粤语", "上海话", "四川话", "闽南语", "客家话", "English"];

    /// <summary>The home with an id for every contact that has none of its own yet.</summary>
    public static Home Named(Home home)
    {
        HashSet<string> taken = [ResidentId];
        return home with { Contacts = [.. home.Contacts.Select(contact => taken.Add(contact.Id) && contact.Id.Length > 0 ? contact : contact with { Id = NewId(taken) })] };
    }

    /// <summary>The home as registered again, by a list that knows no ids: who is known already keeps the id and, while the number is the same, the mark on it.</summary>
    internal static Home Again(Home home, Home stored)
    {
        var left = stored.Contacts.Where(known => !home.Contacts.Any(contact => contact.Id == known.Id)).ToList();
        var contacts = home.Contacts.ToList();

        // The surest first: where two have one name, each keeps the id of the own number.
        foreach (var isSame in new Func<Contact, Contact, bool>[] { IsSameNumber, IsSameRelation })
        {
            for (var place = 0; place < contacts.Count; place++)
            {
                if (contacts[place].Id.Length == 0 && left.Find(known => isSame(known, contacts[place])) is { } same)
                {
                    left.Remove(same);
                    contacts[place] = contacts[place] with { Id = same.Id, WrongNumberAt = contacts[place].WrongNumberAt ?? (same.Phone == contacts[place].Phone ? same.WrongNumberAt : null) };
                }
            }
        }

        return home with
        {
            Contacts = contacts,
            Resident = home.Resident.Phone == stored.Resident.Phone ? home.Resident with { WrongNumberAt = home.Resident.WrongNumberAt ?? stored.Resident.WrongNumberAt } : home.Resident,
        };
    }

    /// <summary>The home as edited: a number that was changed is not in doubt any more.</summary>
    internal static Home Edited(Home home, Home stored) => home with
    {
        Resident = home.Resident.Phone == stored.Resident.Phone ? home.Resident : home.Resident with { WrongNumberAt = null },
        Contacts =
        [
            .. home.Contacts.Select(contact => stored.Contacts.Any(known => known.Id == contact.Id && known.Phone != contact.Phone) ? contact with { WrongNumberAt = null } : contact),
        ],
    };

    /// <summary>The home with that number marked as wrong; null without such a person. A mark there already keeps its time.</summary>
    internal static Home? Doubted(Home home, string whom, DateTimeOffset at) => whom == ResidentId
        ? home with { Resident = home.Resident with { WrongNumberAt = home.Resident.WrongNumberAt ?? at } }
        : home.Contacts.Any(contact => contact.Id == whom)
            ? home with { Contacts = [.. home.Contacts.Select(contact => contact.Id == whom ? contact with { WrongNumberAt = contact.WrongNumberAt ?? at } : contact)] }
            : null;

    private static bool IsSameNumber(Contact one, Contact other) => one.Name == other.Name && one.Phone == other.Phone;

    private static bool IsSameRelation(Contact one, Contact other) => one.Name == other.Name && one.Kind == other.Kind && one.Relation == other.Relation;

    // Random, so that the id of somebody who was taken off the list never comes back as another person's.
    private static string NewId(HashSet<string> taken)
    {
        string id;
        do
        {
            id = Guid.NewGuid().ToString("N")[..8];
        }
        while (!taken.Add(id));

        return id;
    }
}
