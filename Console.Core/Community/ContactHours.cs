namespace CommunityConsole.Core.Community;

/// <summary>When somebody wishes to be phoned, by the estate's clock; past midnight where it ends earlier than it begins.</summary>
/// <param name="From">From this minute on.</param>
/// <param name="Until">Before this minute; the same as <paramref name="From"/> is all day.</param>
public sealed record ContactHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>Whether that time of the day is within.</summary>
    public bool Cover(TimeOnly time) => From == Until || time.IsBetween(From, Until);
}
