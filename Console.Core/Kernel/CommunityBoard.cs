using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CommunityConsole.Core.Kernel;

/// <summary>What needs somebody in each community, latest state for every screen.</summary>
public abstract class CommunityBoard<TId, T>(TimeProvider time)
    where TId : struct
    where T : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly LiveView<ImmutableDictionary<TId, T>> _all = new(ImmutableDictionary<TId, T>.Empty);
    private volatile Ordered _ordered = new(ImmutableDictionary<TId, T>.Empty, []);

    /// <summary>The community's list now and after each change, most pressing first, at most one per 250 ms.</summary>
    public async IAsyncEnumerable<IReadOnlyList<T>> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        IReadOnlyList<T>? shown = null;
        await foreach (var all in _all.WatchAsync(Pause, time, cancellation))
        {
            var list = Of(all, community);
            if (shown is null || (!ReferenceEquals(list, shown) && !list.SequenceEqual(shown, ReferenceEqualityComparer.Instance)))
            {
                yield return shown = list;
            }
        }
    }

    /// <summary>The community's list at this moment, most pressing first.</summary>
    public IReadOnlyList<T> Latest(string community) => Of(_all.Latest, community);

    /// <summary>Everything on the board, of every community, for the program itself.</summary>
    internal IEnumerable<T> All => _all.Latest.Values;

    /// <summary>The item, while it is on the board; null otherwise.</summary>
    public T? Find(TId id) => _all.Latest.GetValueOrDefault(id);

    /// <summary>Takes over what was just stored. Whoever calls keeps the order per item.</summary>
    internal void Show(IReadOnlyList<T> items) => _all.Change(all =>
    {
        foreach (var item in items)
        {
            all = Belongs(item) ? all.SetItem(IdOf(item), item) : all.Remove(IdOf(item));
        }

        return all;
    });

    /// <summary>Names the item.</summary>
    protected abstract TId IdOf(T item);

    /// <summary>Whose screens show it.</summary>
    protected abstract string CommunityOf(T item);

    /// <summary>Whether it still needs somebody.</summary>
    protected abstract bool Belongs(T item);

    /// <summary>The order of the screens.</summary>
    protected abstract IReadOnlyList<T> InOrder(IEnumerable<T> items);

    // Put in order once, however many screens look.
    private IReadOnlyList<T> Of(ImmutableDictionary<TId, T> all, string community)
    {
        var ordered = _ordered;
        if (!ReferenceEquals(ordered.All, all))
        {
            _ordered = ordered = new Ordered(all, []);
        }

        return ordered.Lists.GetOrAdd(community, static (name, of) => of.Board.InOrder(of.All.Values.Where(item => of.Board.CommunityOf(item) == name)), (Board: this, All: all));
    }

    private sealed record Ordered(ImmutableDictionary<TId, T> All, ConcurrentDictionary<string, IReadOnlyList<T>> Lists);
}
