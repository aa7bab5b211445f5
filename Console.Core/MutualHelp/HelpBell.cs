using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Rings the screens of a community when an offer or a request has changed: who fits whom follows from both.</summary>
public sealed class HelpBell(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
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
