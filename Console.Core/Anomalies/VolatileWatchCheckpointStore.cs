using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Checkpoints in memory: for development and as the double in tests.</summary>
public sealed class VolatileWatchCheckpointStore : IWatchCheckpointStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HomeId, WatchCheckpoint> _homes = [];
    private long _position;

    /// <inheritdoc />
    public Task<long> PositionAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_position);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<WatchCheckpoint> LoadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        WatchCheckpoint[] all;
        lock (_gate)
        {
            all = [.. _homes.Values];
        }

        foreach (var one in all)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return one;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task SaveAsync(long position, IReadOnlyList<WatchCheckpoint> homes, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var home in homes)
            {
                _homes[home.Home] = home with { State = home.State.ToArray() };
            }

            _position = position;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task RemoveAsync(IReadOnlyList<HomeId> homes, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var home in homes)
            {
                _homes.Remove(home);
            }
        }

        return Task.CompletedTask;
    }
}
