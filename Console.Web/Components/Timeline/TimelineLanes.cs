using System.Globalization;
using System.Text;
using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Components.Timeline;

/// <summary>Draws one measured quantity of the slots: bars, line, expected band, gaps.</summary>
internal static class TimelineLanes
{
    /// <summary>Percent of the lane kept free above the highest value, so that a peak does not touch the title.</summary>
    private const double HeadRoom = 4;

    public static TimelineLane Draw(
        IReadOnlyList<TimelineSlot> slots, Func<HourPicture, double?> value, Func<HourPicture, Expectation?> expected, double leastTop)
    {
        var highest = slots.Select(s => s.Hour).OfType<HourPicture>()
            .Max(h => (double?)Math.Max(value(h) ?? 0, expected(h)?.High ?? 0)) ?? 0;
        var top = TimelineAxis.RoundTop(highest, leastTop);
        double Y(double amount) => 100 - (Math.Clamp(amount / top, 0, 1) * (100 - HeadRoom));

        var values = slots.Select(s => (Slot: s, Value: s.Hour is { } hour ? value(hour) : null)).ToList();
        var hopes = slots.Select(s => (Slot: s, Hope: s.Hour is { } hour ? expected(hour) : null)).ToList();
        return new TimelineLane(
            top,
            [.. values.Where(v => v.Value is not null).Select(v => Bar(v.Slot, Y(v.Value!.Value)))],
            Line(values.Select(v => (v.Slot, v.Value)), Y),
            Band(hopes, Y),
            Line(hopes.Select(h => (h.Slot, h.Hope?.Value)), Y),
            Gaps(values));
    }

    private static TimelineBar Bar(TimelineSlot slot, double y)
    {
        var air = slot.Width * 0.14;
        return new TimelineBar(slot.X + air, slot.Width - (2 * air), y, 100 - y, slot.InProgress);
    }

    private static string Line(IEnumerable<(TimelineSlot Slot, double? Value)> points, Func<double, double> y)
    {
        var path = new StringBuilder();
        var drawing = false;
        foreach (var (slot, value) in points)
        {
            if (value is null)
            {
                drawing = false;
                continue;
            }

            // "h0.01" makes a point that stands alone visible as a dot.
            path.Append(drawing ? " L" : path.Length == 0 ? "M" : " M").Append(Point(Centre(slot), y(value.Value)));
            if (!drawing)
            {
                path.Append(" h0.01");
            }

            drawing = true;
        }

        return path.ToString();
    }

    private static string Band(IEnumerable<(TimelineSlot Slot, Expectation? Hope)> hopes, Func<double, double> y)
    {
        var path = new StringBuilder();
        foreach (var run in Runs(hopes, h => h.Hope is not null))
        {
            // The first and the last hour are drawn to their outer edges: a band one hour long has a width.
            var edges = new List<(double X, Expectation Hope)> { (run[0].Slot.X, run[0].Hope!) };
            edges.AddRange(run.Select(h => (Centre(h.Slot), h.Hope!)));
            edges.Add((run[^1].Slot.X + run[^1].Slot.Width, run[^1].Hope!));

            path.Append(path.Length == 0 ? "M" : " M").Append(string.Join(" L", edges.Select(e => Point(e.X, y(e.Hope.High)))));
            path.Append(" L").Append(string.Join(" L", edges.AsEnumerable().Reverse().Select(e => Point(e.X, y(e.Hope.Low))))).Append(" Z");
        }

        return path.ToString();
    }

    private static IReadOnlyList<TimelineGap> Gaps(IEnumerable<(TimelineSlot Slot, double? Value)> values) =>
    [
        // The hour in progress may still get its reading: its emptiness is not a gap yet.
        .. Runs(values, v => v.Value is null && !v.Slot.InProgress)
            .Select(run => new TimelineGap(run[0].Slot.X, run[^1].Slot.X + run[^1].Slot.Width - run[0].Slot.X, run.Count)),
    ];

    /// <summary>The longest stretches of neighbours that satisfy <paramref name="belongs"/>.</summary>
    private static IEnumerable<List<T>> Runs<T>(IEnumerable<T> items, Func<T, bool> belongs)
    {
        var run = new List<T>();
        foreach (var item in items)
        {
            if (belongs(item))
            {
                run.Add(item);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static double Centre(TimelineSlot slot) => slot.X + (slot.Width / 2);

    private static string Point(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.##} {y:0.##}");
}
