namespace CommunityConsole.Core.Governance;

/// <summary>How much lies on the shelf, and for how long: shown beside the standing alerts, so that nothing is tidied away by shelving it again and again.</summary>
/// <param name="Now">Alerts on the shelf now.</param>
/// <param name="Longest">The longest that one of these has been there, all its times on the shelf together; null without any.</param>
/// <param name="Times">How often something was shelved in the span.</param>
public sealed record ShelfLoad(int Now, TimeSpan? Longest, int Times)
{
    /// <summary>Counts them.</summary>
    public static ShelfLoad Of(IReadOnlyCollection<AlertCourse> courses, FigureSpan span)
    {
        var there = courses.Where(course => course.Alert.ShelvedUntil is not null).ToList();
        return new ShelfLoad(
            there.Count,
            there.Max(course => (TimeSpan?)course.ShelvedFor(span.Until)),
            courses.Sum(course => course.Shelved.Count(one => span.Holds(one.From))));
    }
}
