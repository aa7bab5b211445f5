using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>Brings alerts back whose time on the shelf is over.</summary>
internal sealed class AlertShelves(AlertLedger ledger, CommandLog log, TimeProvider time)
{
    /// <summary>Brings one back if its time has come; does nothing else.</summary>
    public async Task AlignAsync(Alert alert, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (alert.ShelvedUntil > now || alert.ShelvedUntil is null)
        {
            return;
        }

        var actor = Actor.Program(alert.Home.Community);
        await ledger.ChangeAsync(
            alert,
            stored => stored.EndShelf(actor, now),
            (before, after) => log.Done(actor, "alert.shelf-end", after.Subject, $"{before?.ShelvedUntil:O}", $"{after.ShelvedUntil:O}"),
            cancellation);
    }
}
