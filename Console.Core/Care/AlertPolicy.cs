using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Core.Care;

/// <summary>The choices about alerts: what a decision does, what comes first on the desk.</summary>
public static class AlertPolicy
{
    /// <summary>Names the condition a decision is about, for good.</summary>
    public static AlertId ConditionOf(WatchDecision decision) => AlertId.Of(decision.Home, decision.Kind, decision.Cause, decision.Opened);

    /// <summary>Whether an alert nobody has taken ends when the watch says it is over. Somebody who pressed the button is looked after in any case.</summary>
    public static bool ClosesItself(AnomalyKind kind) => kind != AnomalyKind.Sos;

    /// <summary>Whether an alert ends when the home may not be watched any more. Somebody who pressed the button asked for help, whatever they think of meters; an area's outage is nobody's trace.</summary>
    public static bool EndsWithConsent(AnomalyKind kind) => kind is not (AnomalyKind.Sos or AnomalyKind.AreaOutage);

    /// <summary>Whether that alert does. While help asked for in it is open, it stays with the desk like a pressed button, until a person closes it.</summary>
    public static bool EndsWithConsent(Alert alert) => EndsWithConsent(alert.Kind) && !alert.HelpIsOpen;

    /// <summary>Whether an alert waits while a worker has said that the resident is away: silence is expected then, water running is not.</summary>
    public static bool WaitsWhileAway(AnomalyKind kind) => kind is AnomalyKind.Inactivity or AnomalyKind.RoutineChange;

    /// <summary>Whether such an alert calls people. A remark does not, and a device's trouble waits on the desk: nobody is woken for a meter.</summary>
    public static bool Calls(AnomalyKind kind, Severity severity) => severity >= Severity.Attention && kind != AnomalyKind.DeviceFault;

    /// <summary>What a call about a home can bring.</summary>
    public static IReadOnlyList<ContactOutcome> HomeContactOutcomes { get; } =
    [
        ContactOutcome.Fine, ContactOutcome.NeedsHelp, ContactOutcome.NoAnswer, ContactOutcome.Unreachable, ContactOutcome.SomeoneLooks,
        ContactOutcome.WrongNumber, ContactOutcome.Skipped,
    ];

    /// <summary>What a call about this alert can bring.</summary>
    public static IReadOnlyList<ContactOutcome> ContactOutcomes(Alert alert) => alert.Area is null
        ? HomeContactOutcomes
        : [ContactOutcome.BeingRepaired, ContactOutcome.NoAnswer, ContactOutcome.Unreachable];

    /// <summary>How a person can close this alert.</summary>
    public static IReadOnlyList<AlertOutcome> Outcomes(Alert alert) => alert.Area is null
        ? [.. Enum.GetValues<AlertOutcome>().Except([AlertOutcome.ClearedItself, AlertOutcome.ConsentEnded, AlertOutcome.Restored])]
        : [AlertOutcome.Restored, AlertOutcome.Device, AlertOutcome.Other];

    /// <summary>Why this alert can have been false.</summary>
    public static IReadOnlyList<FalseReason> FalseReasons(Alert alert) => alert.Area is null
        ? Enum.GetValues<FalseReason>()
        : [FalseReason.Device, FalseReason.Other];

    /// <summary>Whether that reason can be given, and says enough.</summary>
    internal static bool Explains(Alert alert, FalseReason reason, string note) =>
        FalseReasons(alert).Contains(reason) && (reason != FalseReason.Other || !string.IsNullOrWhiteSpace(note));

    /// <summary>
    /// Whether one person's word is enough for that outcome. Of a Critical alert it is where help was given, where somebody
    /// stood at the door, and where the watch itself withdrew it; all else closes it as harmless unseen, which is what
    /// <see cref="Alert.ProposeFalse"/> is for.
    /// </summary>
    public static bool OneMayClose(Alert alert, AlertOutcome outcome) =>
        alert.Severity < Severity.Critical
        || outcome is AlertOutcome.Helped or AlertOutcome.TakenToHospital or AlertOutcome.PassedAway or AlertOutcome.Restored
        || (alert.ClearedAt is not null && ClosesItself(alert.Kind))
        || alert.SeenAtDoor;

    /// <summary>What the home's watch learns from a closed alert; null for nothing: a device's fault, somebody else in the home, another kind of alert.</summary>
    public static LessonKind? LessonOf(Alert closed) => closed.Kind != AnomalyKind.Inactivity ? null : (closed.Outcome, closed.FalseReason) switch
    {
        (AlertOutcome.Helped or AlertOutcome.TakenToHospital or AlertOutcome.PassedAway, _) => LessonKind.Real,
        (AlertOutcome.WasAway, _) or (_, FalseReason.Away) => LessonKind.Away,
        (_, FalseReason.Asleep) => LessonKind.Asleep,
        (AlertOutcome.Fine, _) or (_, FalseReason.Other) => LessonKind.NoReason,
        _ => null,
    };

    /// <summary>Whether an alert closed this way stays quiet although its condition gets worse: the home is known to be empty.</summary>
    public static bool StaysQuiet(Alert closed) =>
        closed.Outcome is AlertOutcome.TakenToHospital or AlertOutcome.WasAway or AlertOutcome.PassedAway or AlertOutcome.ConsentEnded || closed.FalseReason is FalseReason.Away;

    /// <summary>By risk: who has just asked for help by link, what pages before what waits or is over, the shelf last; severity, what nobody has before what is in hand, then the nearest promise.</summary>
    public static IReadOnlyList<Alert> ByRisk(IEnumerable<Alert> alerts) =>
    [
        .. alerts
            .OrderBy(alert => alert.HelpAsked is null)
            .ThenBy(alert => alert.ShelvedUntil is not null)
            .ThenBy(alert => alert.HeldUntil is not null)
            .ThenByDescending(alert => alert.Severity)
            .ThenBy(alert => alert.ClearedAt is not null)
            .ThenBy(alert => alert.Proposal is null ? alert.State : AlertState.Open)   // it waits for a second person
            .ThenBy(alert => alert.PromisedBy ?? DateTimeOffset.MaxValue)
            .ThenBy(alert => alert.DecidedAt)
            .ThenBy(alert => alert.Id.Value),
    ];
}
