using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Points;

/// <summary>Deletes once a day what check-ins keep of phones and places, and the words of answered appeals, when it is old enough.</summary>
internal sealed partial class CheckInRetention(CheckInDesk desk, TimeProvider time, ILogger<CheckInRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await desk.ForgetOldAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old check-ins could not be cleared; the next try is tomorrow.")]
    private partial void LogFailed(Exception exception);
}
