using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Metering;

/// <summary>Removes what is older than its keeping time, a little at a time.</summary>
internal sealed partial class RetentionSweep(IRollupStore store, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionSweep> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Removes everything that is due.</summary>
    /// <returns>How many rows went.</returns>
    internal async Task<long> SweepAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var keep = options.Value;
        long all = 0;
        int gone;
        do
        {
            gone = await store.RemoveBeforeAsync(now - keep.Readings, now - keep.Hours, now - keep.Quarantine, cancellation);
            all += gone;
        }
        while (gone > 0);
        return all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await SweepAsync(stoppingToken) is > 0 and var gone)
                {
                    LogGone(gone);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Rows} rows past their keeping time.")]
    private partial void LogGone(long rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old rows could not be removed; the next sweep tries again.")]
    private partial void LogFault(Exception fault);
}
