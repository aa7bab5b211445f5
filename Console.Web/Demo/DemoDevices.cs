using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>The devices of the made-up communities: from the end of the made-up past they publish over MQTT to the embedded server.</summary>
/// <remarks>What they would have said while the program was down leaves first, with its own times, as gateways that
/// buffer do; beyond <see cref="Buffer"/> it is lost, and those homes were unwatched.</remarks>
internal sealed partial class DemoDevices(
    DemoStage stage, MqttListener listener, EstateCalendar calendar, TimeProvider time, ILogger<DemoDevices> log) : IHostedLifecycleService, IDisposable
{
    /// <summary>How much the gateways keep while nobody listens.</summary>
    public static readonly TimeSpan Buffer = TimeSpan.FromDays(2);

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<(SimulatedHome Home, DeviceReport Report)> _unsaid = [];
    private Task _running = Task.CompletedTask;

    /// <summary>Begins when everything has started: the listener's port is known then.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (stage.World is not null)
        {
            _running = Task.Run(() => SpeakAsync(_stop.Token), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    /// <summary>Stops before the listener does, so that no device sees its server vanish.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running;
        stage.Save();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    private async Task SpeakAsync(CancellationToken cancellation)
    {
        await using var fleet = new DeviceFleet(new MqttDeviceLines("127.0.0.1", listener.Port), calendar);
        var saved = time.GetUtcNow();
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var changed = stage.Changed;
                var now = time.GetUtcNow();
                await SayAsync(fleet, now, cancellation);
                if (now - saved > SaveEvery)
                {
                    stage.Save();
                    saved = now;
                }

                await changed.WaitAsync(Pause(), time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // One bad round must not silence the estate: what is unsaid is said in the next one, and the server knows repeats.
                LogFault(fault);
                await Task.Delay(LongestWait, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SayAsync(DeviceFleet fleet, DateTimeOffset now, CancellationToken cancellation)
    {
        _unsaid.AddRange(stage.Take(now));
        if (_unsaid.Count > 0)
        {
            await fleet.PublishAsync(_unsaid, cancellation);
            _unsaid.Clear();
        }

        foreach (var (home, device) in stage.TakeBroken())
        {
            await fleet.BreakAsync(home, device, cancellation);
        }

        stage.Delivered(now);
    }

    // In the demo's time; a short breath keeps a fast estate from sending one message at a time.
    private TimeSpan Pause()
    {
        var speed = (time as DemoTime)?.Speed ?? 1;
        var until = stage.NextAt - time.GetUtcNow();
        return until < Breath * speed ? Breath * speed : until > LongestWait * speed ? LongestWait * speed : until;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The made-up devices could not speak; they try again")]
    private partial void LogFault(Exception fault);
}
