using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Care;

/// <summary>Reads this morning's calls and answers before anything starts.</summary>
internal sealed class MorningStart(MorningBook book, MorningAnswers answers) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await book.LoadAsync(cancellationToken);
        await answers.LoadAsync(cancellationToken);
    }
}

/// <summary>Looks at the morning list every two seconds, and once an hour at what has been kept long enough.</summary>
internal sealed partial class MorningLoop(MorningSweep sweep, MorningBook book, TimeProvider time, ILogger<MorningLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Of real time: a demonstration that runs sixty times as fast must not look sixty times as often.
        using var timer = new PeriodicTimer(time is DemoTime demo ? Period * demo.Speed : Period, time);
        DateTimeOffset? swept = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
                var now = time.GetUtcNow();
                if (swept is null || now - swept >= SweepPeriod)
                {
                    swept = now;
                    await book.SweepAsync(stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The morning list could not be looked at; the next look is in two seconds.")]
    private partial void LogFailed(Exception exception);
}
