namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// What silences are usual in this home: turns a silence into one number and knows from the home's own past how long a
/// silence that begins at a given time may last at each operating point.
/// </summary>
/// <remarks>
/// The number is the weighted length W = integral over the silence of (1 - a) + a r(t), where r is the SSA expectation
/// of the home's activity by the hour of the day, scaled to a mean of 1: an hour in which much is expected counts for
/// more than an hour of sleep. Limits are points of the home's own distribution of W that are passed at most so many
/// times a month; beyond what was ever seen the tail is taken as exponential (mean excess over the last seen points).
/// </remarks>
internal sealed class SilenceHabits(double budget)
{
    /// <summary>Operating points: Attention, Urgent, Critical.</summary>
    public const int Levels = 3;

    /// <summary>Shorter silences say nothing of the long ones.</summary>
    public const long Shortest = 2 * EstateClock.Hour;

    /// <summary>Longer ones are absences, not habits.</summary>
    public const long Longest = 36 * EstateClock.Hour;

    /// <summary>Watched time from which limits are known.</summary>
    public const long Enough = 14 * EstateClock.Day;

    /// <summary>No limit is shorter.</summary>
    public const long ShortestLimit = 4 * EstateClock.Hour;

    internal const double Month = 30.44 * EstateClock.Day;
    private const int Kept = 720;
    private const long Window = 26 * 7 * EstateClock.Day;
    private const double RhythmShare = 0.35;
    private const int LongestLimitHours = 96;

    private readonly int[] _starts = new int[Kept];     // minutes since the epoch
    private readonly int[] _lengths = new int[Kept];    // minutes
    private readonly double[] _rhythm = [.. Enumerable.Repeat(1.0, 24)];
    private readonly double[] _limits = new double[Levels];
    private int _count;
    private int _next;
    private long _watched;

    /// <summary>Time behind the habits, milliseconds.</summary>
    public long Watched => _watched;

    public bool Known { get; private set; }

    /// <summary>Counts watched time.</summary>
    public void Watch(long milliseconds) => _watched += milliseconds;

    /// <summary>Takes in a silence that ended with a sign of life.</summary>
    public void Take(long start, long length)
    {
        if (length is < Shortest or >= Longest)
        {
            return;
        }

        _starts[_next] = (int)(start / EstateClock.Minute);
        _lengths[_next] = (int)(length / EstateClock.Minute);
        _next = (_next + 1) % Kept;
        _count = Math.Min(Kept, _count + 1);
    }

    /// <summary>Takes the rhythm of the coming day in: expected activity by the hour of the day.</summary>
    public void Follow(ReadOnlySpan<double> activity)
    {
        var mean = 0.0;
        foreach (var value in activity)
        {
            mean += Math.Clamp(value, 0, 1) / 24;
        }

        for (var hour = 0; hour < 24; hour++)
        {
            _rhythm[hour] = mean > 0.01 ? Math.Clamp(activity[hour], 0, 1) / mean : 1;
        }
    }

    /// <summary>Finds the limits anew; once a day.</summary>
    public void Learn(long now, EstateClock clock)
    {
        var window = Math.Min(_watched, Window);
        Known = _watched >= Enough;
        if (!Known)
        {
            return;
        }

        var weighted = new List<double>(_count);
        for (var i = 0; i < _count; i++)
        {
            var start = _starts[i] * EstateClock.Minute;
            if (start >= now - Window)
            {
                weighted.Add(Weight(start, _lengths[i] * EstateClock.Minute, clock));
            }
        }

        weighted.Sort(static (a, b) => b.CompareTo(a));
        Span<double> rates = [3, Math.Min(3, budget), Math.Min(3, Math.Min(0.5, budget))];
        for (var level = 0; level < Levels; level++)
        {
            _limits[level] = Point(weighted, rates[level] * window / Month);
        }
    }

    /// <summary>How long a silence that began at <paramref name="start"/> may last at an operating point, milliseconds.</summary>
    public long Limit(long start, int level, EstateClock clock)
    {
        var weight = 0.0;
        var at = start;
        while (at - start < LongestLimitHours * EstateClock.Hour)
        {
            var step = EstateClock.Hour - (clock.Local(at) % EstateClock.Hour);
            var speed = Speed(clock.HourOfDay(at));
            if (weight + (speed * step) >= _limits[level])
            {
                at += (long)Math.Ceiling((_limits[level] - weight) / speed);
                break;
            }

            weight += speed * step;
            at += step;
        }

        return Math.Max(ShortestLimit, at - start);
    }

    /// <summary>The longest usual silence that began within two hours of this time of day: one in twenty is longer. Null before any.</summary>
    public long? Usual(long start, EstateClock clock)
    {
        var hour = clock.HourOfDay(start);
        var near = new List<int>();
        for (var i = 0; i < _count; i++)
        {
            var apart = Math.Abs(clock.HourOfDay(_starts[i] * EstateClock.Minute) - hour);
            if (Math.Min(apart, 24 - apart) <= 2)
            {
                near.Add(_lengths[i]);
            }
        }

        near.Sort();
        return near.Count == 0 ? null : near[(int)(0.95 * (near.Count - 1))] * EstateClock.Minute;
    }

    public void Pass(StatePass pass)
    {
        pass.Count(ref _count, 0, Kept);
        pass.Count(ref _next, 0, Kept - 1);
        pass.Integers(_starts.AsSpan(0, _count));
        pass.Integers(_lengths.AsSpan(0, _count));
        pass.Numbers(_rhythm);
        pass.Numbers(_limits);
        pass.Long(ref _watched);
        var known = Known;
        pass.Flag(ref known);
        Known = known;
    }

    private double Speed(int hourOfDay) => (1 - RhythmShare) + (RhythmShare * _rhythm[hourOfDay]);

    internal double Weight(long start, long length, EstateClock clock)
    {
        var weight = 0.0;
        var at = start;
        var end = start + length;
        while (at < end)
        {
            var step = Math.Min(end - at, EstateClock.Hour - (clock.Local(at) % EstateClock.Hour));
            weight += Speed(clock.HourOfDay(at)) * step;
            at += step;
        }

        return weight;
    }

    /// <summary>The value passed <paramref name="times"/> times in the past: between two seen values, or beyond the largest by the mean excess.</summary>
    private static double Point(List<double> falling, double times)
    {
        if (falling.Count == 0)
        {
            return 12.0 * EstateClock.Hour;
        }

        var top = Math.Min(falling.Count - 1, Math.Max(8, (int)times));
        var excess = 0.0;
        for (var i = 0; i < top; i++)
        {
            excess += (falling[i] - falling[top]) / top;
        }

        if (times < 1)
        {
            return falling[0] + (excess * Math.Log(1 / Math.Max(times, 0.05)));
        }

        var rank = (int)times;
        var upper = falling[Math.Min(rank, falling.Count) - 1];
        var lower = falling[Math.Min(rank + 1, falling.Count) - 1];
        return upper - ((upper - lower) * (times - rank));
    }
}
