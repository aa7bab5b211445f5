using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>Makes up readings of one home and takes them through its watch.</summary>
internal static class Recorded
{
    public static readonly HomeId Home = new("demo", "3-502");
    public static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    /// <summary>A Monday, midnight in the estate.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));

    public static Reading Row(DateTimeOffset at, string device, Measure measure, long value, ReadingMarks marks = ReadingMarks.None) =>
        new(new DeviceId(Home, device), DeviceKind.Unknown, measure, value, at.ToUniversalTime(), at.ToUniversalTime(), null, marks);

    /// <summary>Hourly water of somebody who sleeps from 22 to 7 and uses some every second hour of the day.</summary>
    public static IEnumerable<Reading> Water(int days, Func<DateTimeOffset, long>? litres = null, int from = 0)
    {
        for (var hour = from * 24; hour < days * 24; hour++)
        {
            var at = Start.AddHours(hour);
            yield return Row(at, "tap", Measure.UseLitres, litres?.Invoke(at) ?? Usual(at));
        }
    }

    /// <summary>The same day after day, with a little change from seed to seed.</summary>
    public static long Usual(DateTimeOffset at)
    {
        var local = at.ToOffset(TimeSpan.FromHours(8));
        var awake = local.Hour is >= 7 and <= 22;
        return awake && (local.Hour + local.DayOfYear) % 2 == 0 ? 8 + ((local.Hour * 7) + local.DayOfYear) % 20 : 0;
    }

    /// <summary>All decisions of a watch over these readings, in the order given.</summary>
    public static List<WatchDecision> Decide(IEnumerable<Reading> readings, HomeWatch? watch = null)
    {
        watch ??= NewWatch();
        var decisions = new List<WatchDecision>();
        var last = DateTimeOffset.MinValue;
        foreach (var reading in readings)
        {
            watch.Take(reading, decisions);
            last = reading.At > last ? reading.At : last;
        }

        watch.Finish(last, decisions);
        return decisions;
    }

    public static HomeWatch NewWatch() => new(Home, new WatchOptions(), Calendar);
}
