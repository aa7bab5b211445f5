using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>Where a monitored home stands this morning; every one stands in exactly one group.</summary>
public enum MorningGroup
{
    /// <summary>No sign of life, and the hour has come; or somebody there said that help is needed.</summary>
    ToCall,

    /// <summary>失守: no fresh readings, so no sign can be seen. To be called, at any hour; never taken for fine.</summary>
    Unwatched,

    /// <summary>No sign yet, and the hour has not come.</summary>
    NotYet,

    /// <summary>An alert of it is open: it is worked on at the desk.</summary>
    AlertOpen,

    /// <summary>Somebody spoke to the resident, or stood at the door, and all is well.</summary>
    Answered,

    /// <summary>A worker has said that the resident is away or in hospital.</summary>
    Away,

    /// <summary>已报平安: a sign of life since the morning began.</summary>
    WithSign,
}

/// <summary>What a person has found out about a resident this morning.</summary>
/// <param name="By">Who.</param>
/// <param name="ByName">As the person was called then.</param>
/// <param name="At">When, UTC.</param>
/// <param name="AtDoor">On a visit; else by telephone.</param>
/// <param name="Found">What, where it is more than "fine".</param>
public sealed record MorningAnswer(StaffId By, string ByName, DateTimeOffset At, bool AtDoor, AlertOutcome? Found);

/// <summary>What is known of a home when its standing is asked for.</summary>
/// <param name="Home">Which.</param>
/// <param name="Sign">What its watch knows; null where there is no watch.</param>
public sealed record MorningHome(Home Home, HomeSign? Sign)
{
    /// <summary>Its open alerts.</summary>
    public IEnumerable<Alert> Alerts { get; init; } = [];

    /// <summary>What came of its alerts this morning, where that says how the resident is.</summary>
    public MorningAnswer? AlertAnswer { get; init; }

    /// <summary>Its calls of this morning, oldest first.</summary>
    public IReadOnlyList<MorningCall> Calls { get; init; } = [];

    /// <summary>The visit the list asked for, while it is open.</summary>
    public Visit? Visit { get; init; }
}

/// <summary>A home as the morning list has it. Equal lines look the same on a screen.</summary>
/// <param name="Home">Which home.</param>
/// <param name="Group">Where it stands.</param>
public sealed record MorningLine(Home Home, MorningGroup Group)
{
    /// <summary>The last true sign of life, of whatever day, UTC; null before any.</summary>
    public DateTimeOffset? LastSign { get; init; }

    /// <summary>What that sign was.</summary>
    public Sentence? SignText { get; init; }

    /// <summary>No fresh readings come, whatever group it stands in.</summary>
    public bool Unwatched { get; init; }

    /// <summary>When anything was last received, UTC.</summary>
    public DateTimeOffset? Heard { get; init; }

    /// <summary>The gravest alert that holds it back.</summary>
    public AlertId? Alert { get; init; }

    /// <summary>What that alert is about.</summary>
    public AnomalyKind? AlertKind { get; init; }

    /// <summary>Who found out how the resident is.</summary>
    public MorningAnswer? Answer { get; init; }

    /// <summary>A worker's word that the resident is away.</summary>
    public PresenceSetByWorker? Away { get; init; }

    /// <summary>The newest call that is over.</summary>
    public MorningCall? LastCall { get; init; }

    /// <summary>Calls nobody answered since somebody did.</summary>
    public int Unanswered { get; init; }

    /// <summary>How many calls are on record: who writes the next one says which was the last they saw.</summary>
    public int Seen { get; init; }

    /// <summary>Who has it in hand at this moment.</summary>
    public MorningCall? InHand { get; init; }

    /// <summary>Somebody there said that help is needed, and nobody has been at the door since.</summary>
    public bool NeedsHelp { get; init; }

    /// <summary>The visit under way.</summary>
    public VisitId? Visit { get; init; }

    /// <summary>How far it has come.</summary>
    public VisitState? VisitState { get; init; }

    /// <summary>Whether somebody is to phone.</summary>
    public bool IsToCall => Group is MorningGroup.ToCall or MorningGroup.Unwatched;
}
