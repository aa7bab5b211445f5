using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <content>Closing a Critical alert as false is two people's word.</content>
public sealed partial record Alert
{
    /// <summary>The proposal that waits for a second person; null without one.</summary>
    public FalseProposal? Proposal => Severity < Severity.Critical ? null : Steps.Aggregate((FalseProposal?)null, FalseProposal.After);

    /// <summary>Somebody is at the door, or was there since it last came up.</summary>
    public bool SeenAtDoor => (State == AlertState.Arrived && VisitUnderWay) || Steps.LastOrDefault(step => step.Kind is
        AlertStepKind.Arrived or AlertStepKind.Raised or AlertStepKind.CameAgain or AlertStepKind.Reopened)?.Kind == AlertStepKind.Arrived;

    /// <summary>Says that it is false. It stays open and in hand, and calls for a second person.</summary>
    public Result<Alert> ProposeFalse(Actor by, FalseReason reason, string note, DateTimeOffset at)
    {
        if (!AlertPolicy.Explains(this, reason, note))
        {
            return new AlertOutcomeNotValid(Id);
        }

        return InHand(by, at, alert => alert switch
        {
            { Severity: < Severity.Critical } => new AlertNeedsNoSecond(Id),
            { Proposal: { } waiting } when waiting.By == by.Id && waiting.Reason == reason => alert,
            { Proposal: { } waiting } => new AlertProposedFalse(Id, waiting.ByName),
            _ => alert.With(AlertStepKind.FalseProposed, by, at, reason.ToString(), note),
        });
    }

    /// <summary>The second person agrees. Need not have it in hand: who has it is the one who proposed it.</summary>
    public Result<Alert> ConfirmFalse(Actor by, string note, DateTimeOffset at) => this switch
    {
        { State: AlertState.False } when Steps[^1].By == by.Id => this,
        { IsOpen: false } => new AlertIsClosed(Id),
        { Proposal: null } => new AlertNotProposed(Id),
        { Proposal: { } waiting } when waiting.By == by.Id => new AlertOwnProposal(Id),
        { Proposal: { } waiting } => CloseFalse(by, waiting.Reason, note, at),
    };

    /// <summary>The second person does not agree: unless somebody is on the way, nobody has it and it calls again. Who proposed it takes it back and keeps it.</summary>
    public Result<Alert> DeclineFalse(Actor by, string reason, DateTimeOffset at) => this switch
    {
        { IsOpen: false } => new AlertIsClosed(Id),
        { Proposal: { } waiting } when waiting.By == by.Id => With(AlertStepKind.FalseWithdrawn, by, at, note: reason),
        { Proposal: not null } when string.IsNullOrWhiteSpace(reason) => new AlertDoubtNeeded(Id),
        { Proposal: not null } => Doubted().Promise(at).With(AlertStepKind.FalseDeclined, by, at, note: reason),
        _ when Steps[^1] is { Kind: AlertStepKind.FalseDeclined or AlertStepKind.FalseWithdrawn } last && last.By == by.Id => this,
        _ => new AlertNotProposed(Id),
    };

    // Whoever has it thinks it false: it is put back, so that it does not lie there in silence.
    private Alert Doubted() => Proposal is null || VisitUnderWay ? this : PutBack();
}
