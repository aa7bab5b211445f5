using System.Collections.Concurrent;

namespace CommunityConsole.Core.Metering;

/// <summary>What the pipeline does, as the status page and <c>/metrics</c> show it.</summary>
/// <param name="At">When it was read, UTC.</param>
/// <param name="PacketsLastSecond">Packets finished in the last whole second.</param>
/// <param name="PacketsPerSecond">Packets a second, mean of the last minute.</param>
/// <param name="Lag">From receipt to commit, mean of the newest batch.</param>
/// <param name="Oldest">Age of the oldest packet that is not yet stored; zero when none waits.</param>
/// <param name="Waiting">Packets accepted and not yet stored.</param>
/// <param name="Stored">Readings stored since the start.</param>
/// <param name="Duplicates">Readings that were there already.</param>
/// <param name="Failed">Packets that could not be stored and were not acknowledged.</param>
/// <param name="Quarantined">Packets in quarantine since the start, by code.</param>
/// <param name="StoreAway">Whether the newest commit failed.</param>
public sealed record IngestPicture(
    DateTimeOffset At,
    long PacketsLastSecond,
    double PacketsPerSecond,
    TimeSpan Lag,
    TimeSpan Oldest,
    long Waiting,
    long Stored,
    long Duplicates,
    long Failed,
    IReadOnlyDictionary<string, long> Quarantined,
    bool StoreAway)
{
    /// <summary>Readings since the start that nobody had agreed to: acknowledged and not kept.</summary>
    public long Withheld { get; init; }
}

/// <summary>Counts what passes through intake and pump. Cheap enough to be called for each packet, from any thread.</summary>
public sealed class IngestGauges(TimeProvider time)
{
    private const int Seconds = 60;

    private readonly ConcurrentDictionary<string, long> _quarantined = new();
    private readonly long[] _perSecond = new long[Seconds + 1];
    private readonly Lock _rateGate = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private long _rateSecond = time.GetUtcNow().ToUnixTimeSeconds();
    private long _waiting;
    private long _stored;
    private long _duplicates;
    private long _withheld;
    private long _failed;
    private long _lagTicks;
    private long _oldestTicks;
    private volatile bool _storeAway;

    /// <summary>The state at this moment.</summary>
    public IngestPicture Read()
    {
        var now = time.GetUtcNow();
        long last, minute = 0;
        lock (_rateGate)
        {
            TurnTo(now.ToUnixTimeSeconds());
            last = _perSecond[Slot(_rateSecond - 1)];
            for (var back = 1; back <= Seconds; back++)
            {
                minute += _perSecond[Slot(_rateSecond - back)];
            }
        }

        var waiting = Interlocked.Read(ref _waiting);
        var oldest = Interlocked.Read(ref _oldestTicks);
        var span = Math.Clamp((now - _started).TotalSeconds, 1, Seconds);
        return new IngestPicture(
            now,
            last,
            minute / span,
            TimeSpan.FromTicks(Interlocked.Read(ref _lagTicks)),
            waiting == 0 || oldest == 0 ? TimeSpan.Zero : now - new DateTimeOffset(oldest, TimeSpan.Zero),
            waiting,
            Interlocked.Read(ref _stored),
            Interlocked.Read(ref _duplicates),
            Interlocked.Read(ref _failed),
            new Dictionary<string, long>(_quarantined),
            _storeAway)
        {
            Withheld = Interlocked.Read(ref _withheld),
        };
    }

    internal void Arrived() => Interlocked.Increment(ref _waiting);

    internal void Left(int packets) => Interlocked.Add(ref _waiting, -packets);

    /// <summary>The oldest packet the pump holds now, by its time of receipt.</summary>
    internal void Holding(DateTimeOffset oldest) => Interlocked.Exchange(ref _oldestTicks, oldest.UtcTicks);

    internal void Committed(int packets, int stored, int duplicates, TimeSpan lag)
    {
        Left(packets);
        Interlocked.Add(ref _stored, stored);
        Interlocked.Add(ref _duplicates, duplicates);
        Interlocked.Exchange(ref _lagTicks, lag.Ticks);
        Interlocked.Exchange(ref _oldestTicks, 0);
        _storeAway = false;
        lock (_rateGate)
        {
            TurnTo(time.GetUtcNow().ToUnixTimeSeconds());
            _perSecond[Slot(_rateSecond)] += packets;
        }
    }

    internal void Quarantined(string code) => _quarantined.AddOrUpdate(code, 1, static (_, count) => count + 1);

    internal void Withheld(int readings) => Interlocked.Add(ref _withheld, readings);

    internal void Lost(int packets)
    {
        Left(packets);
        Interlocked.Add(ref _failed, packets);
        Interlocked.Exchange(ref _oldestTicks, 0);
    }

    internal void StoreIsAway() => _storeAway = true;

    private static int Slot(long second) => (int)(second % (Seconds + 1));

    private void TurnTo(long second)
    {
        // A clock set back leaves the window where it is until time has caught up.
        var steps = Math.Min(second - _rateSecond, Seconds + 1);
        for (var step = 1; step <= steps; step++)
        {
            _perSecond[Slot(_rateSecond + step)] = 0;
        }

        if (steps == Seconds + 1)
        {
            Array.Clear(_perSecond);
        }

        _rateSecond = Math.Max(_rateSecond, second);
    }
}
