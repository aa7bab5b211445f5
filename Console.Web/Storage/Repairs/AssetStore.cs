using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Repairs;

/// <summary>Assets in console.db.</summary>
internal sealed class AssetStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IAssetStore
{
    public async Task<IReadOnlyList<Asset>> LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<Asset>().AsNoTracking().ToListAsync(cancellation);
    }

    public Task<bool> SaveAsync(Asset changed, AuditEntry audit, CancellationToken cancellation) => writer.WriteAsync(
        [audit],
        (db, _) =>
        {
            db.Put(changed, changed.Version - 1, nameof(Asset.Version));
            return Task.CompletedTask;
        },
        cancellation);
}
