using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Tests.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>Takes reports the way of the running console: judged, learned from, stored once, watched; the clock goes on beside them.</summary>
internal sealed class FaultBench
{
    /// <summary>When the device fails.</summary>
    public static readonly DateTimeOffset Fails = Recorded.Start.AddDays(50).AddHours(13);

    /// <summary>Until when it is looked at.</summary>
    public static readonly DateTimeOffset End = Fails.AddDays(6);

    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(5);
    private static readonly Dictionary<TimeSpan, Lazy<Settled>> Homes = new()
    {
        [FaultyHome.Period] = new(() => Settle(FaultyHome.Period)),
        [TimeSpan.FromDays(1)] = new(() => Settle(TimeSpan.FromDays(1))),
    };

    private readonly DeviceRegistry _registry = Metered.Registry(TimeProvider.System);
    private readonly PacketJudge _judge;
    private readonly HashSet<(string, Measure, DateTimeOffset, long)> _stored = [];
    private readonly Dictionary<(string, Measure), Reading> _newest = [];
    private HomeWatch _watch = Recorded.NewWatch();

    private FaultBench() => _judge = new PacketJudge(Metered.Options(), _registry);

    public List<WatchDecision> Decisions { get; } = [];

    /// <summary>The home after 50 days without a fault, and then these reports.</summary>
    public static IReadOnlyList<WatchDecision> Run(IEnumerable<Report> reports, TimeSpan waterUpload)
    {
        var settled = Homes[waterUpload].Value;
        var bench = new FaultBench { _watch = HomeWatch.Load(Recorded.Home, new WatchOptions(), Recorded.Calendar, settled.Watch) };
        foreach (var device in settled.Devices)
        {
            bench._registry.Register(device);
        }

        bench._judge.Load(settled.Newest.Select(reading => new StoredReading(1, reading)));
        bench.Go(reports, Fails, End);
        return bench.Decisions;
    }

    private static Settled Settle(TimeSpan waterUpload)
    {
        var bench = new FaultBench();
        bench.Go(FaultyHome.Reports(Recorded.Start, Fails, null, waterUpload), Recorded.Start, Fails);
        return new Settled(bench._watch.Save(), bench._registry.Of(Recorded.Home.Community), [.. bench._newest.Values]);
    }

    private void Go(IEnumerable<Report> reports, DateTimeOffset from, DateTimeOffset until)
    {
        var waiting = new Queue<Report>(reports.OrderBy(report => report.Received));
        for (var now = from; now < until; now += Tick)
        {
            while (waiting.Count > 0 && waiting.Peek().Received <= now)
            {
                Take(waiting.Dequeue());
            }

            _watch.Tell(now, Decisions);
        }
    }

    private void Take(Report report)
    {
        var reading = report.Reading;
        _registry.Resolve(reading.Device, reading.Kind);
        var judged = _judge.Judge(Metered.Packet(reading));
        _registry.Learn(reading.Device, device => DeviceLearning.Heard(device, judged));
        foreach (var stored in judged.Readings)
        {
            if (_stored.Add((stored.Device.Name, stored.Measure, stored.At, stored.Value)))
            {
                _newest[(stored.Device.Name, stored.Measure)] = stored;
                _watch.Take(stored, Decisions);
            }
        }
    }

    private sealed record Settled(byte[] Watch, IReadOnlyList<Device> Devices, IReadOnlyList<Reading> Newest);
}
