using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Metering;

/// <summary>Keeps the hourly roll-ups up to date. Which hours new readings touched is on disk, so a stop loses none.</summary>
internal sealed partial class RollupSweep(IRollupStore store, TimeProvider time, ILogger<RollupSweep> log) : BackgroundService
{
    // Small bites: the pump waits for the writer no longer than one of them takes.
    private const int Bite = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Rolls up everything touched so far.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        while (await store.RollUpAsync(Bite, cancellation) == Bite)
        {
            await Task.Yield();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Hours could not be rolled up; the next sweep tries again.")]
    private partial void LogFault(Exception fault);
}
