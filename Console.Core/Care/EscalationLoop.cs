using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Care;

/// <summary>Rings when an alert or a visit has changed: a new one calls and a taken one stops at once.</summary>
internal sealed class EscalationBell : IAlertFacts, IDispatchFacts, IDisposable
{
    private readonly Bell _bell = new();

    /// <inheritdoc />
    public ValueTask AlertChangedAsync(Alert alert, CancellationToken cancellation) => Changed();

    /// <inheritdoc />
    public ValueTask VisitChangedAsync(Visit visit, CancellationToken cancellation) => Changed();

    /// <inheritdoc cref="Bell.Ring" />
    public void Ring() => _bell.Ring();

    /// <inheritdoc cref="Bell.WaitAsync" />
    public Task WaitAsync(CancellationToken cancellation) => _bell.WaitAsync(cancellation);

    /// <inheritdoc />
    public void Dispose() => _bell.Dispose();

    private ValueTask Changed()
    {
        _bell.Ring();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Looks at what calls, at each ring and every second.</summary>
internal sealed partial class EscalationLoop(EscalationSweep sweep, EscalationBell bell, TimeProvider time, ILogger<EscalationLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(LookAsync(stoppingToken), TickAsync(stoppingToken));

    private async Task LookAsync(CancellationToken stopping)
    {
        while (true)
        {
            await bell.WaitAsync(stopping);
            try
            {
                await sweep.RunAsync(stopping);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            bell.Ring();
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Calls could not be looked at; the next look is in a second.")]
    private partial void LogFailed(Exception exception);
}
