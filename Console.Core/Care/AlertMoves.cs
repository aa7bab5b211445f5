using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <content>What people do with an alert. Each move gives the next state or the reason it is refused; a second tap by the same person changes nothing.</content>
public sealed partial record Alert
{
    /// <summary>Takes the alert: from now on it is this person's, and off the shelf.</summary>
    public Result<Alert> Take(Actor by, DateTimeOffset at) => this switch
    {
        { IsOpen: false } => new AlertIsClosed(Id),
        { State: AlertState.Open } => (this with { State = AlertState.Taken, TakenBy = by.Id, TakenAt = TakenAt ?? at, ShelvedUntil = null }).Promise(at)
            .With(AlertStepKind.Taken, by, at),
        _ when TakenBy == by.Id => this,
        _ => new AlertAlreadyTaken(Id, TakerName),
    };

    /// <summary>A grid manager takes the alert from whoever has it, or takes an open one.</summary>
    public Result<Alert> TakeOver(Actor by, string reason, DateTimeOffset at) => this switch
    {
        { IsOpen: false } => new AlertIsClosed(Id),
        { State: AlertState.Open } => Take(by, at),
        _ when TakenBy == by.Id => this,
        _ => (this with { TakenBy = by.Id }).With(AlertStepKind.TakenOver, by, at, note: reason),
    };

    /// <summary>Somebody phones now. Takes an open alert in the same breath.</summary>
    public Result<Alert> StartContact(Actor by, DateTimeOffset at) => InHand(by, at, alert => alert.State switch
    {
        AlertState.Taken => (alert with { State = AlertState.Contacting }).With(AlertStepKind.ContactStarted, by, at),
        AlertState.Contacting when alert.Steps.Any(step => step.Kind == AlertStepKind.ContactStarted && step.By == by.Id) => alert,
        _ => alert.With(AlertStepKind.ContactStarted, by, at),   // phoning goes on while somebody is on the way; another person phones too
    });

    /// <summary>What came of a call.</summary>
    public Result<Alert> RecordContact(Actor by, ContactOutcome outcome, string note, DateTimeOffset at, Callee? whom = null) => !AlertPolicy.ContactOutcomes(this).Contains(outcome)
        ? new AlertOutcomeNotValid(Id)
        : InHand(by, at, alert =>
            (alert with { State = alert.State == AlertState.Taken ? AlertState.Contacting : alert.State })
                .With(AlertStepKind.Contacted, by, at, outcome.ToString(), note, whom: whom));

    /// <summary>Closes it with what was found and done.</summary>
    public Result<Alert> Resolve(Actor by, AlertOutcome outcome, string note, DateTimeOffset at)
    {
        if (State == AlertState.Resolved && Outcome == outcome && Steps[^1].By == by.Id)
        {
            return this;
        }

        if (!AlertPolicy.Outcomes(this).Contains(outcome) || (outcome == AlertOutcome.Other && string.IsNullOrWhiteSpace(note)))
        {
            return new AlertOutcomeNotValid(Id);
        }

        return InHand(by, at, alert => AlertPolicy.OneMayClose(alert, outcome)
            ? (alert with { State = AlertState.Resolved, Outcome = outcome, ClosedAt = at }).With(AlertStepKind.Resolved, by, at, outcome.ToString(), note)
            : new AlertNobodySaw(Id));
    }

    /// <summary>Closes it as false; a Critical one is two people's word: <see cref="ProposeFalse"/>.</summary>
    public Result<Alert> Dismiss(Actor by, FalseReason reason, string note, DateTimeOffset at)
    {
        if (State == AlertState.False && FalseReason == reason && Steps[^1].By == by.Id)
        {
            return this;
        }

        if (!AlertPolicy.Explains(this, reason, note))
        {
            return new AlertOutcomeNotValid(Id);
        }

        return InHand(by, at, alert => alert.Severity == Severity.Critical ? new AlertNeedsSecond(Id) : alert.CloseFalse(by, reason, note, at));
    }

    /// <summary>
    /// Puts it back to those nobody has: one that was closed, or one in hand whose worker cannot go on. It calls again;
    /// nothing else makes an alert call that somebody has taken or closed.
    /// </summary>
    public Result<Alert> Reopen(Actor by, string reason, DateTimeOffset at) => this switch
    {
        { State: AlertState.Open } when Steps[^1].Kind == AlertStepKind.Reopened && Steps[^1].By == by.Id => this,
        { State: AlertState.Open } => new AlertIsOpen(Id),
        _ when string.IsNullOrWhiteSpace(reason) => new AlertReasonNeeded(Id),
        { IsOpen: true, VisitUnderWay: true } => new AlertHasVisit(Id),
        { IsOpen: true } when TakenBy != by.Id && by.Role != Role.GridManager => new AlertAlreadyTaken(Id, TakerName),
        _ => PutBack().Promise(at).With(AlertStepKind.Reopened, by, at, note: reason),
    };

    /// <summary>From when a visit without a promise counts: the decision, or the newest time a person put it back or it left the shelf.</summary>
    internal DateTimeOffset CountsFrom => Steps.LastOrDefault(step => step.Kind is AlertStepKind.Reopened or AlertStepKind.Unshelved)?.At ?? DecidedAt;

    /// <summary>The move of somebody who works on this alert: who has it, who goes, or a grid manager. An open alert is taken first.</summary>
    internal Result<Alert> InHand(Actor by, DateTimeOffset at, Func<Alert, Result<Alert>> move)
    {
        if (!IsOpen)
        {
            return new AlertIsClosed(Id);
        }

        if (State == AlertState.Open)
        {
            return move(Take(by, at).Value);
        }

        return TakenBy == by.Id || Goer == by.Id || Second == by.Id || by.Role == Role.GridManager ? move(this) : new AlertAlreadyTaken(Id, TakerName);
    }

    private bool VisitUnderWay => Visit is not null && !VisitEnded;

    private Alert PutBack() => this with
    {
        State = AlertState.Open,
        TakenBy = null,
        Visit = null,
        VisitVersion = 0,
        VisitEnded = false,
        Goer = null,
        Second = null,
        Outcome = null,
        FalseReason = null,
        ClosedAt = null,
        HeldUntil = null,
        PromisedBy = IsOpen ? PromisedBy : null,   // a promise kept or broken is over; a new one counts from now
    };

    private Alert CloseFalse(Actor by, FalseReason reason, string note, DateTimeOffset at) =>
        (this with { State = AlertState.False, FalseReason = reason, ClosedAt = at }).With(AlertStepKind.Dismissed, by, at, reason.ToString(), note);

    private string TakerName => Steps.LastOrDefault(step => step.Kind is AlertStepKind.Taken or AlertStepKind.TakenOver)?.ByName ?? "";

    private Alert With(
        AlertStepKind kind, Actor by, DateTimeOffset at, string detail = "", string note = "", Sentence? evidence = null, DateTimeOffset? received = null,
        Callee? whom = null) => this with
        {
            Steps =
        [
            .. Steps,
            new AlertStep(Steps.Count + 1, at, by.Id, by.Name, kind, detail, note, evidence, received) { Whom = whom?.Id ?? "", WhomWords = whom?.Words ?? "" },
        ],
        };

    /// <summary>The newest step was learned of only then.</summary>
    internal Alert Told(DateTimeOffset received) => this with { Steps = [.. Steps.SkipLast(1), Steps[^1] with { ReceivedAt = received }] };
}
