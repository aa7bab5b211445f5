namespace CommunityConsole.Web.Components.Timeline;

/// <summary>Places alert spans and keeps their labels apart.</summary>
internal static class TimelineAlerts
{
    /// <summary>Room a label takes, in percent of the plot: about twelve Chinese characters at desk width.</summary>
    private const double LabelWidth = 24;

    /// <summary>An alert of a few minutes is still seen.</summary>
    private const double Sliver = 0.6;

    public static (IReadOnlyList<TimelineAlert> Alerts, int Rows) Place(IEnumerable<AlertSpan> spans, TimelineAxis axis, DateTimeOffset now)
    {
        var placed = new List<TimelineAlert>();
        var rowEnds = new List<double>();
        foreach (var span in spans.Where(s => s.From <= axis.To && (s.To ?? now) >= axis.From).OrderBy(s => s.From).ThenByDescending(s => s.Severity))
        {
            var x = Math.Min(axis.X(span.From), 100 - Sliver);
            var width = Math.Max(axis.X(span.To ?? now) - x, Sliver);
            var atEnd = x + LabelWidth > 100;
            var labelFrom = atEnd ? Math.Max(0, x + width - LabelWidth) : x;

            var row = rowEnds.FindIndex(end => end <= labelFrom);
            if (row < 0)
            {
                row = rowEnds.Count;
                rowEnds.Add(0);
            }

            rowEnds[row] = Math.Max(labelFrom + LabelWidth, x + width);
            placed.Add(new TimelineAlert(x, width, row, atEnd, span));
        }

        return ([.. placed.OrderBy(a => a.Span.Severity)], rowEnds.Count);
    }
}
