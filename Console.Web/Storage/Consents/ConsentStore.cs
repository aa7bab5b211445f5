using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Consents;

/// <summary>Statements about consent in console.db.</summary>
internal sealed class ConsentStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IConsentStore
{
    public async Task<IReadOnlyList<ConsentStatement>> LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<ConsentStatement>().AsNoTracking().ToListAsync(cancellation);
    }

    public Task<bool> AddAsync(IReadOnlyList<ConsentStatement> statements, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        (db, _) =>
        {
            db.AddRange(statements);
            return Task.CompletedTask;
        },
        cancellation);
}
