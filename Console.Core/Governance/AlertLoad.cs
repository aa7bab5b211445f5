using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Governance;

/// <summary>Where alerts come from: one home and one kind of alert.</summary>
/// <param name="Home">Whose home.</param>
/// <param name="Area">The area, for alerts about one; <paramref name="Home"/> is its place then.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Comings">How often it came up in the span.</param>
public sealed record AlertSource(HomeId Home, AreaId? Area, AnomalyKind Kind, int Comings);

/// <summary>
/// How heavily the desk is loaded, by the measures of alarm management: ANSI/ISA-18.2-2016 clause 16 (monitoring and
/// assessment) and EEMUA 191. An alarm there is an alert here that wants an answer: Attention or graver, each time it comes up.
/// </summary>
/// <param name="Shown">Alerts that came up.</param>
/// <param name="OperatorHours">Hours times people at work; see <see cref="NumbersDesk"/>.</param>
/// <param name="Attention">Of the alerts shown: those that never got graver than Attention.</param>
/// <param name="Urgent">Those that became Urgent at most.</param>
/// <param name="Critical">Those that became Critical.</param>
/// <param name="Peak">Most in any ten minutes of the clock.</param>
/// <param name="FloodShare">Share of the span, 0 to 1, spent in floods: from ten minutes with more than ten alerts until ten minutes with fewer than five.</param>
/// <param name="Standing">Open now, for more than 24 hours, and not on the shelf.</param>
/// <param name="Shelf">What lies on the shelf.</param>
/// <param name="Chattering">Sources that came up three times or more within an hour.</param>
/// <param name="Top">The ten sources that came up most, most first.</param>
public sealed record AlertLoad(
    int Shown,
    double OperatorHours,
    int Attention,
    int Urgent,
    int Critical,
    int Peak,
    double FloodShare,
    int Standing,
    ShelfLoad Shelf,
    int Chattering,
    IReadOnlyList<AlertSource> Top)
{
    /// <summary>The most that one person can well answer in an hour, over long times (ISA-18.2: about 6, at most 12).</summary>
    public const double HourNorm = 6;

    /// <summary>Alerts in ten minutes that still are no flood.</summary>
    public const int PeakNorm = 10;

    /// <summary>Share of time in floods that is to be undercut.</summary>
    public const double FloodNorm = 0.01;

    /// <summary>Standing alerts that are to be undercut.</summary>
    public const int StandingNorm = 5;

    /// <summary>Share of all alerts that the ten worst sources should not exceed.</summary>
    public const double TopNorm = 0.05;

    private const int FloodEnds = 5;
    private const int ChatterCount = 3;
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ChatterTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan StandingTime = TimeSpan.FromHours(24);

    /// <summary>Alerts for each person and hour; null when nobody's hours are known.</summary>
    public double? PerOperatorHour => OperatorHours > 0 ? Shown / OperatorHours : null;

    /// <summary>Share of the ten worst sources among all; null without any.</summary>
    public double? TopShare => Shown > 0 ? (double)Top.Sum(source => source.Comings) / Shown : null;

    /// <summary>Counts them.</summary>
    /// <param name="courses">Alerts that were open at some time of the span.</param>
    /// <param name="span">Which comings count; its end is "now".</param>
    /// <param name="operatorHours">Hours times people at work in the span.</param>
    public static AlertLoad Of(IReadOnlyCollection<AlertCourse> courses, FigureSpan span, double operatorHours)
    {
        ArgumentNullException.ThrowIfNull(courses);
        var work = courses.Where(course => course.ShownAt is not null).ToList();
        var sources = work
            .GroupBy(course => (course.Alert.Home, course.Alert.Area, course.Alert.Kind))
            .Select(group => (group.Key, Times: group.SelectMany(course => ComingsAsWork(course, span)).Order().ToList()))
            .Where(source => source.Times.Count > 0)
            .ToList();
        var slots = Slots(sources.SelectMany(source => source.Times), span);
        var shown = work.Where(course => ComingsAsWork(course, span).Any()).ToList();
        return new AlertLoad(
            sources.Sum(source => source.Times.Count),
            operatorHours,
            shown.Count(course => course.Alert.Severity == Severity.Attention),
            shown.Count(course => course.Alert.Severity == Severity.Urgent),
            shown.Count(course => course.Alert.Severity == Severity.Critical),
            slots.DefaultIfEmpty().Max(),
            FloodedShare(slots),
            work.Count(course => course.Alert is { IsOpen: true, ShelvedUntil: null } && span.Until - course.ShownAt > StandingTime),
            ShelfLoad.Of(courses, span),
            sources.Count(source => Chatters(source.Times)),
            [.. sources
                .Select(source => new AlertSource(source.Key.Home, source.Key.Area, source.Key.Kind, source.Times.Count))
                .OrderByDescending(source => source.Comings).ThenBy(source => source.Home.Home, StringComparer.Ordinal).ThenBy(source => source.Kind)
                .Take(10)]);
    }

    /// <summary>When the alert came up as work: once when it was first shown, and each return after that.</summary>
    internal static IEnumerable<DateTimeOffset> ComingsAsWork(AlertCourse course, FigureSpan span) =>
        course.Comings.Where(at => at > course.ShownAt).Prepend(course.ShownAt!.Value).Where(at => span.Holds(at));

    private static int[] Slots(IEnumerable<DateTimeOffset> times, FigureSpan span)
    {
        var first = span.From.UtcTicks / Slot.Ticks;
        var slots = new int[Math.Max(0, (int)((span.Until.UtcTicks - 1) / Slot.Ticks - first) + 1)];
        foreach (var time in times)
        {
            slots[time.UtcTicks / Slot.Ticks - first]++;
        }

        return slots;
    }

    private static double FloodedShare(int[] slots)
    {
        var (flooded, flood) = (0, false);
        foreach (var count in slots)
        {
            flood = count > PeakNorm || (flood && count >= FloodEnds);
            flooded += flood ? 1 : 0;
        }

        return slots.Length == 0 ? 0 : (double)flooded / slots.Length;
    }

    private static bool Chatters(List<DateTimeOffset> ordered) =>
        Enumerable.Range(0, Math.Max(0, ordered.Count - ChatterCount + 1)).Any(i => ordered[i + ChatterCount - 1] - ordered[i] <= ChatterTime);
}
