using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Notices;

/// <summary>A notice's id, and the key by which a receiver knows that it comes again: the same notice has the same id, today and after a restart.</summary>
public readonly record struct NoticeId(Guid Value)
{
    /// <summary>The id of what is told about a subject, once in each round, at that stage, to that person, on that channel.</summary>
    public static NoticeId Of(string community, string subject, int round, NoticeStage stage, string to, string channel) =>
        new(new CanonicalBytes().Add("notice").Add(community).Add(subject).Add(round).Add(stage.ToString()).Add(to).Add(channel).ToGuid());

    public override string ToString() => Value.ToString();
}

/// <summary>Why somebody is told.</summary>
public enum NoticeStage
{
    /// <summary>A new alert, to the first on duty.</summary>
    Call,

    /// <summary>Nobody took it: to the next on duty.</summary>
    NextCall,

    /// <summary>Still nobody: to the supervisor.</summary>
    SupervisorCall,

    /// <summary>A visit waits for approval: to the grid manager.</summary>
    ApprovalAsked,

    /// <summary>It still waits.</summary>
    ApprovalReminder,

    /// <summary>It still waits: to the deputy.</summary>
    ApprovalDeputy,

    /// <summary>The morning's hour has come and homes remain to be called: to those on duty, once.</summary>
    MorningCalls,

    /// <summary>Is all well? To a resident or somebody to phone about the home, with a one-time link; never on the desk's screens.</summary>
    FineAsked,

    /// <summary>A repair is assigned to this worker.</summary>
    RepairAssigned,

    /// <summary>A repair was given to a unit and nobody has taken it: to the grid manager on duty.</summary>
    RepairNotTaken,

    /// <summary>A repair is a danger to people: to those who handle repairs.</summary>
    RepairDanger,

    /// <summary>The reporter says it is not fixed: to the worker who said it was.</summary>
    RepairNotFixed,

    /// <summary>The promised time of a repair is past.</summary>
    RepairOverdue,

    /// <summary>The program is not sure who answers for a report: to a grid manager.</summary>
    RepairToSort,

    /// <summary>The time bank's chain is not the right one, nothing goes out: to the administrators.</summary>
    ChainStandsStill,
}

/// <summary>How far a notice has come on its channel.</summary>
public enum NoticeState
{
    /// <summary>To be sent.</summary>
    Waiting,

    /// <summary>Sent; what it is about still stands.</summary>
    Sent,

    /// <summary>What it was about is over: the receiver is to be told to stop.</summary>
    Stopping,

    /// <summary>Nothing more to do.</summary>
    Ended,
}

/// <summary>Something a person is told, on one channel: a row of the outbox.</summary>
public sealed record Notice
{
    /// <summary>The channel of the console's own screens: always there.</summary>
    public const string Desk = "desk";

    /// <summary>Longest text in each language.</summary>
    public const int TextLength = 1000;

    /// <summary>Which notice.</summary>
    public required NoticeId Id { get; init; }

    /// <summary>In which community.</summary>
    public required string Community { get; init; }

    /// <summary>What it is about: <c>alert:...</c>, <c>visit:...</c>, <c>morning:...</c>, <c>repair:...</c>, <c>chain:...</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Tells apart the times the same subject calls: rises with each.</summary>
    public required int Round { get; init; }

    /// <summary>Why this person is told.</summary>
    public required NoticeStage Stage { get; init; }

    /// <summary>Whom: the id of an account; of <see cref="NoticeStage.FineAsked"/> a person of the home, by id inside it. No number, no name.</summary>
    public required string To { get; init; }

    /// <summary><see cref="Desk"/>, or the name of an <see cref="INoticeChannel"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>What is told, one or two sentences.</summary>
    public required Sentence Text { get; init; }

    /// <summary>Where to go in the console, from its root: <c>/care?alert=...</c>. A one-time link is sealed here.</summary>
    public required string Link { get; init; }

    /// <summary>When it was put down, UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How far it has come.</summary>
    public NoticeState State { get; init; }

    /// <summary>How often sending was tried in this state without success.</summary>
    public int Attempts { get; init; }

    /// <summary>When to try next, UTC; null when at once.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When nothing more was to do, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why the last try failed; no personal data.</summary>
    public string Failure { get; init; } = "";
}

/// <summary>What is put down when somebody is told: written together, or not at all.</summary>
/// <param name="Rows">One for each channel.</param>
/// <param name="Audit">The entry that goes with them.</param>
public sealed record NoticeRows(IReadOnlyList<Notice> Rows, AuditEntry Audit);

/// <summary>Somebody to be told something, on whatever channels there are.</summary>
/// <param name="Stage">Why.</param>
/// <param name="To">Whom.</param>
/// <param name="Text">What.</param>
/// <param name="Link">Where to go, from the console's root.</param>
public sealed record NoticeDraft(NoticeStage Stage, string To, Sentence Text, string Link);
