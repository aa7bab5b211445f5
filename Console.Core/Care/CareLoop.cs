using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Care;

/// <summary>Puts the stored alerts on the board before anything starts.</summary>
internal sealed class CareStart(AlertLedger ledger) : HostedStart
{
    public override Task StartingAsync(CancellationToken cancellationToken) => ledger.LoadBoardAsync(cancellationToken);
}

/// <summary>Teaches what was missed at the start; sweeps then and every minute.</summary>
internal sealed partial class CareLoop(MissedLessons missed, AlertSweep sweep, TimeProvider time, ILogger<CareLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            await missed.TeachAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotTaught(e);
        }

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

    [LoggerMessage(Level = LogLevel.Error, Message = "Outcomes that taught nothing before the last stop could not be looked through; the next start looks again.")]
    private partial void LogNotTaught(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sweep over the open alerts failed; the next one is in a minute.")]
    private partial void LogFailed(Exception exception);
}
