using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Anomalies;

/// <summary>The state of one home's watch, and the position of the last stored reading it has taken in.</summary>
public sealed record WatchCheckpoint(HomeId Home, long Position, ReadOnlyMemory<byte> State);

/// <summary>Where the watches keep their state. What is lost or unreadable is rebuilt from readings.</summary>
public interface IWatchCheckpointStore
{
    /// <summary>The position up to which every home's state on disk has taken in the stored readings; 0 when there is none.</summary>
    Task<long> PositionAsync(CancellationToken cancellation);

    /// <summary>All homes' states.</summary>
    IAsyncEnumerable<WatchCheckpoint> LoadAsync(CancellationToken cancellation);

    /// <summary>Replaces the states of these homes and the common position in one transaction.</summary>
    Task SaveAsync(long position, IReadOnlyList<WatchCheckpoint> homes, CancellationToken cancellation);

    /// <summary>Deletes what these homes' watches learned.</summary>
    Task RemoveAsync(IReadOnlyList<HomeId> homes, CancellationToken cancellation);
}
