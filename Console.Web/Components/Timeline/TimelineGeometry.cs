using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Components.Timeline;

/// <summary>Works a home's picture out for drawing; pure, so the same picture always looks the same.</summary>
public static class TimelineGeometry
{
    /// <summary>How far after now the plot reaches to show where a silence would become too long.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(6);

    /// <summary>Draws the last <paramref name="span"/> before <paramref name="now"/>.</summary>
    /// <param name="picture">What the watch knows. Hours may be missing: they are gaps, never zero.</param>
    /// <param name="alerts">Alerts to shade, in any order.</param>
    /// <param name="span">How far back.</param>
    /// <param name="now">The present.</param>
    /// <param name="calendar">The estate's clock, for the hours written beneath.</param>
    public static TimelineDrawing Draw(
        HomePicture picture, IReadOnlyList<AlertSpan> alerts, TimelineSpan span, DateTimeOffset now, EstateCalendar calendar)
    {
        var present = TimelineAxis.HourAtOrAfter(now);
        var limitAt = picture.LastSign + picture.SilenceLimit;
        var reach = limitAt is { } limit && limit <= now + Ahead ? TimelineAxis.HourAtOrAfter(limit) : present;
        var axis = new TimelineAxis(present.AddHours(-(int)span), reach > present ? reach : present);

        var slots = Slots(picture, axis, present, now);
        var (shaded, rows) = TimelineAlerts.Place(alerts, axis, now);
        return new TimelineDrawing(
            axis.From,
            axis.To,
            axis.X(now),
            slots,
            TimelineLanes.Draw(slots, h => h.Litres, h => h.Water, leastTop: 10),
            TimelineLanes.Draw(slots, h => h.WattHours, h => h.Power, leastTop: 100),
            TimelineMarks.Gather(picture.Marks.Where(m => m.At <= now), axis),
            shaded,
            rows,
            axis.Ticks(span, calendar),
            Silence(picture, axis, now, limitAt));
    }

    private static List<TimelineSlot> Slots(HomePicture picture, TimelineAxis axis, DateTimeOffset present, DateTimeOffset now)
    {
        var known = new Dictionary<DateTimeOffset, HourPicture>();
        foreach (var hour in picture.Hours)
        {
            known[hour.Start.ToUniversalTime()] = hour;
        }

        var marks = picture.Marks.Where(m => m.At <= now).ToLookup(m => TimelineAxis.HourOf(m.At));
        var slots = new List<TimelineSlot>();
        for (var start = axis.From; start < present; start = start.AddHours(1))
        {
            var end = start.AddHours(1);
            slots.Add(new TimelineSlot(
                start, axis.X(start), axis.X(end) - axis.X(start), known.GetValueOrDefault(start), end > now, [.. marks[start].OrderBy(m => m.At)]));
        }

        return slots;
    }

    private static TimelineSilence? Silence(HomePicture picture, TimelineAxis axis, DateTimeOffset now, DateTimeOffset? limitAt) =>
        picture.LastSign is not { } sign
            ? null
            : new TimelineSilence(
                axis.X(sign),
                axis.Holds(sign),
                limitAt is { } limit && axis.Holds(limit) ? axis.X(limit) : null,
                picture.SilenceLimit is { Ticks: > 0 } most ? Math.Max(0, (now - sign) / most) : null);
}
