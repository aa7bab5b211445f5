using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Care;

/// <summary>Puts the stored alerts on the board before anything starts.</summary>
internal sealed class CareStart(AlertLedger ledger) : HostedStart
{
    public override Task StartingAsync(CancellationToken cancellationToken) => ledger.LoadBoardAsync(cancellationToken);
}

/// <summary>Sweeps at the start and every minute.</summary>
internal sealed partial class CareLoop(AlertSweep sweep, TimeProvider time, ILogger<CareLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A sweep over the open alerts failed; the next one is in a minute.")]
    private partial void LogFailed(Exception exception);
}
