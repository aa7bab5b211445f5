using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Makes the picture of a home from its watch's state.</summary>
internal static class PictureMaker
{
    private const int Shown = 72;

    // 95 % of hours, if errors were normal.
    private const double Band = 1.96;

    public static HomePicture Make(HomeId home, WatchBody body, WatchState state, long newest)
    {
        var at = newest == long.MinValue ? 0 : newest;
        var last = body.Inactivity.LastSign == Sign.None ? (long?)null : body.Inactivity.Last;
        return new HomePicture(
            home,
            Instant(at),
            state,
            (int)(body.Habits.Watched / EstateClock.Day),
            body.Presence.At(at),
            last is { } sign ? Instant(sign) : null,
            last is null ? null : Evidence.Text(body.Inactivity.LastSign),
            body.Inactivity.UrgentLimit is { } limit ? TimeSpan.FromMilliseconds(limit) : null,
            Hours(body),
            body.Marks.Since(at - (Shown * EstateClock.Hour)))
        {
            Borrows = body.Habits.Cohort is not null && body.Habits.Watched < SilenceHabits.FirstWeeks,
            Refused = RuleFit.Refused(body.WaterStep, body.ReportPeriod),
            Weeks = Weeks(body.Routine),
        };
    }

    private static List<RoutineWeek> Weeks(DailyRoutine routine)
    {
        const int FewestDays = 3;
        const double Four = 240;
        var weeks = new List<RoutineWeek>();
        var days = routine.Days;
        var from = 0;
        var day = routine.DayOf(0);
        var week = Monday(day);
        for (var i = 1; i <= days.Length; i++)
        {
            day += i < days.Length ? days[i].After : 7;
            if (Monday(day) != week || i == days.Length)
            {
                if (i - from >= FewestDays)
                {
                    double Of(ReadOnlySpan<RoutineDay> part, RoutineMeasure measure) => RoutineRule.Median(part, measure);
                    var part = days[from..i];
                    weeks.Add(new RoutineWeek(
                        DateOnly.FromDayNumber((int)(week + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber)), Of(part, RoutineMeasure.Activity),
                        Of(part, RoutineMeasure.Rising) + Four, Of(part, RoutineMeasure.Bedtime) + Four, Of(part, RoutineMeasure.Night), Of(part, RoutineMeasure.Water)));
                }

                (from, week) = (i, Monday(day));
            }
        }

        return weeks;

        static long Monday(long day) => day - ((day + 3) % 7);
    }

    private static List<HourPicture> Hours(WatchBody body)
    {
        var hours = new List<HourPicture>(Shown);
        var through = Math.Max(body.Water.Through, body.Power.Through);
        for (var hour = through - Shown + 1; through != long.MinValue && hour <= through; hour++)
        {
            var water = Value(body.Water, hour);
            var power = Value(body.Power, hour);
            hours.Add(new HourPicture(Instant(hour * EstateClock.Hour), water, Expected(body.WaterRhythm, hour), power, Expected(body.PowerRhythm, hour)));
        }

        return hours;
    }

    private static double? Value(HourSeries series, long hour)
    {
        var value = series.At(hour);
        return double.IsNaN(value) ? null : value;
    }

    private static Expectation? Expected(UseForecast rhythm, long hour)
    {
        var value = rhythm.Expected(hour);
        return double.IsNaN(value) ? null : new Expectation(value, Math.Max(0, value - (Band * rhythm.Scatter)), value + (Band * rhythm.Scatter));
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
