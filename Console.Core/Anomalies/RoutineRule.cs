using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Slow change of routine over weeks: a remark for the weekly list, never an alarm. Judged once a week on the days at home.
/// </summary>
/// <remarks>
/// Each of the last 42 days is ranked among the days before it of its own kind (working or free) and itself; under no change these
/// ranks are independent and uniform. A martingale multiplies up bets on ranks that keep falling to one side
/// (<see cref="MartingaleChangePoint"/>; Vovk, Nouretdinov, Gammerman 2003): whatever the distribution, the product of 42
/// bets has an expectation of at most 1, so it passes 1,040 with a chance of at most 1 in 1,040 (Markov) in any one week, and ten
/// such products (five measures, two sides) give at most half a false remark a home and year. Habits are not exchangeable over
/// seasons, so the change must also be one that matters.
/// </remarks>
internal sealed class RoutineRule(OpenConditions conditions, DailyRoutine routine)
{
    /// <summary>Days that are compared with those before them.</summary>
    public const int Recent = 42;

    private const int FewestBefore = 56;
    private const int FewestOfAKind = 8;
    private const long Stands = 28 * EstateClock.Day;
    private static readonly double Level = Math.Log(1040);
    private static readonly MartingaleOptions Bets = new(Recent, 50) { Epsilon = 0.5 };

    private long _judged = long.MinValue;   // weeks since the epoch

    /// <summary>Looks at the days that are complete.</summary>
    public void Judge(long now)
    {
        foreach (var measure in Enum.GetValues<RoutineMeasure>())
        {
            var cause = Cause(measure);
            if (conditions.Find(AnomalyKind.RoutineChange, cause) is { } open && now - open.Opened >= Stands)
            {
                conditions.Clear(now, AnomalyKind.RoutineChange, cause, Evidence.RoutineUsual);
            }
        }

        var days = routine.Days;
        var week = now / (7 * EstateClock.Day);
        if (days.Length < Recent + FewestBefore || week == _judged)
        {
            return;
        }

        _judged = week;

        var found = false;
        foreach (var measure in Enum.GetValues<RoutineMeasure>())
        {
            var (before, after) = (Median(days[..^Recent], measure), Median(days[^Recent..], measure));
            if (Matters(measure, before, after) && Math.Max(Won(measure, falls: true), Won(measure, falls: false)) >= Level)
            {
                var since = routine.DayOf(days.Length - Recent) * EstateClock.Day;
                conditions.Open(now, AnomalyKind.RoutineChange, Cause(measure), Severity.Notice, Math.Min(since, now), Evidence.Routine(measure, before, after));
                found = true;
            }
        }

        if (found)
        {
            routine.DropBefore(days.Length - Recent);   // from here on this is how the home lives
        }
    }

    public void Pass(StatePass pass) => pass.Long(ref _judged);

    public static string Cause(RoutineMeasure measure) => measure.ToString().ToLowerInvariant();

    public static double Median(ReadOnlySpan<RoutineDay> days, RoutineMeasure measure)
    {
        Span<int> values = stackalloc int[days.Length];
        for (var i = 0; i < days.Length; i++)
        {
            values[i] = days[i].Value(measure);
        }

        values.Sort();
        return days.Length == 0 ? 0 : (values[(days.Length - 1) / 2] + values[days.Length / 2]) / 2.0;
    }

    private double Won(RoutineMeasure measure, bool falls)
    {
        var days = routine.Days;
        var martingale = new MartingaleChangePoint(Bets);
        var sum = 0.0;
        var day = routine.DayOf(0);
        Span<bool> free = stackalloc bool[days.Length];
        for (var i = 0; i < days.Length; i++)
        {
            day += i == 0 ? 0 : days[i].After;
            free[i] = DailyRoutine.IsFree(day);
        }

        for (var i = days.Length - Recent; i < days.Length; i++)
        {
            sum = martingale.Take(Rank(days, free, i, measure, falls)).LogMartingale;
        }

        return sum;
    }

    // The share of days up to this one, itself among them, that lie as far out or farther; ties count half.
    private static double Rank(ReadOnlySpan<RoutineDay> days, ReadOnlySpan<bool> free, int at, RoutineMeasure measure, bool falls)
    {
        var value = days[at].Value(measure);
        var (beyond, same, all) = (0, 0, 0);
        for (var i = 0; i <= at; i++)
        {
            if (free[i] == free[at])
            {
                var other = days[i].Value(measure);
                all++;
                same += other == value ? 1 : 0;
                beyond += (falls ? other < value : other > value) ? 1 : 0;
            }
        }

        return all < FewestOfAKind ? 0.5 : (beyond + (same / 2.0)) / all;
    }

    // Half an hour of getting up or going to bed, an hour of a night, a fifth of the day's life or water.
    private static bool Matters(RoutineMeasure measure, double before, double after) => measure switch
    {
        RoutineMeasure.Rising or RoutineMeasure.Bedtime => Math.Abs(after - before) >= 30,
        RoutineMeasure.Night => Math.Abs(after - before) >= 1,
        _ => Math.Abs(after - before) >= 0.2 * Math.Max(before, 1),
    };
}
