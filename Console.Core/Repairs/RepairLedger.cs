using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Repairs;

/// <summary>The one way a repair is written: stored, then on the board, then told.</summary>
/// <remarks>One writer per repair inside this process, so the board never goes back; the store's version guards against other processes.</remarks>
internal sealed partial class RepairLedger(
    IRepairStore store, RepairBoard board, Lazy<IEnumerable<IRepairFacts>> facts, ILogger<RepairLedger> logger)
{
    private const int Attempts = 5;

    private readonly KeyedGate<RepairId> _gate = new();

    /// <summary>Puts on the board what is stored: at the start.</summary>
    public async Task LoadBoardAsync(CancellationToken cancellation) => board.Show(await store.ListBoardAsync(cancellation));

    /// <summary>The repair as stored; null when there is none. What is on the board is what was stored last, so the store is asked for the rest only.</summary>
    public async Task<Repair?> FindAsync(RepairId id, CancellationToken cancellation) => board.Find(id) ?? await store.FindAsync(id, cancellation);

    /// <summary>A page of open repairs, all of which are on the board; null for a query that asks for anything else.</summary>
    public RepairPage? PageOpen(RepairQuery query)
    {
        if (query.States.Count == 0 || !query.States.All(RepairCourse.IsOpen) || query != new RepairQuery(query.Community) { States = query.States, FromPeople = query.FromPeople, Skip = query.Skip, Take = query.Take })
        {
            return null;
        }

        var found = board.Latest(query.Community).Where(repair => query.States.Contains(repair.State) && (!query.FromPeople || repair.Source.Length == 0)).ToList();
        return new RepairPage(found.Count, [.. found.OrderByDescending(repair => repair.Id.Value).Skip(query.Skip).Take(query.Take)]);
    }

    /// <summary>Adds a new one; null when its key or source is taken.</summary>
    public async Task<Repair?> AddAsync(Repair draft, Func<Repair, IReadOnlyList<AuditEntry>> audit, CancellationToken cancellation)
    {
        if (await store.AddAsync(draft, audit, cancellation) is not { } added)
        {
            return null;
        }

        // Somebody may have found its number in a list and been faster: shown is what is stored by now.
        using var turn = await _gate.EnterAsync(added.Id, CancellationToken.None);
        await PublishAsync(await store.FindAsync(added.Id, CancellationToken.None) ?? added, CancellationToken.None);
        return added;
    }

    /// <summary>Reads, decides and writes; decides again on the newer state when somebody else was faster.</summary>
    public async Task<Result<Repair>> ChangeAsync(
        RepairId id, Func<Repair, Result<Repair>> decide, Func<Repair, Repair, IReadOnlyList<AuditEntry>> audit, CancellationToken cancellation)
    {
        using var turn = await _gate.EnterAsync(id, cancellation);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // Another process may have changed it behind the board: then saving fails, and the store is asked.
            if ((attempt == 1 ? await FindAsync(id, cancellation) : await store.FindAsync(id, cancellation)) is not { } stored)
            {
                return new RepairNotFound(id);
            }

            var next = decide(stored);
            if (!next.Succeeded || ReferenceEquals(next.Value, stored))
            {
                return next;
            }

            if (await store.SaveAsync([(next.Value, stored.Version)], audit(stored, next.Value), cancellation))
            {
                await PublishAsync(next.Value, cancellation);
                return next;
            }
        }

        return new RepairChangedMeanwhile(id);
    }

    /// <summary>Changes two in one transaction.</summary>
    public async Task<Result<Repair>> ChangeBothAsync(
        RepairId first, RepairId second, Func<Repair, Repair, Result<(Repair First, Repair Second)>> decide, Func<Repair, Repair, IReadOnlyList<AuditEntry>> audit,
        CancellationToken cancellation)
    {
        using var turn = await _gate.EnterAsync(first, second, cancellation);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await store.FindAsync(first, cancellation) is not { } one || await store.FindAsync(second, cancellation) is not { } other)
            {
                return new RepairNotFound(first);
            }

            var next = decide(one, other);
            if (!next.Succeeded)
            {
                return next.Problem;
            }

            if (await store.SaveAsync([(next.Value.First, one.Version), (next.Value.Second, other.Version)], audit(next.Value.First, next.Value.Second), cancellation))
            {
                await PublishAsync(next.Value.First, cancellation);
                await PublishAsync(next.Value.Second, cancellation);
                return next.Value.First;
            }
        }

        return new RepairChangedMeanwhile(first);
    }

    private async Task PublishAsync(Repair repair, CancellationToken cancellation)
    {
        board.Show([repair]);
        foreach (var listener in facts.Value)
        {
            try
            {
                await listener.RepairChangedAsync(repair, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The repair is stored: the command has succeeded. The listener's sweep makes up for it.
                LogListenerFailed(e, repair.Id.Value);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Repair {Repair} is stored, but somebody who was told of it failed.")]
    private partial void LogListenerFailed(Exception exception, int repair);
}
