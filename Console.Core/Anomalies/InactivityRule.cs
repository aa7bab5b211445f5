using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Silence of a person: since the last sign of life, as far as readings cover it, against this home's habits and the
/// floor rule. What no reading covers is not silence.
/// </summary>
internal sealed class InactivityRule(OpenConditions conditions, SilenceHabits habits, PresenceTrack presence, FloorRule floor, EstateClock clock)
{
    // Who is out this long may be asked about by day; nobody is called for it.
    private const long NightOut = EstateClock.Day;

    // From here on people are called: late where it is known that somebody went out, soon where it is only guessed.
    private const long LongOut = 7 * EstateClock.Day;
    private const long LongGuessed = 2 * EstateClock.Day;

    // What power tells is doubted until the home's own levels are known: an evening sat still and a night are shorter than this.
    private const long PowerAlone = 18 * EstateClock.Hour;

    private readonly long[] _limits = new long[SilenceHabits.Levels];
    private bool _limited;
    private long _last = long.MinValue;
    private Sign _sign;
    private long _lastOther = long.MinValue / 2;    // not water
    private long _lastSure = long.MinValue / 2;     // not power
    private long _silence;       // as far as it was judged: what could have been told
    private long _uncovered;
    private bool _tainted;

    /// <summary>What the home has learned from outcomes; told anew after each start, so no part of the state.</summary>
    public HomeTuning Tuning
    {
        get;
        set => (field, _limited) = (value, false);
    } = HomeTuning.None;

    /// <summary>Gives the reporting period: no limit is finer.</summary>
    public Func<long?>? Period { get; set; }

    /// <summary>Instant of the last sign; <see cref="long.MinValue"/> before any.</summary>
    public long Last => _last;

    public Sign LastSign => _sign;

    /// <summary>How long the present silence may last before an Urgent alert; null while habits are not known.</summary>
    public long? UrgentLimit => _last != long.MinValue && habits.Known ? Limits()[1] : null;

    /// <summary>The watch begins here: not a sign, but silence cannot be older.</summary>
    public void Begin(long now) => _last = _last == long.MinValue ? now : _last;

    /// <summary>Time that no reading covers: it does not count as silence, and the silence teaches nothing.</summary>
    public void Uncovered(long milliseconds)
    {
        _uncovered += milliseconds;
        _tainted = true;
    }

    /// <summary>Only some of the meters told of it: the silence teaches nothing.</summary>
    public void Partly() => _tainted = true;

    /// <summary>A true sign of life.</summary>
    public void Alive(long at, Sign sign)
    {
        if (_last != long.MinValue && !_tainted && presence.At(at) != Presence.Away && !Tuning.WasAbsence(DateTimeOffset.FromUnixTimeMilliseconds(_last)))
        {
            habits.Take(_last, _silence, clock);
        }

        _lastOther = sign == Sign.Water ? _lastOther : at;
        _lastSure = sign == Sign.Power ? _lastSure : at;
        (_last, _sign, _silence, _uncovered, _tainted, _limited) = (Math.Max(at, _last), sign, 0, 0, false, false);
    }

    /// <summary>Habits were learned anew.</summary>
    public void Relearned() => _limited = false;

    /// <summary>Judges the silence up to where readings cover it.</summary>
    public void Judge(long now, long covered, bool water, bool power)
    {
        if (_last == long.MinValue)
        {
            return;
        }

        var silence = covered - _last - _uncovered;
        _silence = Math.Max(_silence, silence);
        if (presence.At(now) == Presence.Away)
        {
            Away(now);
            return;
        }

        var level = habits.Known ? Level(silence) : null;
        var proven = presence.ProvenHome(now);
        var dry = floor.Dry && (!presence.HasDoor || now - presence.Since >= FloorRule.Window || now - _last >= FloorRule.Window);

        // In the first weeks little water pages by itself, unless something else moved; later a sign of life within the
        // window says that somebody is up and about (an evening's flush and a long night are often less than the floor).
        var pages = habits.Watched >= SilenceHabits.FirstWeeks ? proven && silence >= FloorRule.Window
            : now - _lastOther >= FloorRule.Window || (!habits.Proven && now - _lastSure >= PowerAlone);
        Severity? atFloor = !dry ? null : pages ? Severity.Urgent : Severity.Notice;
        var severity = level is { } a && atFloor is { } b ? (a > b ? a : b) : level ?? atFloor;
        if (severity is { } wanted)
        {
            // A sign of life ends the silence even where so little water stays worth a remark.
            if (conditions.Find(AnomalyKind.Inactivity) is { } worse && worse.Severity > wanted && _last > worse.Since)
            {
                conditions.Clear(now, AnomalyKind.Inactivity, "", Evidence.Alive(_sign, clock.When(_last)));
            }

            if (conditions.IsNews(AnomalyKind.Inactivity, wanted))
            {
                var when = clock.When(_last);
                var byHabit = level is { } reached && reached >= wanted;
                conditions.Open(now, AnomalyKind.Inactivity, "", wanted, byHabit ? _last : Math.Max(_last, now - FloorRule.Window), byHabit
                    ? Evidence.Silence(water, power, habits.Usual(_last, clock), _sign, when)
                    : Evidence.Floor(floor.Sum ?? 0, proven, _sign, when));
            }

            return;
        }

        // Only a sign ends it: a new day's limits do not.
        if (conditions.Find(AnomalyKind.Inactivity) is { } open && _last > open.Since)
        {
            conditions.Clear(now, AnomalyKind.Inactivity, "", Evidence.Alive(_sign, clock.When(_last)));
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Long(ref _last);
        var sign = (byte)_sign;
        pass.Byte(ref sign);
        _sign = (Sign)sign;
        pass.Long(ref _lastOther);
        pass.Long(ref _lastSure);
        pass.Long(ref _silence);
        pass.Long(ref _uncovered);
        pass.Flag(ref _tainted);
    }

    // Gone out: no alarm, but a departure is only believed, and such a belief must not hide somebody for ever.
    private void Away(long now)
    {
        _tainted = true;
        var left = presence.LeftAt;
        if (now - left >= NightOut)
        {
            var wanted = now - left >= (presence.SeenLeaving(now) ? LongOut : LongGuessed) ? Severity.Attention : Severity.Notice;
            if (conditions.IsNews(AnomalyKind.Inactivity, wanted))
            {
                conditions.Open(now, AnomalyKind.Inactivity, "", wanted, left, Evidence.LongAway(clock.When(left)));
            }
        }
        else
        {
            conditions.Clear(now, AnomalyKind.Inactivity, "", Evidence.Left(clock.When(left)));
        }
    }

    private Severity? Level(long silence)
    {
        if (silence < SilenceHabits.ShortestLimit)
        {
            return null;   // no need to find the limits; so it is after most rows
        }

        var limits = Limits();
        return silence >= limits[2] ? Severity.Critical
            : silence >= limits[1] ? Severity.Urgent
            : silence >= limits[0] ? Severity.Attention
            : null;
    }

    private long[] Limits()
    {
        if (!_limited)
        {
            for (var level = 0; level < SilenceHabits.Levels; level++)
            {
                _limits[level] = RuleFit.Limit((long)(habits.Limit(_last, level, clock) * Tuning.Factor(clock.HourOfDay(_last))), Period?.Invoke());
            }

            _limited = true;
        }

        return _limits;
    }
}
