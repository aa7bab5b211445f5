using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Care;

/// <summary>Forgets one-time links a day after their end: at the start, then once a day.</summary>
internal sealed partial class FineLinkSweep(IFineLinkStore links, TimeProvider time, ILogger<FineLinkSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    // Whoever opens a link late is told that it is over or was answered; after that it is one that was never made.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await links.ForgetAsync(time.GetUtcNow() - Kept, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "One-time links that are over could not be forgotten; the next try is in a day.")]
    private partial void LogFailed(Exception exception);
}
