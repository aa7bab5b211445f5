using System.Globalization;
using CommunityConsole.Core.Governance;
using CommunityConsole.Web.Text;

namespace CommunityConsole.Web.Pages.RepairNumbers;

/// <summary>A figure of a group of repairs as the page writes it.</summary>
/// <param name="Key">Of its words.</param>
/// <param name="Share">The share; null for a figure that is none.</param>
/// <param name="Value">As written; a dash while there is nothing to count.</param>
public sealed record FigureTile(string Key, CountedShare? Share, string Value)
{
    /// <summary>What stands for a figure of nothing.</summary>
    public const string Nothing = "—";

    /// <summary>The shares of a group, the better the higher first.</summary>
    public static IReadOnlyList<FigureTile> Shares(RepairGroupFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return
        [
            Of("Responded", figures.Responded),
            Of("Resolved", figures.Resolved),
            Of("Satisfied", figures.Satisfied),
            Of("Reopened", figures.Reopened),
            Of("Refused", figures.Refused),
        ];
    }

    /// <summary>All figures of a group.</summary>
    public static IReadOnlyList<FigureTile> All(RepairGroupFigures figures) => [.. Shares(figures), new("Median", null, Hours(figures.MedianHours))];

    /// <summary>Hours as people say them.</summary>
    public static string Hours(double? hours) => hours is { } known ? Durations.About(TimeSpan.FromHours(known)) : Nothing;

    private static FigureTile Of(string key, CountedShare share) =>
        new(key, share, share.Value is { } value ? (value * 100).ToString("0.#", CultureInfo.CurrentCulture) + " %" : Nothing);
}
