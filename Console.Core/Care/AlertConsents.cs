using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;

namespace CommunityConsole.Core.Care;

/// <summary>Closes what the watch of a home had found once the home may not be watched any more, and calls off the visits for it.</summary>
internal sealed class AlertConsents(AlertLedger ledger, AlertBoard board, DispatchDesk dispatch, ConsentBook consents, CommandLog log, TimeProvider time) : IConsentFacts
{
    public async ValueTask ConsentChangedAsync(HomeId home, Coverage coverage, CancellationToken cancellation)
    {
        // What is decided at this moment is refused inside the home's turn, or is on the board before it is looked at here.
        await ledger.InTurnAsync(home, static () => Task.CompletedTask, cancellation);
        foreach (var alert in board.Latest(home.Community).Where(alert => alert.Home == home))
        {
            var closed = await ledger.ChangeAsync(
                alert,
                stored => consents.Watches(home) ? stored : stored.EndConsent(Actor.Program(home.Community), time.GetUtcNow()),
                (before, after) => log.Done(Actor.Program(home.Community), "alert.consent", after.Subject, $"{before?.State}", $"{after.State} {after.Outcome}"),
                cancellation);
            if (closed is { Succeeded: true, Value.Outcome: AlertOutcome.ConsentEnded })
            {
                await dispatch.EndAsync(alert.Subject, Actor.Program(home.Community), "同意已撤回或到期", cancellation);
            }
        }
    }
}
