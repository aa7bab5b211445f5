using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

public class RoutineChangeTests
{
    private const int Begins = 120;   // days

    [Fact]
    public void Rising_LaterByTenMinutesAWeek_IsRemarkedOnceAndNeverPages()
    {
        var changes = Changes(Days(200, day => Math.Clamp((day - Begins) / 7, 0, 10) * 10));

        var opened = Assert.Single(changes, change => change.Cause == "rising" && change.Change == DecisionChange.Opened);
        Assert.Equal(Severity.Notice, opened.Severity);
        Assert.InRange((opened.Time - Recorded.Start).TotalDays - Begins, 14, 70);
        Assert.Contains("起床变晚", opened.Evidence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Water_FallsFivePercentAWeek_IsRemarkedWithHowMuch()
    {
        var changes = Changes(Days(200, litres: day => 20 * Math.Pow(0.95, Math.Clamp((day - Begins) / 7, 0, 10))));

        var opened = changes.First(change => change.Change == DecisionChange.Opened);
        Assert.Equal("water", opened.Cause);
        Assert.Matches("少 [0-9.]+%", opened.Evidence.Zh);
    }

    [Fact]
    public void Year_OfTheSameLifeWithLaterWeekendsAndAHoliday_IsNotRemarked()
    {
        var changes = Changes(Days(365, day => day % 7 >= 5 ? 90 : 0, absent: day => day is >= 200 and < 221));

        Assert.Empty(changes);
    }

    [Fact]
    public void Days_AreKeptInLessThanAKilobyte()
    {
        var clock = new EstateClock(Recorded.Calendar);
        var routine = new DailyRoutine(clock);
        var at = Recorded.Start.ToUnixTimeMilliseconds();
        for (var hour = 0; hour < 24 * 365; hour++, at += EstateClock.Hour)
        {
            routine.Sign(at);
            routine.Cover(at, EstateClock.Hour);
        }

        Assert.Equal(DailyRoutine.Kept, routine.Days.Length);
        Assert.InRange(StatePass.Written(routine.Pass).Length, 1, 1024);
    }

    private static List<WatchDecision> Changes(IEnumerable<Reading> rows) => [.. Recorded.Decide(rows).Where(decision => decision.Kind == AnomalyKind.RoutineChange)];

    // A report every 15 minutes; up at about seven, to bed at about ten, a tap each half hour or so in between.
    private static IEnumerable<Reading> Days(int days, Func<int, int>? later = null, Func<int, double>? litres = null, Func<int, bool>? absent = null)
    {
        var random = new Random(3);
        for (var day = 0; day < days; day++)
        {
            var up = 420 + (later?.Invoke(day) ?? 0) + random.Next(-25, 26);
            var bed = 1320 + random.Next(-25, 26);
            for (var minute = 15; minute <= 1440; minute += 15)
            {
                var awake = minute > up && minute - 15 < bed && !(absent?.Invoke(day) ?? false);
                var first = awake && minute - 15 <= up;
                var used = awake && (first || random.Next(2) == 0) ? (long)(((litres?.Invoke(day) ?? 20) * (0.5 + random.NextDouble())) + random.NextDouble()) : 0;
                yield return Recorded.Row(Recorded.Start.AddDays(day).AddMinutes(minute), "tap", Measure.UseLitres, used);
            }
        }
    }
}
