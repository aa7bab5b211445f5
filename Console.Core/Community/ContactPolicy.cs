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
