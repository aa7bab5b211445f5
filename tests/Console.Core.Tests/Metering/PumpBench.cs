using System.Collections.Concurrent;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Metering;

/// <summary>A pump with its intake over a store that can be held back or made to fail.</summary>
internal sealed class PumpBench : IAsyncDisposable, IReadingFacts
{
    private readonly ReadingPump _pump;

    internal PumpBench(Action<IntakeOptions>? change = null)
    {
        var options = Metered.Options(change);
        Gauges = new IngestGauges(Time);
        Intake = new ReadingIntake(options, Gauges);
        Registry = Metered.Registry(Time);
        var judge = new PacketJudge(options, Registry);
        Consents = new ConsentBook(new VolatileConsentStore(new VolatileAuditLog()), new EstateCalendar(TimeZoneInfo.Utc), Time);
        var committer = new BatchCommitter(Store, judge, new ConsentGate(Consents, judge, Gauges), Gauges, options, Time, NullLogger<BatchCommitter>.Instance);
        var audience = new PumpAudience(Registry, [new FailingListener(), this], NullLogger<PumpAudience>.Instance);
        _pump = new ReadingPump(Intake, committer, audience, options, Time, NullLogger<ReadingPump>.Instance);
    }

    internal FakeTimeProvider Time { get; } = new(Metered.Noon);

    internal ConsentBook Consents { get; }

    internal TroubledStore Store { get; } = new();

    internal IngestGauges Gauges { get; }

    internal ReadingIntake Intake { get; }

    internal DeviceRegistry Registry { get; }

    internal ConcurrentQueue<StoredReading> Told { get; } = new();

    public ValueTask StoredAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellation)
    {
        foreach (var reading in readings)
        {
            Told.Enqueue(reading);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Store.Release();
        await StopAsync();
        _pump.Dispose();
    }

    internal static async Task<PumpBench> StartedAsync()
    {
        var bench = new PumpBench();
        await bench.StartAsync();
        return bench;
    }

    internal Task StartAsync() => _pump.StartAsync(CancellationToken.None);

    internal Task StopAsync() => _pump.StopAsync(CancellationToken.None);

    internal ValueTask SendAsync(IntakePacket packet) => Intake.AcceptAsync(packet, CancellationToken.None);

    /// <summary>A feature above that fails: the pump and the others must not notice.</summary>
    private sealed class FailingListener : IReadingFacts
    {
        public ValueTask StoredAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellation) => throw new InvalidOperationException("listener");
    }
}

/// <summary>Remembers its answer, and when in the order of all answers it came.</summary>
internal sealed class TestReceipt : IIntakeReceipt
{
    private static int _order;

    internal bool? Outcome { get; private set; }

    internal int Order { get; private set; }

    public void Stored() => Answer(true);

    public void Failed(Exception? fault) => Answer(false);

    private void Answer(bool stored)
    {
        Assert.Null(Outcome); // told once
        Order = Interlocked.Increment(ref _order);
        Outcome = stored;
    }
}
