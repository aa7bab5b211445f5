using CommunityConsole.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Audit;

/// <summary>The one way the stores write console.db: a change and its audit entries in one transaction, one writer at a time.</summary>
/// <remarks>SQLite has one writer anyway; waiting here is fair and costs no retries. The transaction takes the write lock at its start, so the end of the chain it reads is the end until it commits, also with a second process.</remarks>
internal sealed class ConsoleWriter(IDbContextFactory<ConsoleDb> contexts) : IDisposable
{
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    // The row a step belongs to is not there: an update that finds no row is reported only after the insert beside it fails.
    private const int ForeignKeyViolation = 787;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Runs <paramref name="prepare"/>, which puts changes on the context, and commits them with the audit entries.</summary>
    /// <returns>False, and nothing written, when a stored version is another one or a unique value is taken.</returns>
    public async Task<bool> WriteAsync(
        IReadOnlyList<AuditEntry> audit, Func<ConsoleDb, CancellationToken, Task> prepare, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await prepare(db, cancellation);
            await ChainAsync(db, audit, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException e) when (e.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation or ForeignKeyViolation })
        {
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static async Task ChainAsync(ConsoleDb db, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        var end = await db.Set<AuditRecord>().AsNoTracking()
            .OrderByDescending(record => record.Number)
            .Select(record => new { record.Number, record.Hash })
            .FirstOrDefaultAsync(cancellation);
        var chain = end is null ? new HashChain(AuditChain.Name) : new HashChain(end.Number, end.Hash);
        db.AddRange(audit.Select(entry => AuditChain.Extend(chain, entry)));
    }
}
