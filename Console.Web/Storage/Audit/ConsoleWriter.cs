using System.Collections.Concurrent;
using CommunityConsole.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Audit;

/// <summary>The one way the stores write console.db: a change and its audit entries wholly or not at all, one writer at a time.</summary>
/// <remarks>
/// SQLite has one writer anyway; waiting here is fair and costs no retries. What waits when the turn comes is written in
/// one transaction, each change under a savepoint of its own: the disk is waited for once for all of them, so a slow disk
/// makes no queue, and a change that is refused takes no other with it. The transaction takes the write lock at its start,
/// so the end of the chain it reads is the end until it commits, also with a second process.
/// </remarks>
internal sealed class ConsoleWriter(IDbContextFactory<ConsoleDb> contexts) : IDisposable
{
    /// <summary>So many changes in one transaction at most: the first of them waits for the last.</summary>
    public const int MostTogether = 32;

    private readonly ConcurrentQueue<PendingChange> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Runs <paramref name="prepare"/>, which puts changes on the context, and commits them with the audit entries.</summary>
    /// <returns>False, and nothing written, when a stored version is another one or a unique value is taken.</returns>
    public async Task<bool> WriteAsync(
        IReadOnlyList<AuditEntry> audit, Func<ConsoleDb, CancellationToken, Task> prepare, CancellationToken cancellation)
    {
        var change = new PendingChange(audit, prepare, cancellation);
        _waiting.Enqueue(change);
        try
        {
            await _turn.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (change.Abandon())
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return await change.Written;   // already being written: what the disk says is the truth
        }

        try
        {
            while (!change.Written.IsCompleted)
            {
                await WriteTogetherAsync();
            }
        }
        finally
        {
            _turn.Release();
        }

        return await change.Written;
    }

    public void Dispose() => _turn.Dispose();

    private async Task WriteTogetherAsync()
    {
        List<PendingChange> together = [];
        while (together.Count < MostTogether && _waiting.TryDequeue(out var next))
        {
            if (next.Take())
            {
                together.Add(next);
            }
        }

        try
        {
            await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            db.Database.AutoSavepointsEnabled = false;   // ours reach around what a change executes before it saves
            foreach (var change in together)
            {
                await change.TryAsync(db, transaction);
            }

            await transaction.CommitAsync(CancellationToken.None);
            together.ForEach(static change => change.Committed());
        }
        catch (Exception e)
        {
            together.ForEach(change => change.Failed(e));
        }
    }
}
