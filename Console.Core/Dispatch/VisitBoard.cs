using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>The visits that need somebody: open, or gone without approval. Latest state for every screen.</summary>
public sealed class VisitBoard(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly LiveView<ImmutableDictionary<VisitId, Visit>> _visits = new(ImmutableDictionary<VisitId, Visit>.Empty);

    /// <summary>The community's visits now and after each change, at most one list per 250 ms; the nearest promise first.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Visit>> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        IReadOnlyList<Visit>? shown = null;
        await foreach (var all in _visits.WatchAsync(Pause, time, cancellation))
        {
            var list = Of(all, community);
            if (shown is null || !list.SequenceEqual(shown, ReferenceEqualityComparer.Instance))
            {
                yield return shown = list;
            }
        }
    }

    /// <summary>The community's visits at this moment.</summary>
    public IReadOnlyList<Visit> Latest(string community) => Of(_visits.Latest, community);

    /// <summary>Takes over what was just stored.</summary>
    internal void Show(IReadOnlyList<Visit> visits) => _visits.Change(all =>
    {
        foreach (var visit in visits)
        {
            all = visit.IsOpen || visit.NeedsApprovalAfter ? all.SetItem(visit.Id, visit) : all.Remove(visit.Id);
        }

        return all;
    });

    private static List<Visit> Of(ImmutableDictionary<VisitId, Visit> all, string community) =>
    [
        .. all.Values.Where(visit => visit.Home.Community == community)
            .OrderBy(visit => visit.PromisedBy ?? DateTimeOffset.MaxValue)
            .ThenBy(visit => visit.AskedAt)
            .ThenBy(visit => visit.Id.Value),
    ];
}
