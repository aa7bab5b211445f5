using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Rings the screens of a community when something at its bank has changed.</summary>
public sealed class PointsBell(TimeProvider time)
{
    // What a screen shows is summed afresh with each ring: of a roomful of confirmations one sum serves many.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly LiveView<ImmutableDictionary<string, long>> _rings = new(ImmutableDictionary<string, long>.Empty);

    /// <summary>A ring at once, and one after each change.</summary>
    public async IAsyncEnumerable<long> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var heard = -1L;
        await foreach (var all in _rings.WatchAsync(Pause, time, cancellation))
        {
            if (all.GetValueOrDefault(community) is var ring && ring != heard)
            {
                yield return heard = ring;
            }
        }
    }

    internal void Ring(string community) => _rings.Change(all => all.SetItem(community, all.GetValueOrDefault(community) + 1));
}
