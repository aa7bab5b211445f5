using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>One open alert per place, kind and cause: from the watch's decision to the outcome a person writes.</summary>
public sealed partial record Alert
{
    /// <summary>Derived from home, kind, cause and the decision's time: a repeated decision is the same alert.</summary>
    public required AlertId Id { get; init; }

    /// <summary>Whose home; <see cref="AreaId.Place"/> for an area.</summary>
    public required HomeId Home { get; init; }

    /// <summary>The area it is about; null for a home's alert.</summary>
    public AreaId? Area => Kind == AnomalyKind.AreaOutage ? AreaId.Of(Home.Community, Cause) : null;

    /// <summary>Of an area's alert: the ids of the homes in it.</summary>
    public IReadOnlyList<string> Homes { get; init; } = [];

    /// <summary>The home's grid cell; null for a home not registered yet.</summary>
    public GridCellId? Cell { get; init; }

    /// <summary>What was found.</summary>
    public required AnomalyKind Kind { get; init; }

    /// <summary>What makes this one among those of its kind: empty, or a device's name.</summary>
    public required string Cause { get; init; }

    /// <summary>When the watch decided, UTC event time.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Start of the condition, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How urgent; rises while open, never falls.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One plain sentence, the newest.</summary>
    public required Sentence Evidence { get; init; }

    /// <summary>How far it has come.</summary>
    public AlertState State { get; private init; } = AlertState.Open;

    /// <summary>Who has it; null while nobody has.</summary>
    public StaffId? TakenBy { get; private init; }

    /// <summary>When it was first taken, UTC.</summary>
    public DateTimeOffset? TakenAt { get; private init; }

    /// <summary>When somebody must be at the door, UTC: set when the alert becomes Urgent or Critical, never moved later; void while it is held or shelved.</summary>
    public DateTimeOffset? PromisedBy { get; private init; }

    /// <summary>The instant the promise counts from: when the desk was first paged; without a promise the decision.</summary>
    public DateTimeOffset ClockFrom => PromisedBy - PromisePolicy.Promise ?? CountsFrom;

    /// <summary>When the watch said it is over, UTC event time; null while the condition lasts.</summary>
    public DateTimeOffset? ClearedAt { get; private init; }

    /// <summary>A worker has said the resident is away or in hospital until then: the alert is shown but pages nobody, and is armed again at that instant.</summary>
    public DateTimeOffset? HeldUntil { get; private init; }

    /// <summary>A worker has put it aside until then: it is shown on the shelf and pages nobody; null while it is not shelved. Only what nobody has is on the shelf.</summary>
    public DateTimeOffset? ShelvedUntil { get; private init; }

    /// <summary>The visit under way or just made.</summary>
    public VisitId? Visit { get; private init; }

    /// <summary>Up to which version the visit's steps are in <see cref="Steps"/>.</summary>
    public int VisitVersion { get; private init; }

    /// <summary>That visit is done, refused or withdrawn.</summary>
    public bool VisitEnded { get; private init; }

    /// <summary>Who goes on that visit; may write the outcome.</summary>
    public StaffId? Goer { get; private init; }

    /// <summary>Who goes too on that visit; may write the outcome as well.</summary>
    public StaffId? Second { get; private init; }

    /// <summary>How it ended, when resolved.</summary>
    public AlertOutcome? Outcome { get; private init; }

    /// <summary>Why it was false, when dismissed.</summary>
    public FalseReason? FalseReason { get; private init; }

    /// <summary>When it was closed, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; private init; }

    /// <summary>Rises with each change; the store compares it before it writes.</summary>
    public int Version { get; private init; }

    /// <summary>Everything that happened, oldest first.</summary>
    public IReadOnlyList<AlertStep> Steps { get; init; } = [];

    /// <summary>The conditions of the watch that this alert stands for, oldest first; the last one is the current one.</summary>
    public IReadOnlyList<AlertCondition> Conditions { get; init; } = [];

    /// <summary>Neither resolved nor false.</summary>
    public bool IsOpen => State is not (AlertState.Resolved or AlertState.False);

    /// <summary>What a visit for this alert names as its subject.</summary>
    public string Subject => $"{SubjectPrefix}{Id.Value:D}";

    internal const string SubjectPrefix = "alert:";

    internal Alert AsVersion(int version) => this with { Version = version };
}
