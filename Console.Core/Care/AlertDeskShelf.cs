using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <content>The shelf.</content>
public sealed partial class AlertDesk
{
    /// <summary>Shelves an alert: for a while it pages nobody, then it comes back by itself.</summary>
    public Task<Result<Alert>> ShelveAsync(AlertId id, Actor actor, ShelfTime time, string reason, CancellationToken cancellation) => ChangeAsync(
        id,
        AlertCommand.Shelve,
        actor,
        reason,
        alert =>
        {
            var now = _time.GetUtcNow();
            return alert.Shelve(actor, ShelfPolicy.Until(time, now, _calendar), reason, now);
        },
        cancellation);

    /// <summary>Puts a shelved alert back: it calls again.</summary>
    public Task<Result<Alert>> UnshelveAsync(AlertId id, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.Unshelve, actor, "", alert => alert.Unshelve(actor, _time.GetUtcNow()), cancellation);
}
