using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Community;

/// <summary>The duty roster in console.db.</summary>
internal sealed class ShiftStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IShiftStore
{
    public async Task<IReadOnlyList<Shift>> LoadAsync(DateTimeOffset endingAfter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<Shift>().AsNoTracking().Where(shift => shift.Until > endingAfter).ToListAsync(cancellation);
    }

    public Task<bool> SaveAsync(IReadOnlyList<Shift> changed, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        (db, _) =>
        {
            foreach (var shift in changed)
            {
                db.Put(shift, shift.Version - 1, nameof(Shift.Version));
            }

            return Task.CompletedTask;
        },
        cancellation);
}
