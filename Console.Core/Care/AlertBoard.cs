using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>The open alerts, latest state for every screen.</summary>
public sealed class AlertBoard(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly LiveView<ImmutableDictionary<AlertId, Alert>> _open = new(ImmutableDictionary<AlertId, Alert>.Empty);

    /// <summary>The community's open alerts by risk, now and after each change, at most one list per 250 ms.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Alert>> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        IReadOnlyList<Alert>? shown = null;
        await foreach (var all in _open.WatchAsync(Pause, time, cancellation))
        {
            var list = Of(all, community);
            if (shown is null || !list.SequenceEqual(shown, ReferenceEqualityComparer.Instance))
            {
                yield return shown = list;
            }
        }
    }

    /// <summary>The community's open alerts at this moment, by risk.</summary>
    public IReadOnlyList<Alert> Latest(string community) => Of(_open.Latest, community);

    /// <summary>The alert, while it is open; null otherwise.</summary>
    public Alert? Find(AlertId id) => _open.Latest.GetValueOrDefault(id);

    /// <summary>Takes over what was just stored. Whoever calls keeps the order per alert.</summary>
    internal void Show(IReadOnlyList<Alert> alerts) => _open.Change(all =>
    {
        foreach (var alert in alerts)
        {
            all = alert.IsOpen ? all.SetItem(alert.Id, alert) : all.Remove(alert.Id);
        }

        return all;
    });

    private static IReadOnlyList<Alert> Of(ImmutableDictionary<AlertId, Alert> all, string community) =>
        AlertPolicy.ByRisk(all.Values.Where(alert => alert.Home.Community == community));
}
