using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Dispatch;

/// <summary>The one way a visit is written: stored, then on the board, then told.</summary>
/// <remarks>One writer per subject inside this process, so the board never goes back; the store's version guards against other processes.</remarks>
internal sealed partial class VisitLedger(
    IVisitStore store, VisitBoard board, Lazy<IEnumerable<IDispatchFacts>> facts, ILogger<VisitLedger> logger)
{
    private const int Attempts = 5;
    private readonly KeyedGate<string> _gate = new();

    public Task<Visit?> FindAsync(VisitId id, CancellationToken cancellation) => store.FindAsync(id, cancellation);

    public Task<Visit?> FindOpenAsync(string subject, CancellationToken cancellation) => store.FindOpenAsync(subject, cancellation);

    public Task<IReadOnlyList<Visit>> ListBoardAsync(CancellationToken cancellation) => store.ListBoardAsync(cancellation);

    /// <summary>Puts on the board what is stored: at the start.</summary>
    public async Task LoadBoardAsync(CancellationToken cancellation) => board.Show(await store.ListBoardAsync(cancellation));

    public async Task InTurnAsync(string subject, Func<Task> act, CancellationToken cancellation)
    {
        using var turn = await _gate.EnterAsync(subject, cancellation);
        await act();
    }

    public async Task<Result<Visit>> AddAsync(Visit visit, AuditEntry audit, CancellationToken cancellation)
    {
        using var turn = await _gate.EnterAsync(visit.Subject, cancellation);
        if (!await store.SaveAsync(visit, 0, audit, cancellation))
        {
            return await store.FindOpenAsync(visit.Subject, cancellation) is { } other
                ? new VisitAlreadyAsked(other.Id)
                : new VisitChangedMeanwhile(visit.Id);
        }

        await PublishAsync(visit, cancellation);
        return visit;
    }

    /// <summary>Reads, decides and writes; decides again on the newer state when somebody else was faster.</summary>
    public async Task<Result<Visit>> ChangeAsync(
        Visit known, Func<Visit, Result<Visit>> decide, Func<Visit, Visit, AuditEntry> audit, CancellationToken cancellation)
    {
        using var turn = await _gate.EnterAsync(known.Subject, cancellation);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await store.FindAsync(known.Id, cancellation) is not { } stored)
            {
                return new VisitNotFound(known.Id);
            }

            var next = decide(stored);
            if (!next.Succeeded || ReferenceEquals(next.Value, stored))
            {
                return next;
            }

            if (await store.SaveAsync(next.Value, stored.Version, audit(stored, next.Value), cancellation))
            {
                await PublishAsync(next.Value, cancellation);
                return next;
            }
        }

        return new VisitChangedMeanwhile(known.Id);
    }

    private async Task PublishAsync(Visit visit, CancellationToken cancellation)
    {
        board.Show([visit]);
        foreach (var listener in facts.Value)
        {
            try
            {
                await listener.VisitChangedAsync(visit, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The visit is stored: the command has succeeded. The listener's sweep makes up for it.
                LogListenerFailed(e, visit.Id.Value);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Visit {Visit} is stored, but somebody who was told of it failed.")]
    private partial void LogListenerFailed(Exception exception, Guid visit);
}
