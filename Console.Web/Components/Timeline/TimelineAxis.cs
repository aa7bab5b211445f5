using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Components.Timeline;

/// <summary>Turns instants into percent of the plot's width and writes the clock beneath it.</summary>
internal sealed class TimelineAxis(DateTimeOffset from, DateTimeOffset to)
{
    public DateTimeOffset From => from;

    public DateTimeOffset To => to;

    /// <summary>Percent from the left edge, held inside the plot.</summary>
    public double X(DateTimeOffset at) => Math.Clamp((at - from) / (to - from) * 100, 0, 100);

    public bool Holds(DateTimeOffset at) => at >= from && at <= to;

    /// <summary>The whole hour at or after <paramref name="at"/>.</summary>
    public static DateTimeOffset HourAtOrAfter(DateTimeOffset at) => HourOf(at.AddTicks(TimeSpan.TicksPerHour - 1));

    /// <summary>The whole hour (UTC) that holds <paramref name="at"/>.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>Lines at the estate's hours: every 3 h over a day, every 6 h over two, midnights and noons over a week.</summary>
    public IReadOnlyList<TimelineTick> Ticks(TimelineSpan span, EstateCalendar calendar)
    {
        var step = span switch
        {
            TimelineSpan.Day => 3,
            TimelineSpan.TwoDays => 6,
            _ => 12,
        };
        var ticks = new List<TimelineTick>();
        // Local wall-clock steps, each turned into its instant: a day of 23 or 25 hours keeps its midnight at midnight.
        for (var local = calendar.Local(from).Date; ; local = local.AddHours(step))
        {
            var at = calendar.Instant(local);
            if (at > to)
            {
                return ticks;
            }

            if (at >= from)
            {
                var midnight = local.TimeOfDay == TimeSpan.Zero;
                ticks.Add(new TimelineTick(X(at), calendar.Local(at), midnight, midnight || span != TimelineSpan.Week));
            }
        }
    }

    /// <summary>The round number (1, 2 or 5 times a power of ten) at or above <paramref name="value"/>; at least <paramref name="least"/>.</summary>
    public static double RoundTop(double value, double least)
    {
        if (value <= least)
        {
            return least;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        // The small allowance keeps 0.3 / 0.1 = 2.9999999999999996 from climbing a step.
        double[] steps = [1, 2, 3, 4, 5, 6, 8, 10];
        return power * steps.First(step => value <= power * step * (1 + 1e-9));
    }
}
