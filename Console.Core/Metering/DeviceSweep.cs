using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Metering;

/// <summary>Loads the registry before anything listens, and saves what it learned, now and then and at the end.</summary>
internal sealed partial class DeviceSweep(DeviceRegistry registry, IDeviceStore store, TimeProvider time, ILogger<DeviceSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Load(await store.LoadAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SweepAsync(cancellationToken);
    }

    /// <summary>Saves what changed since the last sweep; what cannot be saved waits for the next.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        var (changed, removed) = registry.TakeUnsaved();
        if (changed.Count + removed.Count == 0)
        {
            return;
        }

        try
        {
            await store.SaveAsync(changed, removed, cancellation);
        }
        catch (Exception fault)
        {
            registry.NotSaved([.. changed.Select(d => d.Id), .. removed]);
            if (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What the devices taught could not be saved; the next sweep tries again.")]
    private partial void LogFault(Exception fault);
}
