using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>The watches over the homes.</summary>
internal sealed class WatchFigures(WatchKeeper keeper, WatchPulse pulse, TimeProvider time) : IFigureSource
{
    public const string Alive = "console_watch_alive";
    public const string Lag = "console_watch_lag_seconds";
    public const string SinceStep = "console_watch_last_step_seconds";
    public const string Unwatched = "console_watch_unwatched_homes";

    public string Name => "watch";

    public IReadOnlyList<Figure> Measure()
    {
        var (lag, sinceStep) = pulse.Read(keeper.Position);

        // On a demo clock that runs fast, people still wait in real time.
        var pace = Ticks.InRealTime(time, TimeSpan.FromSeconds(1)).TotalSeconds;
        return
        [
            new(Alive, FigureKind.Gauge, "1 while the loop of the watch runs.", keeper.ExecuteTask is { IsCompleted: false } ? 1 : 0),
            new(Lag, FigureKind.Gauge, "How long a stored reading has waited for the watch.", lag.TotalSeconds / pace),
            new(SinceStep, FigureKind.Gauge, "Since the watch last took a reading in.", sinceStep.TotalSeconds / pace),
            new("console_watch_homes", FigureKind.Gauge, "Homes that have a watch.", keeper.Homes),
            new(Unwatched, FigureKind.Gauge, "Homes without fresh readings.", keeper.UnwatchedHomes),
        ];
    }
}
