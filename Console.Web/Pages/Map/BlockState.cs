using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>What is the matter in a building, a cell or outside of all of them. Two that are equal look the same, so that only what changed is drawn.</summary>
/// <param name="Homes">Its homes.</param>
/// <param name="Unwatched">Of these without fresh readings.</param>
/// <param name="Alerts">Open alerts: of its homes, and of the area itself.</param>
/// <param name="Alerted">Watched homes with an alert, by their gravest.</param>
/// <param name="AlertedUnwatched">Unwatched homes with an alert, by their gravest.</param>
public sealed record BlockState(int Homes, int Unwatched, SeverityCounts Alerts, SeverityCounts Alerted, SeverityCounts AlertedUnwatched)
{
    /// <summary>Nothing there.</summary>
    public static BlockState Empty { get; } = new(0, 0, default, default, default);

    /// <summary>Homes by what is drawn of them, gravest first and of these the unwatched first; none with a count of nothing. Their order says nothing about where in the building they are.</summary>
    public IEnumerable<(Severity? Gravest, bool Unwatched, int Count)> Kinds
    {
        get
        {
            var counted = SeverityCounts.GravestFirst
                .SelectMany(severity => new (Severity?, bool, int)[] { (severity, true, AlertedUnwatched[severity]), (severity, false, Alerted[severity]) })
                .Append((null, true, Unwatched - AlertedUnwatched.Total))
                .Append((null, false, Homes - Unwatched - Alerted.Total));
            return counted.Where(kind => kind.Item3 > 0);
        }
    }

    /// <summary>With one home more.</summary>
    /// <param name="gravest">Its gravest alert; null without one.</param>
    /// <param name="unwatched">It has no fresh readings.</param>
    internal BlockState With(Severity? gravest, bool unwatched) => this with
    {
        Homes = Homes + 1,
        Unwatched = Unwatched + (unwatched ? 1 : 0),
        Alerted = gravest is { } one && !unwatched ? Alerted.With(one) : Alerted,
        AlertedUnwatched = gravest is { } other && unwatched ? AlertedUnwatched.With(other) : AlertedUnwatched,
    };

    /// <summary>With one alert more.</summary>
    internal BlockState With(Severity alert) => this with { Alerts = Alerts.With(alert) };
}
