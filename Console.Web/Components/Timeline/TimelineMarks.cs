using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Components.Timeline;

/// <summary>Chooses the shape of lock, door, SOS and alarm events and gathers those that would overlap.</summary>
internal static class TimelineMarks
{
    /// <summary>Marks nearer than this, in percent of the plot, share one sign: a sign is about 14 px wide and a desk's
    /// timeline about 700 px.</summary>
    private const double Nearest = 2;

    public static MarkShape Shape(HomeMark mark) => mark.Measure switch
    {
        Measure.Sos => MarkShape.Sos,
        Measure.Alarm => MarkShape.Alarm,
        Measure.Door => DoorReport.Of(mark.Value).Open ? MarkShape.DoorOpen : MarkShape.DoorClosed,
        _ when LockReport.Of(mark.Value) is { Unlocked: true } report => report.Method == LockMethod.Staff ? MarkShape.Staff : MarkShape.Unlocked,
        _ => MarkShape.Locked,
    };

    public static IReadOnlyList<TimelineMarkGroup> Gather(IEnumerable<HomeMark> marks, TimelineAxis axis)
    {
        var groups = new List<TimelineMarkGroup>();
        var start = double.NegativeInfinity;
        foreach (var mark in marks.Where(m => axis.Holds(m.At)).OrderBy(m => m.At))
        {
            var x = axis.X(mark.At);
            if (x - start >= Nearest)
            {
                groups.Add(new TimelineMarkGroup(x, Shape(mark), 1));
                start = x;
                continue;
            }

            var last = groups[^1];
            groups[^1] = last with { Lead = (MarkShape)Math.Max((int)last.Lead, (int)Shape(mark)), Count = last.Count + 1 };
        }

        return groups;
    }
}
