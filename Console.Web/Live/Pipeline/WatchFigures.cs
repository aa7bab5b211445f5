using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>The watches over the homes.</summary>
internal sealed class WatchFigures(WatchKeeper keeper) : IFigureSource
{
    public const string Unwatched = "console_watch_unwatched_homes";

    public string Name => "watch";

    public IReadOnlyList<Figure> Measure() =>
    [
        new(Unwatched, FigureKind.Gauge, "Homes without fresh readings.", keeper.UnwatchedHomes),
    ];
}
