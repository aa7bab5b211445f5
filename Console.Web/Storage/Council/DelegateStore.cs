using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>Delegates and the estate's numbers in console.db.</summary>
internal sealed class DelegateStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IDelegateStore
{
    public Task<IReadOnlyList<CouncilDelegate>> ListAsync(CancellationToken cancellation) => ListAsync<CouncilDelegate>(cancellation);

    public Task<IReadOnlyList<MakeUpTable>> ListTablesAsync(CancellationToken cancellation) => ListAsync<MakeUpTable>(cancellation);

    public Task<bool> SaveAsync(CouncilDelegate changed, AuditEntry audit, CancellationToken cancellation) => PutAsync(changed, changed.Version, nameof(CouncilDelegate.Version), audit, cancellation);

    public Task<bool> SaveAsync(MakeUpTable changed, AuditEntry audit, CancellationToken cancellation) => PutAsync(changed, changed.Version, nameof(MakeUpTable.Version), audit, cancellation);

    private async Task<IReadOnlyList<T>> ListAsync<T>(CancellationToken cancellation)
        where T : class
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<T>().AsNoTracking().ToListAsync(cancellation);
    }

    private Task<bool> PutAsync<T>(T changed, int version, string column, AuditEntry audit, CancellationToken cancellation)
        where T : class => writer.WriteAsync(
        [audit],
        (db, _) =>
        {
            db.Put(changed, version - 1, column);
            return Task.CompletedTask;
        },
        cancellation);
}
