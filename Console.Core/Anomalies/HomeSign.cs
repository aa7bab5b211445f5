using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>What a home's watch knows of life in it, without its picture: for lists over a whole estate.</summary>
/// <param name="State">Whether the watch can be trusted.</param>
/// <param name="LastSign">Instant of the last true sign of life, UTC; null before any.</param>
/// <param name="Text">What that sign was.</param>
/// <param name="Heard">When anything was last received, UTC; null before any.</param>
public sealed record HomeSign(WatchState State, DateTimeOffset? LastSign, Sentence? Text, DateTimeOffset? Heard)
{
    /// <summary>Of a home no reading ever came of.</summary>
    public static HomeSign Unheard { get; } = new(WatchState.Unwatched, null, null, null);
}
