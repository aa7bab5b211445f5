using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>How fast the desk answered and somebody stood at the door.</summary>
/// <param name="Paged">Alerts that paged in the span.</param>
/// <param name="Taken">Of these, taken within 60 and 180 s.</param>
/// <param name="TakenMedian">Median time from page to taker; null without any.</param>
/// <param name="TakenWorst">Longest.</param>
/// <param name="AtDoor">Of the visits with a promise whose clock started in the span: at the door within 30, 45 and 60 min of the page.</param>
/// <param name="DoorMedian">Median time to the door; null without any.</param>
/// <param name="DoorWorst">Longest.</param>
public sealed record ResponseFigures(
    int Paged,
    IReadOnlyList<LimitShare> Taken,
    TimeSpan? TakenMedian,
    TimeSpan? TakenWorst,
    IReadOnlyList<LimitShare> AtDoor,
    TimeSpan? DoorMedian,
    TimeSpan? DoorWorst)
{
    /// <summary>The limits of the acknowledgement: 60 s, then the next person is called; 180 s, then the supervisor.</summary>
    public static IReadOnlyList<TimeSpan> TakeLimits { get; } = [TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(180)];

    /// <summary>What telecare centres are held to at these limits: 97.5 % and 99 % of calls (Quality Standards Framework of the TSA).</summary>
    public static IReadOnlyList<double> TakeNorms { get; } = [0.975, 0.99];

    /// <summary>The console's own aim at 30, 45 and 60 minutes: nine visits of ten keep the promise.</summary>
    public static IReadOnlyList<double> DoorNorms { get; } = [0.9, 0.97, 0.99];

    /// <summary>Counts them.</summary>
    /// <param name="courses">Alerts that were open at some time of the span.</param>
    /// <param name="visits">Visits whose clock started in the span.</param>
    /// <param name="span">Which pages count; its end is "now" for what is still under way.</param>
    public static ResponseFigures Of(IReadOnlyCollection<AlertCourse> courses, IReadOnlyCollection<Visit> visits, FigureSpan span)
    {
        ArgumentNullException.ThrowIfNull(courses);
        ArgumentNullException.ThrowIfNull(visits);
        var paged = courses.Where(course => span.Holds(course.PagedAt)).ToList();
        var took = paged.Select(course => course.TimeToTake).OfType<TimeSpan>().Order().ToList();
        var doors = visits.Where(PromisePolicy.Counts).Select(visit => visit.TimeToDoor).OfType<TimeSpan>().Order().ToList();
        return new ResponseFigures(
            paged.Count,
            [.. TakeLimits.Select(limit => LimitShare.Count(limit, paged.Select(course => (course.TimeToTake, (course.EndedAt ?? span.Until) - course.PagedAt!.Value))))],
            Median(took),
            took.Count > 0 ? took[^1] : null,
            PromisePolicy.Shares(visits, span.Until),
            Median(doors),
            doors.Count > 0 ? doors[^1] : null);
    }

    /// <summary>The middle of ordered spans; of an even number, the lower of the two in the middle, so that it is one that happened.</summary>
    internal static TimeSpan? Median(IReadOnlyList<TimeSpan> ordered) => ordered.Count > 0 ? ordered[(ordered.Count - 1) / 2] : null;
}
