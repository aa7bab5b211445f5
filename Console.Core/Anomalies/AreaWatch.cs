using System.Collections.Concurrent;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// The watch over areas: tells one outage where many homes are cut off at once, and keeps back what their watches say for
/// that reason alone. Knows no clock: the same calls give the same decisions. Not thread-safe.
/// </summary>
/// <remarks>
/// It goes by times of receipt, since what does not arrive has no event time. A call for help, and a silence that was told
/// before, pass. A home that is heard again leaves the outage at once; one that fell silent after the others did, or is
/// not back two hours after half of them are, is told by itself.
/// </remarks>
internal sealed class AreaWatch(Func<AreaId, Sentence> nameOf)
{
    /// <summary>Whose checkpoint holds the state of this watch: no home has an empty id.</summary>
    public static readonly HomeId Key = new("", "");

    private const byte Format = 1;

    // Long enough for the others of the area to be missed as well: a report every 15 minutes comes with every half hour's silence.
    private const long FirstWait = 2 * EstateClock.Minute;

    // What a watch says of a home that is heard again has this long to clear, beyond the lateness of rows.
    private const long Settle = 30 * EstateClock.Minute;
    private const long Recent = 2 * EstateClock.Hour;

    private readonly ConcurrentDictionary<AreaId, AreaTally> _tallies = new();   // asked for by whoever changes a home
    private readonly List<Outage> _outages = [];
    private readonly HeldDecisions _held = new();
    private long _listening;

    /// <summary>The tallies a home counts in, the widest area first.</summary>
    public AreaTally[] TalliesOf(HomeId id, Home? home) => [.. AreaId.AreasOf(id, home).Select(area => _tallies.GetOrAdd(area, static one => new AreaTally(one)))];

    /// <summary>Reports can arrive from now on; silence before that is nobody's.</summary>
    public void Listen(DateTimeOffset now) => _listening = now.ToUnixTimeMilliseconds();

    /// <summary>Lets the decisions of homes' watches through, or keeps them.</summary>
    /// <param name="decisions">What the watches decided.</param>
    /// <param name="find">The home, where it is watched.</param>
    /// <param name="now">The program's time.</param>
    public IReadOnlyList<WatchDecision> Filter(IReadOnlyList<WatchDecision> decisions, Func<HomeId, WatchedHome?> find, DateTimeOffset now)
    {
        var told = new List<WatchDecision>(decisions.Count);
        foreach (var decision in decisions)
        {
            var until = decision.Change == DecisionChange.Opened ? HeldUntil(decision, find(decision.Home), now.ToUnixTimeMilliseconds()) : null;
            if (until is { } instant)
            {
                _held.Hold(decision, instant);
            }
            else if (!_held.Absorb(decision))
            {
                told.Add(decision);
            }
        }

        return told;
    }

    /// <summary>Looks at all homes, and tells what is new about areas and what need not wait any longer.</summary>
    public IReadOnlyList<WatchDecision> Look(IEnumerable<WatchedHome> homes, DateTimeOffset at, TimeSpan lateness)
    {
        var now = at.ToUnixTimeMilliseconds();
        var all = homes as IReadOnlyCollection<WatchedHome> ?? [.. homes];
        var told = new List<WatchDecision>();
        Tally(all, now);
        Open(all, now, told);
        Follow(all, now);
        var givenUp = new HashSet<HomeId>();
        foreach (var outage in _outages)
        {
            Tell(outage, now, told);
            if (outage.IsLimitOver(now))
            {
                givenUp.UnionWith(outage.GiveUp());
            }
        }

        var settle = now + (long)lateness.TotalMilliseconds + Settle;
        told.AddRange(_held.Due(now, (decision, until) => _outages.Exists(outage => IsOut(outage, decision.Home)) ? long.MaxValue
            : givenUp.Contains(decision.Home) ? now
            : until == long.MaxValue ? settle
            : until));
        _outages.RemoveAll(outage => outage.Over && outage.Back == outage.Count);
        return told;
    }

    /// <summary>The home is not watched any more.</summary>
    public void Forget(HomeId home)
    {
        _held.Forget(home);
        foreach (var outage in _outages.Where(outage => outage.Area.Community == home.Community))
        {
            outage.Forget(home.Home);
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Version(Format, nameof(AreaWatch));
        var count = _outages.Count;
        pass.Count(ref count, 0, 1_000_000);
        for (var i = 0; i < count; i++)
        {
            var outage = pass.Reading ? null : _outages[i];
            Outage.Pass(pass, ref outage);
            if (pass.Reading)
            {
                _outages.Add(outage!);
            }
        }

        _held.Pass(pass);
    }

    private long? HeldUntil(WatchDecision decision, WatchedHome? home, long now)
    {
        var missing = MissingDevice(decision);
        var resting = missing is not null || (decision.Kind == AnomalyKind.Inactivity && home is { Unwatched: true });
        if (home is null || !resting || now - decision.Time.ToUnixTimeMilliseconds() > Recent || home.Tallies[0].Homes < AreaTally.FewestHomes)
        {
            return null;
        }

        if (_outages.Exists(outage => IsOut(outage, decision.Home) && decision.Time.ToUnixTimeMilliseconds() >= outage.Since))
        {
            return long.MaxValue;
        }

        if (missing is { } device)
        {
            home.Watch.Signal.SetDown(device, decision.Since.ToUnixTimeMilliseconds(), now);
            return now + FirstWait;
        }

        return null;
    }

    private void Tally(IReadOnlyCollection<WatchedHome> homes, long now)
    {
        foreach (var tally in _tallies.Values)
        {
            tally.Clear();
        }

        foreach (var home in homes)
        {
            var signal = home.Watch.Signal;
            var missed = signal.MissedAt(now, _listening);
            if (missed is null && signal.Heard == long.MinValue)
            {
                continue;
            }

            var ago = now - (missed ?? signal.MetBy(now));
            foreach (var tally in home.Tallies)
            {
                tally.Count(missed is not null, ago);
            }
        }
    }

    // The widest area first: a building's share of a cell's outage is no event of its own.
    private void Open(IReadOnlyCollection<WatchedHome> homes, long now, List<WatchDecision> told)
    {
        foreach (var tally in _tallies.Values.Where(tally => tally.Homes >= AreaTally.FewestHomes).OrderBy(tally => tally.Area.Kind).ThenBy(tally => tally.Area.Name, StringComparer.Ordinal))
        {
            if (tally.Found() is not { } ago || _outages.Exists(outage => !outage.Over && outage.Area != tally.Area && Covers(outage.Area, tally, homes)))
            {
                continue;
            }

            var cuts = homes.Where(home => home.Tallies.Contains(tally))
                .Select(home => (home.Watch.Signal, Missed: home.Watch.Signal.MissedAt(now, _listening)))
                .Where(home => home.Missed is { } missed && now - missed <= ago)
                .Select(home => home.Signal.Down ? home.Signal.CutAt : home.Missed!.Value - home.Signal.Grace)
                .ToList();
            if (_outages.Find(outage => outage.Area == tally.Area && !outage.Over) is { } known)
            {
                known.Again(cuts.Max());
                continue;
            }

            var opened = new Outage(tally.Area, now, cuts.Min());
            opened.Again(cuts.Max());
            _outages.Add(opened);
            foreach (var part in _outages.Where(outage => !outage.Over && outage.Area != tally.Area && outage.Area.Kind > tally.Area.Kind && Covers(tally.Area, _tallies[outage.Area], homes)))
            {
                part.Over = true;
                told.Add(part.Decision(now, DecisionChange.Cleared, Evidence.OutageWider(nameOf(tally.Area))));
            }
        }
    }

    private void Follow(IReadOnlyCollection<WatchedHome> homes, long now)
    {
        if (_outages.Count == 0)
        {
            return;
        }

        foreach (var home in homes)
        {
            var signal = home.Watch.Signal;
            var missed = signal.MissedAt(now, _listening);
            foreach (var outage in _outages.Where(outage => outage.Area.Community == home.Watch.Home.Community))
            {
                var id = home.Watch.Home.Home;
                if (outage.Leave(id, signal.Heard, missed) || outage.Over || missed is not { } at || outage.Holds(id))
                {
                    continue;
                }

                if (Array.Exists(home.Tallies, tally => tally.Area == outage.Area) && outage.Explains(signal.CutAt, at))
                {
                    outage.Add(id, signal.CutAt);
                }
            }
        }
    }

    private void Tell(Outage outage, long now, List<WatchDecision> told)
    {
        if (!outage.Over && (outage.MostAreBack || outage.IsLimitOver(now)))
        {
            outage.Over = true;
            told.Add(outage.Decision(now, DecisionChange.Cleared, Evidence.OutageOver(outage.Back, outage.Count)));
        }
        else if (!outage.Over && outage.News(now) is { } change)
        {
            told.Add(outage.Decision(now, change, Evidence.Outage(nameOf(outage.Area), outage.Count, now - outage.Since)));
        }
    }

    private static bool Covers(AreaId area, AreaTally part, IReadOnlyCollection<WatchedHome> homes) =>
        area.Community == part.Area.Community && homes.Where(home => home.Tallies.Contains(part)).All(home => Array.Exists(home.Tallies, tally => tally.Area == area));

    private static bool IsOut(Outage outage, HomeId home) => outage.Area.Community == home.Community && outage.Holds(home.Home);

    private static string? MissingDevice(WatchDecision decision)
    {
        if (decision.Kind != AnomalyKind.DeviceFault || decision.Cause.LastIndexOf(':') is not (> 0 and var colon))
        {
            return null;
        }

        return decision.Cause[(colon + 1)..] is DeviceRule.SilentFault or DeviceRule.LinkFault ? decision.Cause[..colon] : null;
    }
}
