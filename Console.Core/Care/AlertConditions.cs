using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;

namespace CommunityConsole.Core.Care;

/// <content>What the watch and the clock do with an alert.</content>
public sealed partial record Alert
{
    /// <summary>A new alert for a decision.</summary>
    /// <param name="id">Its id, and that of the condition it opens with.</param>
    /// <param name="decision">What the watch decided.</param>
    /// <param name="cell">The home's grid cell.</param>
    /// <param name="at">When it was put down, UTC.</param>
    internal static Alert Open(AlertId id, WatchDecision decision, GridCellId? cell, DateTimeOffset at) => new Alert
    {
        Id = id,
        Home = decision.Home,
        Cell = cell,
        Kind = decision.Kind,
        Cause = decision.Cause,
        DecidedAt = decision.Time,
        Since = decision.Since,
        Severity = decision.Severity,
        Evidence = decision.Evidence,
        Homes = HomesOf(decision),
        Conditions = [new AlertCondition(AlertPolicy.ConditionOf(decision), decision.Opened, decision.Severity, null)],
    }.Promise(at).With(AlertStepKind.Opened, Watch(decision), at, decision.Severity.ToString(), evidence: decision.Evidence);

    /// <summary>The same thing began anew while this alert is open: it is the same alert.</summary>
    internal Alert Join(WatchDecision decision, DateTimeOffset at)
    {
        var wasOver = ClearedAt is not null;
        return News(AlertStepKind.CameAgain, decision, at, this with
        {
            Severity = Max(Severity, decision.Severity),
            Since = wasOver ? decision.Since : Min(Since, decision.Since),
            Evidence = decision.Evidence,
            ClearedAt = null,
            Homes = decision.Extent is null ? Homes : HomesOf(decision),
            Conditions = Conditions
                .Append(new AlertCondition(AlertPolicy.ConditionOf(decision), decision.Opened, decision.Severity, null))
                .OrderBy(condition => condition.Opened)   // told out of order, they are still oldest first
                .ToList(),
        });
    }

    /// <summary>More homes are in it than were told before.</summary>
    internal Alert Grow(WatchDecision decision) =>
        decision.Extent is { } extent && extent.Homes.Count > Homes.Count ? this with { Homes = HomesOf(decision), Evidence = decision.Evidence } : this;

    /// <summary>The condition got worse.</summary>
    internal Alert Raise(WatchDecision decision, DateTimeOffset at) => News(AlertStepKind.Raised, decision, at, Grow(decision) with
    {
        Severity = Max(Severity, decision.Severity),
        Evidence = decision.Evidence,
        Conditions = Conditions.Select(known => known.Opened == decision.Opened ? known with { Severity = decision.Severity } : known).ToList(),
    });

    /// <summary>The condition is over. An alert nobody has taken closes itself; one in hand stays until its worker closes it.</summary>
    internal Alert Clear(WatchDecision decision, DateTimeOffset at)
    {
        var conditions = Conditions.Select(known => known.Opened == decision.Opened ? known with { ClearedAt = decision.Time } : known).ToList();
        if (conditions.Exists(known => known.ClearedAt is null))
        {
            return this with { Conditions = conditions };
        }

        var cleared = (this with { Conditions = conditions, ClearedAt = decision.Time })
            .With(AlertStepKind.Cleared, Watch(decision), at, evidence: decision.Evidence);
        return State == AlertState.Open && AlertPolicy.ClosesItself(Kind) && HelpAsked is null   // a person's word outweighs a meter's
            ? (cleared with { State = AlertState.Resolved, Outcome = AlertOutcome.ClearedItself, ClosedAt = at, ShelvedUntil = null })
                .With(AlertStepKind.ClosedItself, Watch(decision), at, nameof(AlertOutcome.ClearedItself))
            : cleared;
    }

    /// <summary>A worker has said the resident is away until then: an alert nobody has taken yet waits, unless somebody asks for help by link. The same word again changes nothing.</summary>
    internal Alert Hold(DateTimeOffset until, Actor by, DateTimeOffset at) =>
        State != AlertState.Open || !AlertPolicy.WaitsWhileAway(Kind) || HeldUntil == until || HelpAsked is not null
            ? this
            : (this with { HeldUntil = until, PromisedBy = null }).With(AlertStepKind.Held, by, at);

    /// <summary>That word has ended: the alert counts again, and a promise counts from now.</summary>
    internal Alert Arm(Actor by, DateTimeOffset at) =>
        !IsOpen || HeldUntil is null ? this : (this with { HeldUntil = null }).Promise(at).With(AlertStepKind.Armed, by, at);

    /// <summary>The home may not be watched any more: closed, whoever has it, unless help was asked for.</summary>
    internal Alert EndConsent(Actor by, DateTimeOffset at) => !IsOpen || !AlertPolicy.EndsWithConsent(this)
        ? this
        : (this with { State = AlertState.Resolved, Outcome = AlertOutcome.ConsentEnded, ClosedAt = at, ShelvedUntil = null })
            .With(AlertStepKind.ClosedItself, by, at, nameof(AlertOutcome.ConsentEnded));

    // Nobody goes to five hundred doors: an area's alert promises no visit.
    // It counts from when the desk could know: what a gateway brings hours late is not late on the desk. An alert held
    // back or shelved makes no promise; one made is never moved later.
    private Alert Promise(DateTimeOffset from) =>
        Severity < Severity.Urgent || Area is not null || HeldUntil is not null || ShelvedUntil is not null || PromisedBy is not null
            ? this
            : this with { PromisedBy = from + PromisePolicy.Promise };

    // What the watch tells of an open alert overtakes a proposal, and what is grave takes it off the shelf.
    private Alert News(AlertStepKind kind, WatchDecision decision, DateTimeOffset at, Alert next)
    {
        var grave = ShelfPolicy.Ends(this, decision.Severity);
        var told = next.Doubted();
        told = (grave ? told with { ShelvedUntil = null } : told)
            .Promise(at).With(kind, Watch(decision), at, decision.Severity.ToString(), evidence: decision.Evidence);
        return grave ? told.With(AlertStepKind.Unshelved, Watch(decision), at, nameof(ShelfEnd.Graver)) : told;
    }

    private static IReadOnlyList<string> HomesOf(WatchDecision decision) => [.. decision.Extent?.Homes.Select(home => home.Home) ?? []];

    private static Actor Watch(WatchDecision decision) => Actor.Program(decision.Home.Community);

    private static Severity Max(Severity a, Severity b) => a > b ? a : b;

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
