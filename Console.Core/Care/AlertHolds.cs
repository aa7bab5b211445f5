using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>Lets alerts wait while a worker says that the resident is away, and arms them when that ends.</summary>
internal sealed class AlertHolds(AlertLedger ledger, AlertBoard board, CommandLog log, TimeProvider time) : IHomeFacts
{
    /// <inheritdoc />
    public async ValueTask HomeChangedAsync(Home home, CancellationToken cancellation)
    {
        foreach (var alert in board.Latest(home.Id.Community).Where(alert => alert.Home == home.Id))
        {
            await AlignAsync(alert, home, cancellation);
        }
    }

    /// <summary>Brings one alert in line with what is said about its home at this moment.</summary>
    public async Task AlignAsync(Alert alert, Home? home, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var actor = Actor.Program(alert.Home.Community);
        var away = home?.PresenceAt(now) is { Presence: not WorkerPresence.Home } set ? set : null;
        await ledger.ChangeAsync(
            alert,
            stored => away is null ? stored.Arm(actor, now) : stored.Hold(away.Until, actor, now),
            (before, after) => log.Done(actor, "alert.presence", after.Subject, $"{before?.HeldUntil:O}", $"{after.HeldUntil:O}"),
            cancellation);
    }
}
