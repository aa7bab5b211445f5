using System.Collections.Immutable;

namespace CommunityConsole.Iot.Simulation;

/// <summary>
/// The estate as time passes: asked for what has left the homes since the last time, and told what happens in them.
/// Not safe for several threads at once.
/// </summary>
public sealed class LiveEstate
{
    private readonly Estate _estate;
    private readonly DateTimeOffset _origin;
    private readonly Dictionary<int, Life> _lives = [];
    private readonly PriorityQueue<Life, DateTimeOffset> _made = new();
    private readonly PriorityQueue<(Life Life, DeviceReport Report), (DateTimeOffset Delivered, DateTimeOffset Made)> _onTheWay = new();
    private ImmutableDictionary<int, ImmutableArray<Happening>> _happenings;
    private DateTimeOffset _now;

    /// <param name="estate">Whose homes.</param>
    /// <param name="origin">When their history began.</param>
    /// <param name="now">Everything that left before or at this instant was delivered already.</param>
    /// <param name="happenings">By number of the home.</param>
    public LiveEstate(Estate estate, DateTimeOffset origin, DateTimeOffset now, ImmutableDictionary<int, ImmutableArray<Happening>> happenings)
    {
        (_estate, _origin, _now, _happenings) = (estate, origin, now, happenings);
        foreach (var home in estate.Homes)
        {
            Begin(home);
        }
    }

    /// <summary>When something leaves next; the far future while nothing will.</summary>
    public DateTimeOffset NextAt => Min(
        _made.TryPeek(out _, out var made) ? made : DateTimeOffset.MaxValue,
        _onTheWay.TryPeek(out _, out var leaves) ? leaves.Delivered : DateTimeOffset.MaxValue);

    /// <summary>What happened and happens, by number of the home.</summary>
    public ImmutableDictionary<int, ImmutableArray<Happening>> Happenings => _happenings;

    /// <summary>Reports that leave until <paramref name="now"/>, in the order of leaving.</summary>
    public IEnumerable<(SimulatedHome Home, DeviceReport Report)> Advance(DateTimeOffset now)
    {
        while (NextAt is var next && next <= now)
        {
            while (_made.TryPeek(out var life, out var made) && made <= next)
            {
                _made.Dequeue();
                if (!life.Ended)
                {
                    Take(life);
                }
            }

            while (_onTheWay.TryPeek(out var item, out var leaves) && leaves.Delivered <= next)
            {
                _onTheWay.Dequeue();
                _now = leaves.Delivered > _now ? leaves.Delivered : _now;
                if (!item.Life.Ended)
                {
                    yield return (item.Life.Home, item.Report);
                }
            }
        }

        _now = now > _now ? now : _now;
    }

    /// <summary>Changes what happens in a home; what has left it stays said.</summary>
    public void Change(SimulatedHome home, Func<ImmutableArray<Happening>, ImmutableArray<Happening>> change)
    {
        _happenings = _happenings.SetItem(home.Number, change(_happenings.GetValueOrDefault(home.Number, [])));
        _lives[home.Number].Ended = true;
        Begin(home);
    }

    private void Begin(SimulatedHome home)
    {
        var happenings = _happenings.GetValueOrDefault(home.Number, []);

        // What was made before now and has not left yet: a gateway's collection, or all since it was cut off.
        var from = home.UploadEvery is { } every ? _now - every : _now;
        var cut = happenings.Where(h => h.What == HappeningKind.Backlog && (h.Until is null || h.Until > _now)).Select(h => h.From);
        from = cut.Append(from).Min();
        var life = new Life(home, new HomeRun(_estate, home, _origin, happenings).After(from - TimeSpan.FromTicks(1)).GetEnumerator(), _now);
        _lives[home.Number] = life;
        Step(life);
    }

    // Puts the life's current report on its way and looks at the next one.
    private void Take(Life life)
    {
        var report = life.Reports.Current;
        if (report.Delivered > life.Since && report.Delivered < DateTimeOffset.MaxValue)
        {
            _onTheWay.Enqueue((life, report), (report.Delivered, report.Made));
        }

        Step(life);
    }

    private void Step(Life life)
    {
        life.Reports.MoveNext();
        _made.Enqueue(life, life.Reports.Current.Made);
    }

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private sealed class Life(SimulatedHome home, IEnumerator<DeviceReport> reports, DateTimeOffset since)
    {
        public SimulatedHome Home { get; } = home;

        public IEnumerator<DeviceReport> Reports { get; } = reports;

        /// <summary>What left until then was said by an earlier life, or is history.</summary>
        public DateTimeOffset Since { get; } = since;

        /// <summary>Set when a new life of the home took its place: what it still had on its way is void.</summary>
        public bool Ended { get; set; }
    }
}
