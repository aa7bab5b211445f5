using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Care;

/// <summary>Alerts in console.db.</summary>
internal sealed class AlertStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IAlertStore
{
    public async Task<Alert?> FindAsync(AlertId id, CancellationToken cancellation) =>
        (await ListAsync((_, alerts) => alerts.Where(alert => alert.Id == id), cancellation)).SingleOrDefault();

    public async Task<Alert?> FindByConditionAsync(AlertId condition, CancellationToken cancellation) =>
        (await ListAsync(
            (db, alerts) =>
            {
                var owner = db.Set<AlertCondition>().Where(known => known.Id == condition).Select(known => EF.Property<AlertId>(known, AlertConditionMapping.Alert));
                return alerts.Where(alert => owner.Contains(alert.Id));
            },
            cancellation)).SingleOrDefault();

    public async Task<Alert?> FindOpenAsync(HomeId home, AnomalyKind kind, string cause, CancellationToken cancellation) =>
        (await ListAsync((_, alerts) => Open(alerts).Where(alert => alert.Home == home && alert.Kind == kind && alert.Cause == cause), cancellation)).SingleOrDefault();

    public Task<IReadOnlyList<Alert>> ListOpenAsync(CancellationToken cancellation) => ListAsync((_, alerts) => Open(alerts), cancellation);

    public Task<IReadOnlyList<Alert>> ListHomeAsync(HomeId home, int count, CancellationToken cancellation) => ListAsync(
        (_, alerts) => alerts.Where(alert => alert.Home == home).OrderByDescending(alert => alert.DecidedAt).Take(count), cancellation);

    // '0' follows '/': the ids of a community are one stretch of the index, and the neighbour's alerts are not read.
    public Task<IReadOnlyList<Alert>> ListOpenInAsync(string community, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation) => ListAsync(
        (db, _) => db.Set<Alert>()
            .FromSql($"SELECT * FROM \"Alerts\" WHERE \"Home\" >= {community + "/"} AND \"Home\" < {community + "0"}").AsNoTracking()
            .Where(alert => alert.DecidedAt < until && (alert.ClosedAt == null || alert.ClosedAt >= since))
            .OrderBy(alert => alert.DecidedAt),
        cancellation);

    public Task<bool> SaveAsync(AlertChange change, CancellationToken cancellation) => writer.WriteAsync(
        change.Entries,
        async (db, stop) =>
        {
            db.Put(change.After, change.Expected, nameof(Alert.Version));
            foreach (var step in change.NewSteps)
            {
                db.AddOwned(step, AlertStepMapping.Alert, change.After.Id);
            }

            if (change.Message is { } message)
            {
                db.Add(message.Link);
                db.AddRange(message.Notices.Rows);
            }

            foreach (var condition in change.ChangedConditions)
            {
                await PutConditionAsync(db, condition, change.After.Id, stop);
            }
        },
        cancellation);

    private static async Task PutConditionAsync(ConsoleDb db, AlertCondition condition, AlertId alert, CancellationToken cancellation)
    {
        if (await db.Set<AlertCondition>().FindAsync([condition.Id], cancellation) is not { } stored)
        {
            db.AddOwned(condition, AlertConditionMapping.Alert, alert);
            return;
        }

        var entry = db.Entry(stored);
        entry.CurrentValues.SetValues(condition);
        entry.Property(AlertConditionMapping.Alert).CurrentValue = alert;
    }

    private static IQueryable<Alert> Open(IQueryable<Alert> alerts) =>
        alerts.Where(alert => alert.State != AlertState.Resolved && alert.State != AlertState.False);

    private async Task<IReadOnlyList<Alert>> ListAsync(Func<ConsoleDb, IQueryable<Alert>, IQueryable<Alert>> select, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var selected = select(db, db.Set<Alert>().AsNoTracking());
        var alerts = await selected.ToListAsync(cancellation);
        if (alerts.Count == 0)
        {
            return [];
        }

        var ids = selected.Select(alert => alert.Id);
        var steps = await db.OwnedAsync<AlertStep, AlertId>(AlertStepMapping.Alert, ids, step => step.Number, cancellation);
        var conditions = await db.Set<AlertCondition>().AsNoTracking()
            .Where(condition => ids.Contains(EF.Property<AlertId>(condition, AlertConditionMapping.Alert)))
            .OrderBy(condition => condition.Opened)
            .Select(condition => new { Alert = EF.Property<AlertId>(condition, AlertConditionMapping.Alert), Condition = condition })
            .ToListAsync(cancellation);
        var byAlert = conditions.ToLookup(row => row.Alert, row => row.Condition);
        return [.. alerts.Select(alert => alert with { Steps = [.. steps[alert.Id]], Conditions = [.. byAlert[alert.Id]] })];
    }
}
