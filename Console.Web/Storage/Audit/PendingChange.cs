using System.Runtime.ExceptionServices;
using CommunityConsole.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunityConsole.Web.Storage.Audit;

/// <summary>A change on its way into console.db. Nobody is told that it is written before the transaction around it is on disk.</summary>
internal sealed class PendingChange(IReadOnlyList<AuditEntry> audit, Func<ConsoleDb, CancellationToken, Task> prepare, CancellationToken cancellation)
{
    private const string Savepoint = "change";
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    // The row a step belongs to is not there: an update that finds no row is reported only after the insert beside it fails.
    private const int ForeignKeyViolation = 787;

    private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    /// <summary>True when it is on disk; false when it is refused for what is stored.</summary>
    public Task<bool> Written => _written.Task;

    /// <summary>From here on it is written, whatever its sender does; false when he has gone.</summary>
    public bool Take() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    /// <summary>The sender goes before it is taken; false when it is too late for that.</summary>
    public bool Abandon() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    /// <summary>Writes it into the transaction, or leaves there nothing of it and tells its sender why.</summary>
    public async Task TryAsync(ConsoleDb db, IDbContextTransaction transaction)
    {
        await transaction.CreateSavepointAsync(Savepoint, CancellationToken.None);
        Exception? fault = null;
        try
        {
            await prepare(db, cancellation);
            await ChainAsync(db, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
        catch (Exception e)
        {
            fault = e;
        }

        db.ChangeTracker.Clear();
        if (fault is not null)
        {
            await UndoAsync(transaction, fault);
            Refused(fault);
        }

        await transaction.ReleaseSavepointAsync(Savepoint, CancellationToken.None);
    }

    /// <summary>The transaction is on disk.</summary>
    public void Committed() => _written.TrySetResult(true);

    /// <summary>The transaction is not on disk.</summary>
    public void Failed(Exception why) => _written.TrySetException(why);

    // A full disk may have ended the whole transaction: then nothing of the others is written either, for the same reason.
    private static async Task UndoAsync(IDbContextTransaction transaction, Exception fault)
    {
        try
        {
            await transaction.RollbackToSavepointAsync(Savepoint, CancellationToken.None);
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private void Refused(Exception fault)
    {
        switch (fault)
        {
            case DbUpdateConcurrencyException:
            case DbUpdateException { InnerException: SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation or ForeignKeyViolation } }:
                _written.TrySetResult(false);
                break;
            case OperationCanceledException when cancellation.IsCancellationRequested:
                _written.TrySetCanceled(cancellation);
                break;
            default:
                _written.TrySetException(fault);
                break;
        }
    }

    private async Task ChainAsync(ConsoleDb db, CancellationToken stop)
    {
        var end = await db.Set<AuditRecord>().AsNoTracking()
            .OrderByDescending(record => record.Number)
            .Select(record => new { record.Number, record.Hash })
            .FirstOrDefaultAsync(stop);
        var chain = end is null ? new HashChain(AuditChain.Name) : new HashChain(end.Number, end.Hash);
        db.AddRange(audit.Select(entry => AuditChain.Extend(chain, entry)));
    }
}
