using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>One person's word that a Critical alert is false, waiting for a second.</summary>
/// <param name="Step">The number of its step.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="ByName">As the person was called then.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why it is false.</param>
/// <param name="Note">In the person's words.</param>
public sealed record FalseProposal(int Step, StaffId By, string ByName, DateTimeOffset At, FalseReason Reason, string Note)
{
    /// <summary>What waits once that step has happened. News of the watch, a resident who needs help and every answer end it.</summary>
    internal static FalseProposal? After(FalseProposal? waiting, AlertStep step) => step switch
    {
        { Kind: AlertStepKind.FalseProposed } => new FalseProposal(step.Number, step.By, step.ByName, step.At, Enum.Parse<FalseReason>(step.Detail), step.Note),
        { Kind: AlertStepKind.Contacted, Detail: nameof(ContactOutcome.NeedsHelp) } => null,
        {
            Kind: AlertStepKind.Raised or AlertStepKind.CameAgain or AlertStepKind.Reopened or AlertStepKind.FalseDeclined or AlertStepKind.FalseWithdrawn
                or AlertStepKind.Resolved or AlertStepKind.Dismissed or AlertStepKind.ClosedItself
        } => null,
        _ => waiting,
    };
}
