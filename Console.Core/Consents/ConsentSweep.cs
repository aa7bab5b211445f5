using System.Collections.Concurrent;
using CommunityConsole.Core.Community;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Consents;

/// <summary>Tells the features above which readings of a home may be used: at once after a command; and finds what ran out by itself, what a stop or a fault kept from being told.</summary>
internal sealed partial class ConsentSweep(ConsentBook book, Lazy<IEnumerable<IConsentFacts>> facts, TimeProvider time, ILogger<ConsentSweep> log)
{
    private readonly ConcurrentDictionary<HomeId, Coverage> _told = new();

    /// <summary>Tells what holds for a home now.</summary>
    public async Task TellAsync(HomeId home, CancellationToken cancellation)
    {
        var coverage = book.CoverageOf(home);
        var heard = true;
        foreach (var listener in facts.Value)
        {
            try
            {
                await listener.ConsentChangedAsync(home, coverage, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                heard = false;
                LogListenerFault(fault, listener.GetType().Name);
            }
        }

        if (heard)
        {
            _told[home] = coverage;
        }
    }

    /// <summary>Looks at every home of which something was said; tells what is news.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var home in book.Known)
        {
            var coverage = home.CoverageAt(now);
            if (!_told.TryGetValue(home.Home, out var told))
            {
                // After a start only an end is news: a watch that goes on goes on from where it was.
                told = coverage.Watches ? _told.GetOrAdd(home.Home, coverage) : Coverage.NotAsked;
            }

            if (told != coverage)
            {
                await TellAsync(home.Home, cancellation);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Listener} failed on a change of consent; it is told again.")]
    private partial void LogListenerFault(Exception fault, string listener);
}

/// <summary>Sweeps every ten seconds: what ran out is not watched for a minute.</summary>
internal sealed partial class ConsentLoop(ConsentSweep sweep, TimeProvider time, ILogger<ConsentLoop> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A sweep over the consents failed; the next one is in ten seconds.")]
    private partial void LogFault(Exception fault);
}
