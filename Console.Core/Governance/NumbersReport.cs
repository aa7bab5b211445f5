using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>What came of the alerts that paged, in one grid cell.</summary>
/// <param name="Cell">The cell; null for homes that are in none.</param>
/// <param name="Needed">Somebody needed help.</param>
/// <param name="Harmless">Nobody did.</param>
/// <param name="Device">A device, power or network made it.</param>
/// <param name="Withdrawn">The watch withdrew it before anybody had taken it.</param>
/// <param name="Open">Not closed yet.</param>
public sealed record CellUse(GridCellId? Cell, int Needed, int Harmless, int Device, int Withdrawn, int Open)
{
    /// <summary>All of them.</summary>
    public int Total => Needed + Harmless + Device + Withdrawn + Open;

    /// <summary>Share of the closed ones where somebody needed help; null while none is closed.</summary>
    public double? Useful => Total > Open ? (double)Needed / (Total - Open) : null;
}

/// <summary>One day of the span.</summary>
/// <param name="Day">The estate's date.</param>
/// <param name="Attention">Alerts first shown that day that never got graver than Attention.</param>
/// <param name="Urgent">Those that became Urgent at most.</param>
/// <param name="Critical">Those that became Critical.</param>
/// <param name="DoorMedian">Median time to the door of visits whose clock started that day; null without any.</param>
public sealed record DayFigures(DateOnly Day, int Attention, int Urgent, int Critical, TimeSpan? DoorMedian);

/// <summary>The figures of a community for a span of time. Every one can be counted again from the steps (<see cref="NumbersDesk.ListStepsAsync"/>).</summary>
/// <param name="Span">Which time.</param>
/// <param name="Response">How fast.</param>
/// <param name="Load">How much.</param>
/// <param name="Cells">How useful, cell by cell, in the order of their ids.</param>
/// <param name="Days">Day by day, oldest first.</param>
/// <param name="ToDoor">Each time to the door, shortest first.</param>
public sealed record NumbersReport(
    FigureSpan Span, ResponseFigures Response, AlertLoad Load, IReadOnlyList<CellUse> Cells, IReadOnlyList<DayFigures> Days, IReadOnlyList<TimeSpan> ToDoor)
{
    /// <summary>Counts everything.</summary>
    /// <param name="courses">Alerts that were open at some time of the span.</param>
    /// <param name="visits">Visits whose clock started in the span.</param>
    /// <param name="span">Which time.</param>
    /// <param name="calendar">Where the days begin.</param>
    /// <param name="operatorHours">Hours times people at work in the span.</param>
    public static NumbersReport Of(
        IReadOnlyCollection<AlertCourse> courses, IReadOnlyCollection<Visit> visits, FigureSpan span, EstateCalendar calendar, double operatorHours)
    {
        ArgumentNullException.ThrowIfNull(courses);
        ArgumentNullException.ThrowIfNull(calendar);
        return new NumbersReport(
            span,
            ResponseFigures.Of(courses, visits, span),
            AlertLoad.Of(courses, span, operatorHours),
            CellsOf(courses.Where(course => span.Holds(course.PagedAt))),
            DaysOf(courses, visits, span, calendar),
            [.. visits.Where(PromisePolicy.Counts).Select(visit => visit.TimeToDoor).OfType<TimeSpan>().Order()]);
    }

    private static IReadOnlyList<CellUse> CellsOf(IEnumerable<AlertCourse> paged) =>
    [
        .. paged
            .GroupBy(course => course.Alert.Cell)
            .OrderBy(group => group.Key?.Cell, StringComparer.Ordinal)
            .Select(group => (group.Key, Counts: group.CountBy(course => course.Use).ToDictionary()))
            .Select(cell => new CellUse(
                cell.Key,
                cell.Counts.GetValueOrDefault(AlertUse.Needed),
                cell.Counts.GetValueOrDefault(AlertUse.Harmless),
                cell.Counts.GetValueOrDefault(AlertUse.Device),
                cell.Counts.GetValueOrDefault(AlertUse.Withdrawn),
                cell.Counts.GetValueOrDefault(AlertUse.Open))),
    ];

    private static IReadOnlyList<DayFigures> DaysOf(
        IReadOnlyCollection<AlertCourse> courses, IReadOnlyCollection<Visit> visits, FigureSpan span, EstateCalendar calendar)
    {
        var shown = courses.Where(course => span.Holds(course.ShownAt)).ToLookup(course => calendar.Day(course.ShownAt!.Value), course => course.Alert.Severity);
        var doors = visits.Where(PromisePolicy.Counts).ToLookup(visit => calendar.Day(visit.ClockFrom), visit => visit.TimeToDoor);
        var first = calendar.Day(span.From);
        var days = calendar.Day(span.Until).DayNumber - first.DayNumber + 1;
        return
        [
            .. Enumerable.Range(0, days).Select(first.AddDays).Select(day => new DayFigures(
                day,
                shown[day].Count(severity => severity == Severity.Attention),
                shown[day].Count(severity => severity == Severity.Urgent),
                shown[day].Count(severity => severity == Severity.Critical),
                ResponseFigures.Median([.. doors[day].OfType<TimeSpan>().Order()]))),
        ];
    }
}
