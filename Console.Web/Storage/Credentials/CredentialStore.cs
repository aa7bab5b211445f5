using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Credentials;

/// <summary>The logins of devices in console.db.</summary>
internal sealed class CredentialStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : ICredentialStore
{
    public async Task<IReadOnlyList<DeviceLogin>> ReadAfterAsync(long version, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<DeviceLogin>().AsNoTracking().Where(login => login.Version > version).OrderBy(login => login.Version).ToListAsync(cancellation);
    }

    public async Task<DeviceLogin?> SaveAsync(DeviceLogin login, AuditEntry audit, CancellationToken cancellation)
    {
        DeviceLogin? saved = null;
        var written = await writer.WriteAsync(
            [audit],
            async (db, stop) =>
            {
                // Inside the transaction, which holds the write lock: no other process numbers a change meanwhile.
                var last = await db.Set<DeviceLogin>().MaxAsync(one => (long?)one.Version, stop) ?? 0;
                saved = login with { Version = last + 1 };
                var entry = db.Attach(saved);
                entry.State = login.Version == 0 ? EntityState.Added : EntityState.Modified;
                entry.Property(one => one.Version).OriginalValue = login.Version;
            },
            cancellation);
        return written ? saved : null;
    }
}
