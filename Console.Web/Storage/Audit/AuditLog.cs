using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Audit;

/// <summary>The audit log as a chained table.</summary>
internal sealed class AuditLog(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IAuditLog
{
    public Task<bool> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation) =>
        writer.WriteAsync(entries, static (_, _) => Task.CompletedTask, cancellation);

    public async Task<AuditRecord?> FindCommandAsync(Guid key, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<AuditRecord>().AsNoTracking().FirstOrDefaultAsync(record => record.CommandKey == key, cancellation);
    }

    public async IAsyncEnumerable<AuditRecord> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var records = db.Set<AuditRecord>().AsNoTracking().Where(record => record.Number > after).OrderBy(record => record.Number);
        await foreach (var record in records.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            yield return record;
        }
    }

    public async Task<int> EraseAsync(string subject, CancellationToken cancellation)
    {
        var erased = 0;
        await writer.WriteAsync([], async (db, stop) =>
        {
            var records = await db.Set<AuditRecord>().AsNoTracking().Where(record => record.Details!.Subject == subject).ToListAsync(stop);
            db.Erase(records);
            erased = records.Count;
        }, cancellation);
        return erased;
    }
}
