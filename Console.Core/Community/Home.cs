namespace CommunityConsole.Core.Community;

/// <summary>A home that is looked after: where it is, who lives there, whom to phone.</summary>
/// <param name="Id">Which home.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Cell">The grid cell that answers for it.</param>
/// <param name="Resident">Who lives there; personal data, shown through <see cref="PersonalData"/>.</param>
public sealed record Home(HomeId Id, Address Address, GridCellId Cell, Resident Resident)
{
    // For stores: a mapper that reads column by column cannot fill the constructor's composed values.
    private Home()
        : this(default, null!, default, null!)
    {
    }

    /// <summary>Whom to phone, in this order.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>What somebody at the door or on the phone needs to know.</summary>
    public HomeNotes Notes { get; init; } = HomeNotes.None;

    /// <summary>What a worker has said about where the resident is; null where nobody has. Ask <see cref="PresenceAt"/>.</summary>
    public PresenceSetByWorker? Presence { get; init; }

    /// <summary>Rises with each change; the store compares it before it writes.</summary>
    public int Version { get; init; }

    /// <summary>What a worker has said about where the resident is, if it still holds at that instant: after its end the watch is armed again.</summary>
    public PresenceSetByWorker? PresenceAt(DateTimeOffset instant) => Presence is { } set && instant < set.Until ? set : null;
}

/// <summary>The person who lives in a home.</summary>
/// <param name="Name">Full name; empty where not known yet.</param>
/// <param name="Phone">Telephone number; empty where there is none.</param>
/// <param name="BirthYear">Year of birth.</param>
/// <param name="LivesAlone">Nobody else would notice.</param>
public sealed record Resident(string Name, string Phone, int? BirthYear, bool LivesAlone)
{
    /// <summary>When somebody found that the number is not the resident's; null where nobody has, and once it is edited.</summary>
    public DateTimeOffset? WrongNumberAt { get; init; }
}

/// <summary>What a contact is to the resident.</summary>
public enum ContactKind
{
    Family,
    Neighbour,
    GridWorker,
    Other,
}

/// <summary>Somebody to phone about a home.</summary>
/// <param name="Kind">Family, neighbour, grid worker.</param>
/// <param name="Name">Full name.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Relation">In words: 女儿, 对门.</param>
public sealed record Contact(ContactKind Kind, string Name, string Phone, string Relation)
{
    /// <summary>Names the contact inside its home for good, whatever is edited; says nothing about the person. Empty only until it is stored.</summary>
    public string Id { get; init; } = "";

    /// <summary>When to phone, by the estate's clock; null for at any time.</summary>
    public ContactHours? Hours { get; init; }

    /// <summary>What the person speaks, in words: 普通话, 粤语; empty where nobody has asked.</summary>
    public string Language { get; init; } = "";

    /// <summary>When somebody found that the number is not this person's; null where nobody has, and once it is edited.</summary>
    public DateTimeOffset? WrongNumberAt { get; init; }
}

/// <summary>Notes on a home; empty where there is nothing to say.</summary>
/// <param name="KeyHolder">Who holds a key.</param>
/// <param name="Dialect">What the resident speaks.</param>
/// <param name="Hospital">Hospital and what its staff must know.</param>
/// <param name="Other">Anything else.</param>
public sealed record HomeNotes(string KeyHolder, string Dialect, string Hospital, string Other)
{
    /// <summary>Nothing noted.</summary>
    public static HomeNotes None { get; } = new("", "", "", "");
}

/// <summary>Where a worker says the resident is.</summary>
public enum WorkerPresence
{
    Home,
    Away,
    Hospital,
}

/// <summary>A worker's word on where the resident is: it has an owner and an end, and ends by itself.</summary>
/// <param name="Presence">At home, away, in hospital.</param>
/// <param name="Until">The word stops counting at this instant.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, in the worker's words.</param>
public sealed record PresenceSetByWorker(WorkerPresence Presence, DateTimeOffset Until, StaffId By, DateTimeOffset At, string Note);
