using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Community;

/// <summary>Staff profiles in console.db.</summary>
internal sealed class StaffProfileStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IStaffProfileStore
{
    public async Task<IReadOnlyList<StaffProfile>> LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<StaffProfile>().AsNoTracking().ToListAsync(cancellation);
    }

    public Task<bool> SaveAsync(StaffProfile changed, AuditEntry audit, CancellationToken cancellation) => writer.WriteAsync(
        [audit],
        (db, _) =>
        {
            db.Put(changed, changed.Version - 1, nameof(StaffProfile.Version));
            return Task.CompletedTask;
        },
        cancellation);
}
