using System.Diagnostics.CodeAnalysis;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>A delegate's id.</summary>
public readonly record struct DelegateId(Guid Value)
{
    /// <summary>A new one.</summary>
    public static DelegateId New() => new(Guid.NewGuid());

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>How somebody became a delegate.</summary>
public enum DelegateChoice
{
    /// <summary>居民推选: by the residents of the building.</summary>
    Elected,

    /// <summary>组织推荐: put forward by a club, a firm or an office on the estate.</summary>
    PutForward,

    /// <summary>补选: in the place of one who left.</summary>
    InPlaceOf,
}

/// <summary>Whether somebody is a delegate on a day.</summary>
public enum DelegateState
{
    Serving,

    /// <summary>The term has not begun.</summary>
    Coming,

    /// <summary>The term is over, or was ended.</summary>
    Over,
}

/// <summary>What is written down of a delegate.</summary>
/// <param name="Name">Public, as is the building.</param>
/// <param name="Building">The building the delegate stands for, by its id.</param>
/// <param name="From">First day of the term, by the estate's calendar.</param>
/// <param name="Until">Last day of the term.</param>
/// <param name="Chosen">How.</param>
/// <param name="Person">What is not for everybody.</param>
public sealed record DelegateEntry(string Name, string Building, DateOnly From, DateOnly Until, DelegateChoice Chosen, DelegatePerson Person)
{
    /// <summary>Longest name, in characters: it must fit on a roll.</summary>
    public const int NameLength = 64;

    // For stores: a mapper that reads column by column cannot fill the constructor's composed value.
    private DelegateEntry()
        : this("", "", default, default, default, null!)
    {
    }

    /// <summary>For the audit.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Name}; {Building}; {From:yyyy-MM-dd}..{Until:yyyy-MM-dd}; {Chosen}; {Person.Age}; {Person.Occupation}; {Person.Account?.Value}");
}

/// <summary>What is known of a delegate as a person: read by staff alone, counted for everybody.</summary>
/// <param name="Account">Who votes with it; null for somebody without an account.</param>
/// <param name="Age">When the term began.</param>
/// <param name="Occupation">Now.</param>
public sealed record DelegatePerson(StaffId? Account, AgeBand Age, Occupation Occupation);

/// <summary>Somebody who speaks for residents in the council 议事代表, for a term.</summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "A delegate of people is what it is called everywhere; one of methods is meant nowhere near.")]
public sealed record CouncilDelegate
{
    /// <summary>Longest reason for an end, in characters.</summary>
    public const int ReasonLength = 200;

    /// <summary>Which.</summary>
    public required DelegateId Id { get; init; }

    /// <summary>Whose council.</summary>
    public required string Community { get; init; }

    /// <summary>Who, from where, for how long.</summary>
    public required DelegateEntry Entry { get; init; }

    /// <summary>The first day without this delegate, where the term was ended before its time; null otherwise.</summary>
    public DateOnly? EndedOn { get; private init; }

    /// <summary>Why it was ended; empty otherwise. For staff.</summary>
    public string EndReason { get; private init; } = "";

    /// <summary>Rises with each change; the store compares it before it writes.</summary>
    public int Version { get; private init; }

    /// <summary>The last day of the term, or the last one before its early end.</summary>
    public DateOnly LastDay => EndedOn is { } ended && ended <= Entry.Until ? ended.AddDays(-1) : Entry.Until;

    /// <summary>How the audit names it.</summary>
    public string Subject => SubjectOf(Id);

    /// <summary>A new one.</summary>
    public static CouncilDelegate Begin(DelegateId id, string community, DelegateEntry entry) => new() { Id = id, Community = community, Entry = entry, Version = 1 };

    /// <summary>What was written down wrongly, or has changed.</summary>
    public Result<CouncilDelegate> Change(DelegateEntry entry) =>
        EndedOn is not null ? new DelegateHasEnded(Id)
        : entry == Entry ? this
        : this with { Entry = entry, Version = Version + 1 };

    /// <summary>No delegate any more, from that day on.</summary>
    public Result<CouncilDelegate> End(string reason, DateOnly day) =>
        StateOn(day) == DelegateState.Over ? new DelegateHasEnded(Id) : this with { EndedOn = day, EndReason = reason, Version = Version + 1 };

    /// <summary>Whether the person is a delegate on that day of the estate.</summary>
    public DelegateState StateOn(DateOnly day) =>
        day > Entry.Until || day >= EndedOn ? DelegateState.Over
        : day < Entry.From ? DelegateState.Coming
        : DelegateState.Serving;

    /// <summary>How the audit names a delegate.</summary>
    public static string SubjectOf(DelegateId id) => $"delegate:{id}";

    /// <summary>Whether both are delegates on some day.</summary>
    internal bool Overlaps(DelegateEntry other) => Entry.From <= other.Until && other.From <= LastDay;
}
