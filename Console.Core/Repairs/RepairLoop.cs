using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Repairs;

/// <summary>Reads the assets into memory and puts the stored repairs on the board before anything starts.</summary>
internal sealed class RepairStart(RepairLedger ledger, AssetDirectory assets) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await assets.LoadAsync(cancellationToken);
        await ledger.LoadBoardAsync(cancellationToken);
    }
}

/// <summary>Rings when a repair has changed, so that who must know is told at once.</summary>
internal sealed class RepairBell : IRepairFacts, IDisposable
{
    private readonly Bell _bell = new();

    /// <inheritdoc />
    public ValueTask RepairChangedAsync(Repair repair, CancellationToken cancellation)
    {
        _bell.Ring();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc cref="Bell.Ring" />
    public void Ring() => _bell.Ring();

    /// <inheritdoc cref="Bell.WaitAsync" />
    public Task WaitAsync(CancellationToken cancellation) => _bell.WaitAsync(cancellation);

    /// <inheritdoc />
    public void Dispose() => _bell.Dispose();
}

/// <summary>Dispatches, reminds and tells: at each ring and every second.</summary>
internal sealed partial class RepairLoop(
    RepairDispatch dispatch, RepairOverdue overdue, RepairTelling telling, RepairBell bell, TimeProvider time, ILogger<RepairLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // A look goes over the whole board: of a storm of changes one look serves many.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(LookAsync(stoppingToken), TickAsync(stoppingToken));

    /// <summary>One look. Telling first and last: who must know at once does not wait for a flood of reports. Each for itself, whatever the others cannot read.</summary>
    internal async Task LookOnceAsync(CancellationToken stopping)
    {
        await TryAsync(telling.RunAsync, stopping);
        await TryAsync(dispatch.RunAsync, stopping);
        await TryAsync(overdue.RunAsync, stopping);
        await TryAsync(telling.RunAsync, stopping);
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        while (true)
        {
            await bell.WaitAsync(stopping);
            await LookOnceAsync(stopping);
            await Task.Delay(Real(Pause), time, stopping);
        }
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Real(Period), time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            bell.Ring();
        }
    }

    private TimeSpan Real(TimeSpan span) => time is DemoTime demo ? span * demo.Speed : span;

    private async Task TryAsync(Func<CancellationToken, Task> look, CancellationToken stopping)
    {
        try
        {
            await look(stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The repairs could not be looked at; the next look is in a second.")]
    private partial void LogFailed(Exception exception);
}
