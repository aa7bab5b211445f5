namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// What silences are usual in this home: how often a silence that began at a given hour of a working day or of a free
/// day lasted how long. Limits are found from it once a day (<see cref="SilenceLimits"/>).
/// </summary>
/// <remarks>
/// A slowly forgetting count, half gone after 26 weeks, so that a home's slow drift is followed. A silence of the night
/// belongs to the day after it, since it is that day's getting up which ends it.
/// </remarks>
internal sealed class SilenceHabits(double budget)
{
    /// <summary>Operating points: Attention, Urgent, Critical.</summary>
    public const int Levels = 3;

    /// <summary>Hours of the day, of working days first, then of free days.</summary>
    public const int Starts = 48;

    /// <summary>Lengths are told apart by this step.</summary>
    public const long Step = EstateClock.Hour / 2;

    /// <summary>Shorter ones are hardly silences.</summary>
    public const long Shortest = EstateClock.Hour / 2;

    /// <summary>Longer ones are absences, not habits.</summary>
    public const long Longest = 36 * EstateClock.Hour;

    /// <summary>Number of lengths told apart, from <see cref="Shortest"/> to <see cref="Longest"/>.</summary>
    public const int Lengths = (int)((Longest - Shortest) / Step);

    /// <summary>Watched time from which limits are known.</summary>
    public const long Enough = 14 * EstateClock.Day;

    /// <summary>The time in which a home learns: so long homes like it lend their habits.</summary>
    public const long FirstWeeks = 6 * 7 * EstateClock.Day;

    /// <summary>No limit is shorter.</summary>
    public const long ShortestLimit = 2 * EstateClock.Hour;

    private const double HalfLifeDays = 26 * 7;
    private const float Forgotten = 0.001f;

    // The night before a free day belongs to it.
    private const long NightBefore = 6 * EstateClock.Hour;

    private static readonly double DayShare = Math.Pow(0.5, 1 / HalfLifeDays);

    private readonly SparseCounts _counts = new();
    private readonly byte[] _limits = new byte[Levels * Starts];    // in steps
    private long _watched;
    private double _days;    // watched days, forgotten as the counts are

    /// <summary>Time behind the habits, milliseconds.</summary>
    public long Watched => _watched;

    public bool Known { get; private set; }

    /// <summary>Whether the home's own days alone suffice.</summary>
    public bool Proven => _watched >= Enough;

    /// <summary>Habits of homes like this one, which stand in while there are few of its own; null for none. No part of the state.</summary>
    public Cohort? Cohort { get; private set; }

    /// <summary>Silences by start, then length.</summary>
    public SparseCounts Counts => _counts;

    /// <summary>Days behind them.</summary>
    public double Days => _days;

    /// <summary>Homes like this one lend their habits; with them limits are known at once.</summary>
    public bool Follow(Cohort? cohort)
    {
        Cohort = cohort;
        if (Known || cohort is null)
        {
            return false;
        }

        FindLimits();
        return true;
    }

    /// <summary>Counts watched time.</summary>
    public void Watch(long milliseconds)
    {
        _watched += milliseconds;
        _days += (double)milliseconds / EstateClock.Day;
    }

    /// <summary>Takes in a silence that ended with a sign of life.</summary>
    public void Take(long start, long length, EstateClock clock)
    {
        if (length is >= Shortest and < Longest)
        {
            _counts.Increment((Start(start, clock) * Lengths) + (int)((length - Shortest) / Step));
        }
    }

    /// <summary>Finds the limits anew; once a day.</summary>
    public void Learn()
    {
        _counts.Fade((float)DayShare, Forgotten);
        _days *= DayShare;
        FindLimits();
    }

    // What is lent fades as the home's own days come: none is left after six weeks.
    private void FindLimits()
    {
        var lent = Math.Max(0, FirstWeeks - _watched) / (double)EstateClock.Day;
        Known = Proven || (Cohort is not null && lent > 0);
        if (!Known)
        {
            return;
        }

        Span<float> counts = stackalloc float[Starts * Lengths];
        counts.Clear();
        _counts.AddTo(counts);
        Cohort?.Add(counts, lent);
        new SilenceLimits(counts, _days + (Cohort is null ? 0 : lent)).Find(budget, _limits);
    }

    /// <summary>How long a silence that began at <paramref name="start"/> may last at an operating point, milliseconds.</summary>
    public long Limit(long start, int level, EstateClock clock) => _limits[(level * Starts) + Start(start, clock)] * Step;

    /// <summary>The longest usual silence that began within two hours of this time of day: one in fifty is longer. Null while nothing is known.</summary>
    public long? Usual(long start, EstateClock clock)
    {
        Span<float> near = stackalloc float[Lengths];
        near.Clear();
        var all = 0f;
        for (var i = 0; i < _counts.Places.Length; i++)
        {
            var (from, length) = Math.DivRem(_counts.Places[i], (ushort)Lengths);
            var apart = Math.Abs((from % 24) - clock.HourOfDay(start));
            if (Math.Min(apart, 24 - apart) <= 2)
            {
                near[length] += _counts.Values[i];
                all += _counts.Values[i];
            }
        }

        if (all == 0)
        {
            return Known ? Shortest : null;
        }

        var (usual, sum) = (0, near[0]);
        while (sum < 0.98f * all && usual < Lengths - 1)
        {
            sum += near[++usual];
        }

        return Shortest + (usual * Step);
    }

    public void Pass(StatePass pass)
    {
        _counts.Pass(pass, Starts * Lengths);
        pass.Bytes(_limits);
        pass.Long(ref _watched);
        pass.Number(ref _days);
        var known = Known;
        pass.Flag(ref known);
        Known = known;
    }

    private static int Start(long instant, EstateClock clock) =>
        clock.HourOfDay(instant) + (clock.IsWeekend(instant + NightBefore) ? 24 : 0);
}
