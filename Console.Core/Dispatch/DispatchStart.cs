using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Puts the stored visits on the board, and remembers where people stood, before anything starts.</summary>
internal sealed class DispatchStart(VisitLedger ledger, GoerPlaces places) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await ledger.LoadBoardAsync(cancellationToken);
        await places.LoadAsync(cancellationToken);
    }
}
