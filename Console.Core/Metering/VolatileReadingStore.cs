using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Metering;

/// <summary>Readings, quarantine and roll-ups in memory: the double in tests, held to the same contract as the store on disk.</summary>
public sealed class VolatileReadingStore : IReadingStore, IQuarantineStore, IRollupStore
{
    private const int Newest = 20_000;

    private readonly Lock _gate = new();
    private readonly List<StoredReading> _readings = [];
    private readonly HashSet<(DeviceId, DateTimeOffset, Measure, bool, long)> _keys = [];
    private readonly List<QuarantinedPacket> _quarantined = [];
    private readonly Dictionary<(string Community, string Code), long> _counts = [];
    private readonly HashSet<(DeviceId Device, DateTimeOffset Hour)> _touched = [];
    private readonly Dictionary<(DeviceId, Measure, DateTimeOffset), HourlyUse> _hours = [];
    private long _position;
    private long _packet;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredReading>> StoreAsync(
        IReadOnlyList<Reading> readings, IReadOnlyList<QuarantinedPacket> quarantined, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var packet in quarantined)
            {
                _quarantined.Add(packet with { Id = ++_packet });
                var key = (packet.Community, packet.Code);
                _counts[key] = _counts.GetValueOrDefault(key) + 1;
            }

            _quarantined.RemoveRange(0, Math.Max(0, _quarantined.Count - Newest));
            return ValueTask.FromResult<IReadOnlyList<StoredReading>>(Add(readings));
        }
    }

    /// <inheritdoc />
    public Task<long> ImportAsync(IEnumerable<Reading> history, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult((long)Add(history).Count);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredReading> ReadAfterAsync(long position, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var stored in Snapshot().Where(r => r.Position > position))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return stored;
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredReading>> ReadHomeAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredReading>>(
            [.. Snapshot().Where(r => r.Reading.Device.Home == home && r.Reading.At >= from && r.Reading.At < until).OrderBy(r => r.Reading.At).ThenBy(r => r.Position)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredReading>> ReadNewestAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredReading>>(
            [.. Snapshot().GroupBy(r => (r.Reading.Device, r.Reading.Measure)).Select(g => g.OrderBy(r => r.Reading.At).ThenBy(r => r.Position).Last())]);

    /// <inheritdoc />
    public Task<long> NewestPositionAsync(CancellationToken cancellation) => Task.FromResult(Interlocked.Read(ref _position));

    /// <inheritdoc />
    public Task<IReadOnlyList<QuarantinedPacket>> ReadAsync(string community, long before, int limit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<QuarantinedPacket>>(
                [.. _quarantined.Where(p => p.Community == community && p.Id < before).OrderByDescending(p => p.Id).Take(limit)]);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, long>> CountAsync(string community, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyDictionary<string, long>>(
                _counts.Where(c => c.Key.Community == community).ToDictionary(c => c.Key.Code, c => c.Value));
        }
    }

    /// <inheritdoc />
    public Task<int> RollUpAsync(int limit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var bite = _touched.Take(limit).ToList();
            foreach (var (device, hour) in bite)
            {
                var rows = _readings.Where(r => r.Reading.Device == device).OrderBy(r => r.Reading.At).ThenBy(r => r.Position).Select(r => r.Reading).ToList();
                foreach (var one in HourlyRollup.Affected(rows, hour).SelectMany(h => HourlyRollup.Of(rows, h)))
                {
                    _hours[(device, one.Measure, one.Start)] = one;
                }

                _touched.Remove((device, hour));
            }

            return Task.FromResult(bite.Count);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<HourlyUse>> ReadHoursAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<HourlyUse>>(
                [.. _hours.Values.Where(h => h.Device.Home == home && h.Start >= from && h.Start < until)
                    .OrderBy(h => h.Start).ThenBy(h => h.Device.Name, StringComparer.Ordinal).ThenBy(h => h.Measure)]);
        }
    }

    /// <inheritdoc />
    public Task<int> RemoveBeforeAsync(DateTimeOffset readings, DateTimeOffset hours, DateTimeOffset quarantine, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var gone = _readings.RemoveAll(r => r.Reading.At < readings && r.Position < _position && !_touched.Contains((r.Reading.Device, HourlyRollup.HourOf(r.Reading.At))));
            gone += _quarantined.RemoveAll(p => p.Received < quarantine);
            foreach (var old in _hours.Where(h => h.Value.Start < hours).Select(h => h.Key).ToList())
            {
                gone += _hours.Remove(old) ? 1 : 0;
            }

            return Task.FromResult(gone);
        }
    }

    /// <inheritdoc />
    public Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var gone = _readings.RemoveAll(r => r.Reading.Device.Home == home && r.Position < _position && !IntakePacket.CallsForHelp(r.Reading));
            _touched.RemoveWhere(touched => touched.Device.Home == home);
            foreach (var hour in _hours.Keys.Where(hour => hour.Item1.Home == home).ToList())
            {
                gone += _hours.Remove(hour) ? 1 : 0;
            }

            return Task.FromResult(gone);
        }
    }

    private List<StoredReading> Add(IEnumerable<Reading> readings)
    {
        var added = new List<StoredReading>();
        foreach (var reading in readings)
        {
            if (_keys.Add((reading.Device, reading.At, reading.Measure, reading.Sequence is null, reading.Sequence ?? reading.Value)))
            {
                added.Add(new StoredReading(++_position, reading));
                _touched.Add((reading.Device, HourlyRollup.HourOf(reading.At)));
            }
        }

        _readings.AddRange(added);
        return added;
    }

    private StoredReading[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _readings];
        }
    }
}
