using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Governance;

/// <summary>Improvements in console.db.</summary>
internal sealed class ImprovementStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IImprovementStore
{
    public async Task<IReadOnlyList<Improvement>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var improvements = await db.Set<Improvement>().AsNoTracking().ToListAsync(cancellation);
        var steps = await db.OwnedAsync<ImprovementStep, ImprovementId>(
            ImprovementStepMapping.Improvement, db.Set<Improvement>().Select(improvement => improvement.Id), step => step.Number, cancellation);

        // Steps that came between the two readings belong to the next version.
        return [.. improvements.Select(improvement => improvement with { Steps = [.. steps[improvement.Id].Take(improvement.Version)] })];
    }

    public Task<bool> SaveAsync(Improvement changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        (db, _) =>
        {
            db.Put(changed, expected, nameof(Improvement.Version));
            foreach (var step in changed.Steps.Skip(expected))
            {
                db.AddOwned(step, ImprovementStepMapping.Improvement, changed.Id);
            }

            return Task.CompletedTask;
        },
        cancellation);
}
