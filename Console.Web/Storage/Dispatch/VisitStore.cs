using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Dispatch;

/// <summary>Visits in console.db.</summary>
internal sealed class VisitStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IVisitStore
{
    public async Task<Visit?> FindAsync(VisitId id, CancellationToken cancellation) =>
        (await ListAsync(visits => visits.Where(visit => visit.Id == id), cancellation)).SingleOrDefault();

    public async Task<Visit?> FindOpenAsync(string subject, CancellationToken cancellation) =>
        (await ListAsync(visits => Open(visits).Where(visit => visit.Subject == subject), cancellation)).SingleOrDefault();

    public Task<IReadOnlyList<Visit>> ListBoardAsync(CancellationToken cancellation) => ListAsync(
        visits => visits.Where(visit =>
            visit.State == VisitState.Asked || visit.State == VisitState.Approved || visit.State == VisitState.OnTheWay || visit.State == VisitState.Arrived
            || (visit.State == VisitState.Done && visit.ApprovedBy == null)),
        cancellation);

    public Task<IReadOnlyList<Visit>> ListAsync(string community, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation) => ListAsync(
        visits => visits
            .Where(visit => EF.Property<string>(visit, VisitMapping.Community) == community && visit.ClockFrom >= since && visit.ClockFrom < until)
            .OrderBy(visit => visit.ClockFrom),
        cancellation);

    public Task<bool> SaveAsync(Visit changed, int expected, AuditEntry audit, CancellationToken cancellation) => writer.WriteAsync(
        [audit],
        (db, _) =>
        {
            db.Put(changed, expected, nameof(Visit.Version));
            foreach (var step in changed.Steps.Skip(expected))
            {
                db.AddOwned(step, VisitStepMapping.Visit, changed.Id);
            }

            return Task.CompletedTask;
        },
        cancellation);

    private static IQueryable<Visit> Open(IQueryable<Visit> visits) => visits.Where(visit =>
        visit.State == VisitState.Asked || visit.State == VisitState.Approved || visit.State == VisitState.OnTheWay || visit.State == VisitState.Arrived);

    private async Task<IReadOnlyList<Visit>> ListAsync(Func<IQueryable<Visit>, IQueryable<Visit>> select, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var selected = select(db.Set<Visit>().AsNoTracking());
        var visits = await selected.ToListAsync(cancellation);
        if (visits.Count == 0)
        {
            return [];
        }

        var steps = await db.OwnedAsync<VisitStep, VisitId>(VisitStepMapping.Visit, selected.Select(visit => visit.Id), step => step.Number, cancellation);
        return [.. visits.Select(visit => visit with { Steps = [.. steps[visit.Id]] })];
    }
}
