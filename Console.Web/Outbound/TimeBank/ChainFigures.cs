using CommunityConsole.Web.Live.Pipeline;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>What waits for the chain, how long, and what somebody must look at. With the chain off nothing waits for anything.</summary>
internal sealed class ChainFigures(ChainBoard board, TimeProvider time) : IFigureSource
{
    public const string Waiting = "console_chain_waiting";
    public const string Oldest = "console_chain_oldest_seconds";
    public const string Trouble = "console_chain_trouble";

    public string Name => "chain";

    public IReadOnlyList<Figure> Measure()
    {
        var standing = board.Latest;
        var counts = standing.Mode == ChainMode.Off ? null : standing.Counts;
        var trouble = (counts?.Troubled ?? 0) + (standing.Trouble is null ? 0 : 1) + (standing.Difference is null ? 0 : 1);
        return
        [
            new(Waiting, FigureKind.Gauge, "Steps of the time bank that are not confirmed by the chain.", counts?.Waiting ?? 0),
            new(Oldest, FigureKind.Gauge, "How long the oldest of them waits.", counts?.Oldest is { } oldest ? Math.Max(0, (time.GetUtcNow() - oldest).TotalSeconds) : 0),
            new(Trouble, FigureKind.Gauge, "Refused or contradicted steps, a wrong chain, differences: somebody must look.", trouble),
        ];
    }
}
