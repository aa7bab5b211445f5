using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Care;

/// <summary>The one way an alert is written: stored, then on the board, then told.</summary>
/// <remarks>One writer per home inside this process, so that the board never goes back and a thousand triggers make one alert; the store's version guards against other processes. Never call dispatch from inside: it tells this ledger.</remarks>
internal sealed partial class AlertLedger(IAlertStore store, AlertBoard board, IEnumerable<IAlertFacts> facts, ILogger<AlertLedger> logger)
{
    private const int Attempts = 5;
    private readonly KeyedGate<HomeId> _gate = new();

    public IAlertStore Store => store;

    /// <summary>Puts on the board what is stored: at the start.</summary>
    public async Task LoadBoardAsync(CancellationToken cancellation) => board.Show(await store.ListOpenAsync(cancellation));

    /// <summary>The alert as of now, from the board where it is open.</summary>
    public async Task<Alert?> FindAsync(AlertId id, CancellationToken cancellation) => board.Find(id) ?? await store.FindAsync(id, cancellation);

    /// <summary>Runs inside the home's turn: no alert of it changes meanwhile.</summary>
    public async Task InTurnAsync(HomeId home, Func<Task> act, CancellationToken cancellation)
    {
        using var turn = await _gate.EnterAsync(home, cancellation);
        await act();
    }

    /// <summary>Reads, decides and writes; decides again on the newer state when somebody else was faster.</summary>
    /// <param name="known">The alert as somebody saw it.</param>
    /// <param name="decide">The next state, the same object for no change, or a refusal.</param>
    /// <param name="audit">The entry for a change from one to the other.</param>
    /// <param name="cancellation">Stops before the write.</param>
    /// <param name="message">The message that the new state says was sent; it is written with it, or neither is.</param>
    public Task<Result<Alert>> ChangeAsync(
        Alert known, Func<Alert, Result<Alert>> decide, Func<Alert?, Alert, AuditEntry> audit, CancellationToken cancellation, Func<Alert, FineMessage>? message = null) =>
        WriteAsync(
            known.Home,
            known.Id,
            async () => await store.FindAsync(known.Id, cancellation) is { } stored ? (stored, decide(stored)) : (null, new AlertNotFound(known.Id)),
            audit,
            cancellation,
            message);

    /// <summary>Inside the home's turn: reads what <paramref name="decide"/> needs, writes what it gives.</summary>
    public async Task<Result<Alert>> WriteAsync(
        HomeId home, AlertId id, Func<Task<(Alert? Before, Result<Alert> After)>> decide, Func<Alert?, Alert, AuditEntry> audit, CancellationToken cancellation,
        Func<Alert, FineMessage>? message = null)
    {
        using var turn = await _gate.EnterAsync(home, cancellation);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (before, after) = await decide();
            if (!after.Succeeded || ReferenceEquals(before, after.Value))
            {
                return after;
            }

            var next = after.Value.AsVersion((before?.Version ?? 0) + 1);
            if (await store.SaveAsync(new AlertChange(before, next, audit(before, next)) { Message = message?.Invoke(next) }, cancellation))
            {
                await PublishAsync(next, cancellation);
                return next;
            }
        }

        return new AlertChangedMeanwhile(id);
    }

    private async Task PublishAsync(Alert alert, CancellationToken cancellation)
    {
        board.Show([alert]);
        foreach (var listener in facts)
        {
            try
            {
                await listener.AlertChangedAsync(alert, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The alert is stored and on the board: the command has succeeded.
                LogListenerFailed(e, alert.Id.Value);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Alert {Alert} is stored, but somebody who was told of it failed.")]
    private partial void LogListenerFailed(Exception exception, Guid alert);
}
