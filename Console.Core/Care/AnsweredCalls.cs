using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Core.Care;

/// <summary>Tells the watch when a call for help is closed: whoever presses again ten minutes later is not part of it.</summary>
internal sealed class AnsweredCalls(Lazy<WatchKeeper?> watch) : IAlertFacts
{
    public ValueTask AlertChangedAsync(Alert alert, CancellationToken cancellation)
    {
        if (alert is { Kind: AnomalyKind.Sos, IsOpen: false })
        {
            watch.Value?.Answered(alert.Home);
        }

        return ValueTask.CompletedTask;
    }
}
