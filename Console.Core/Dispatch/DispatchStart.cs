using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Puts the stored visits on the board before anything starts.</summary>
internal sealed class DispatchStart(VisitLedger ledger) : HostedStart
{
    public override Task StartingAsync(CancellationToken cancellationToken) => ledger.LoadBoardAsync(cancellationToken);
}
