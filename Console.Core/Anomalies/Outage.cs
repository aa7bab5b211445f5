using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>An outage of an area while it lasts, and for as long as homes of it are awaited.</summary>
internal sealed class Outage
{
    // Wills come as each connection's keep-alive runs out, not all at once.
    private const long Spread = 2 * EstateClock.Minute;

    private const long Settled = 5 * EstateClock.Minute;
    private const int ManyHomes = 50;
    private const long Long = 4 * EstateClock.Hour;

    /// <summary>Homes that are not back this long after half of them are: no longer the area's matter.</summary>
    public const long ReturnLimit = 2 * EstateClock.Hour;

    private readonly SortedDictionary<string, long> _out = new(StringComparer.Ordinal);   // home, from when on nothing came
    private readonly SortedSet<string> _all = new(StringComparer.Ordinal);
    private long _last;
    private long _returned = long.MaxValue;
    private int _told;
    private long _toldAt;

    public Outage(AreaId area, long opened, long since) => (Area, Opened, Since, _last) = (area, opened, since, since);

    public AreaId Area { get; }

    public long Opened { get; }

    public long Since { get; }

    public Severity Severity { get; private set; }

    /// <summary>Told as over; homes are still awaited.</summary>
    public bool Over { get; set; }

    public int Count => _all.Count;

    public int Back => _all.Count - _out.Count;

    public bool Holds(string home) => _out.ContainsKey(home);

    /// <summary>Whether homes that fell silent at an instant did so with the others, and not for reasons of their own.</summary>
    public bool Explains(long cutAt, long missedAt) => cutAt <= _last + Spread && IsOfThis(missedAt);

    /// <summary>Another wave of the same area.</summary>
    public void Again(long cutAt) => _last = Math.Max(_last, cutAt);

    public void Add(string home, long cutAt)
    {
        _all.Add(home);
        _out[home] = cutAt;
    }

    /// <summary>A home that is heard again leaves at once; its own watch goes on.</summary>
    public bool Leave(string home, long heard, long? missedAt) =>
        _out.TryGetValue(home, out var cut) && heard > cut && !(missedAt is { } at && IsOfThis(at)) && _out.Remove(home);

    /// <summary>A home that is not watched any more is not awaited either.</summary>
    public void Forget(string home) => _out.Remove(home);

    /// <summary>Notes the return; true once the limit is over for those that are still out.</summary>
    public bool IsLimitOver(long now)
    {
        _returned = _all.Count > 0 && Back * 2 >= _all.Count ? Math.Min(_returned, now) : _returned;
        return _returned != long.MaxValue && now - _returned >= ReturnLimit;
    }

    /// <summary>Those that are still out are told singly from now on.</summary>
    public IReadOnlyList<HomeId> GiveUp()
    {
        IReadOnlyList<HomeId> left = [.. _out.Keys.Select(home => new HomeId(Area.Community, home))];
        _out.Clear();
        return left;
    }

    /// <summary>Whether so many are back that it is over.</summary>
    public bool MostAreBack => _all.Count > 0 && Back >= 0.9 * _all.Count;

    /// <summary>What is to be told of it now; null for nothing new.</summary>
    public DecisionChange? News(long now)
    {
        var severity = (Severity)Math.Min((int)Severity.Critical, (int)(_all.Count >= ManyHomes ? Severity.Urgent : Severity.Attention) + (now - Opened >= Long ? 1 : 0));
        if (_all.Count == 0)
        {
            return null;
        }

        if (_told == 0 || severity > Severity)
        {
            var change = _told == 0 ? DecisionChange.Opened : DecisionChange.Raised;
            (Severity, _told, _toldAt) = (severity, _all.Count, now);
            return change;
        }

        // Growth is told in steps: five hundred homes make a dozen lines, not five hundred.
        if (_all.Count > _told && (now - _toldAt >= Settled || _all.Count >= _told + (_told / 4)))
        {
            (_told, _toldAt) = (_all.Count, now);
            return DecisionChange.Opened;
        }

        return null;
    }

    public WatchDecision Decision(long now, DecisionChange change, Sentence evidence) => new(
        Instant(now), Area.Place, AnomalyKind.AreaOutage, Area.Text, Severity, change, Instant(Opened), Instant(Since), evidence)
    {
        Extent = new OutageExtent(Area, [.. _all.Select(home => new HomeId(Area.Community, home))]),
    };

    public static void Pass(StatePass pass, ref Outage? outage)
    {
        var community = outage?.Area.Community ?? "";
        var text = outage?.Area.Text ?? "";
        var (at, from) = (outage?.Opened ?? 0, outage?.Since ?? 0);
        pass.Text(ref community);
        pass.Text(ref text);
        pass.Long(ref at);
        pass.Long(ref from);
        outage ??= new Outage(AreaId.Of(community, text), at, from);
        outage.PassRest(pass);
    }

    private void PassRest(StatePass pass)
    {
        pass.Long(ref _last);
        pass.Long(ref _returned);
        pass.Count(ref _told, 0, int.MaxValue);
        pass.Long(ref _toldAt);
        var severity = (byte)Severity;
        pass.Byte(ref severity);
        Severity = (Severity)severity;
        var over = Over;
        pass.Flag(ref over);
        Over = over;
        var names = Encoding.UTF8.GetBytes(string.Join('\n', _all));   // one block: a table of names would be searched for each
        pass.Block(ref names);
        foreach (var home in Encoding.UTF8.GetString(names).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = _out.GetValueOrDefault(home, long.MaxValue);
            pass.Long(ref cut);
            if (pass.Reading)
            {
                _all.Add(home);
                if (cut != long.MaxValue)
                {
                    _out[home] = cut;
                }
            }
        }
    }

    // A device that was dead long before does not keep its home in.
    private bool IsOfThis(long missedAt) => missedAt >= Since - AreaTally.Window;

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
