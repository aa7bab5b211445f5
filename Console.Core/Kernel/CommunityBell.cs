using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CommunityConsole.Core.Kernel;

/// <summary>Rings the screens of a community when something has changed that they sum up afresh: of many changes within a pause one sum serves all.</summary>
/// <param name="pause">The least time between two rings at one screen.</param>
/// <param name="time">The clock.</param>
public abstract class CommunityBell(TimeSpan pause, TimeProvider time)
{
    private readonly LiveView<ImmutableDictionary<string, long>> _rings = new(ImmutableDictionary<string, long>.Empty);

    /// <summary>A ring at once, and one after each change.</summary>
    public async IAsyncEnumerable<long> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var heard = -1L;
        await foreach (var all in _rings.WatchAsync(pause, time, cancellation))
        {
            if (all.GetValueOrDefault(community) is var ring && ring != heard)
            {
                yield return heard = ring;
            }
        }
    }

    internal void Ring(string community) => _rings.Change(all => all.SetItem(community, all.GetValueOrDefault(community) + 1));
}
