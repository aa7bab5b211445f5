using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>How commands are given at the bank: rights, the first answer to a key, the decision inside the store's transaction, the audit.</summary>
/// <remarks>The ledger is the record; the audit log, another file, has the command beside it a moment later. A retry after a crash in between finds its operation in the ledger and has no second effect.</remarks>
internal sealed class TimeBankCommands(ITimeBankStore store, TimeBankBell bell, CommandLog log, IAuditLog audit)
{
    public string Community => store.Community;

    /// <summary>Gives a command whose decision is taken on what the store shows.</summary>
    /// <param name="command">By which right.</param>
    /// <param name="name">As the audit calls it.</param>
    /// <param name="subject">What it is about, as the audit calls it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="decide">The change, or the refusal.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<TimeBankChange>> GiveAsync(
        TimeBankCommand command, string name, string subject, Actor actor, string reason, Func<ITimeBankSight, Result<TimeBankChange>> decide, CancellationToken cancellation)
    {
        var action = $"time.{name}";
        if (TimeBankRights.Table.Refusal(command, actor, store.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        var first = await log.FirstAnswerAsync(actor, action, subject, cancellation);
        if (first?.Refusal is { } before)
        {
            return before;
        }

        var given = (await store.GiveAsync([decide], cancellation))[0];
        if (first is not null)
        {
            // What was carried out before and cannot be a second time stands as it was answered then.
            return given.Problem is AlreadyProcessed ? new TimeBankChange { IsThere = true } : given;
        }

        // On disk already: written down whatever becomes of the caller.
        if ((given.Problem ?? given.Value.Refusal) is { } refused)
        {
            return await log.RefuseAsync(actor, action, subject, refused, CancellationToken.None);
        }

        await audit.AppendAsync([log.Done(actor, action, subject, "", Text(given.Value), reason)], CancellationToken.None);
        bell.Ring();
        return given;
    }

    private static string Text(TimeBankChange change) => string.Join(' ', new[]
    {
        string.Join(' ', change.Entries.Select(entry => $"entry {entry.Number} {entry.Kind} {entry.Minutes} {Convert.ToHexStringLower(entry.Hash)}")),
        change.Code is null ? "" : "code",
        change.Erased is null ? "" : "erased",
    }.Where(part => part.Length > 0));
}
