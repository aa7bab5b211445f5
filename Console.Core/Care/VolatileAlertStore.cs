using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>Alerts in memory, for development and tests.</summary>
public sealed class VolatileAlertStore(VolatileAuditLog log, VolatileFineLinkStore? links = null, VolatileNoticeStore? notices = null) : IAlertStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AlertId, Alert> _alerts = [];
    private readonly Dictionary<AlertId, AlertId> _conditions = [];

    /// <inheritdoc />
    public Task<Alert?> FindAsync(AlertId id, CancellationToken cancellation) => Read(() => _alerts.GetValueOrDefault(id));

    /// <inheritdoc />
    public Task<Alert?> FindByConditionAsync(AlertId condition, CancellationToken cancellation) =>
        Read(() => _conditions.TryGetValue(condition, out var id) ? _alerts[id] : null);

    /// <inheritdoc />
    public Task<Alert?> FindOpenAsync(HomeId home, AnomalyKind kind, string cause, CancellationToken cancellation) =>
        Read(() => _alerts.Values.FirstOrDefault(alert => alert.IsOpen && alert.Home == home && alert.Kind == kind && alert.Cause == cause));

    /// <inheritdoc />
    public Task<IReadOnlyList<Alert>> ListOpenAsync(CancellationToken cancellation) =>
        Read<IReadOnlyList<Alert>>(() => [.. _alerts.Values.Where(alert => alert.IsOpen)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<Alert>> ListHomeAsync(HomeId home, int count, CancellationToken cancellation) =>
        Read<IReadOnlyList<Alert>>(() => [.. _alerts.Values.Where(alert => alert.Home == home).OrderByDescending(alert => alert.DecidedAt).Take(count)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<Alert>> ListOpenInAsync(string community, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation) =>
        Read<IReadOnlyList<Alert>>(() =>
        [
            .. _alerts.Values
                .Where(alert => alert.Home.Community == community && alert.DecidedAt < until && (alert.ClosedAt is null || alert.ClosedAt >= since))
                .OrderBy(alert => alert.DecidedAt),
        ]);

    /// <inheritdoc />
    public Task<bool> SaveAsync(AlertChange change, CancellationToken cancellation) => Read(() =>
    {
        var after = change.After;
        var refused = (_alerts.GetValueOrDefault(after.Id)?.Version ?? 0) != change.Expected
            || (after.IsOpen && _alerts.Values.Any(other => other.IsOpen && other.Id != after.Id
                && other.Home == after.Home && other.Kind == after.Kind && other.Cause == after.Cause))
            || (change.Message is { } made && links!.Has(made.Link))
            || !log.TryAppend(change.Entries);
        if (refused)
        {
            return false;
        }

        if (change.Message is { } message)
        {
            links!.Write(message.Link);
            notices!.Write(message.Notices.Rows);
        }

        foreach (var condition in change.ChangedConditions)
        {
            if (_conditions.TryGetValue(condition.Id, out var former) && former != after.Id)
            {
                _alerts[former] = _alerts[former] with { Conditions = [.. _alerts[former].Conditions.Where(known => known.Id != condition.Id)] };
            }

            _conditions[condition.Id] = after.Id;
        }

        _alerts[after.Id] = after;
        return true;
    });

    private Task<T> Read<T>(Func<T> query)
    {
        lock (_gate)
        {
            return Task.FromResult(query());
        }
    }
}
