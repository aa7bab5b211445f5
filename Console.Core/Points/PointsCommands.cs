using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>How commands are given at the bank: rights, the first answer to a key, the decision inside the store's transaction, the audit.</summary>
/// <remarks>The ledger is the record; the audit log, another file, has the command beside it a moment later. A retry after a crash in between finds its operation in the ledger and has no second effect.</remarks>
internal sealed class PointsCommands(IPointsStore store, PointsBell bell, CommandLog log, IAuditLog audit)
{
    /// <summary>Gives a command whose decision is taken on what the store shows.</summary>
    /// <param name="command">By which right.</param>
    /// <param name="name">As the audit calls it.</param>
    /// <param name="subject">What it is about, as the audit calls it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="decide">The change, or the refusal.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<PointsChange>> GiveAsync(
        PointsCommand command, string name, string subject, Actor actor, string reason, Func<IPointsSight, Result<PointsChange>> decide, CancellationToken cancellation)
    {
        var action = $"points.{name}";
        if (PointsRights.Table.Refusal(command, actor, actor.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        var first = await log.FirstAnswerAsync(actor, action, subject, cancellation);
        if (first?.Refusal is { } before)
        {
            return before;
        }

        var given = (await store.GiveAsync(actor.Community, [decide], cancellation))[0];
        if (given is { Succeeded: true, Value.Refusal: { } refused })
        {
            bell.Ring(actor.Community);
            given = refused;
        }

        if (first is not null)
        {
            return Again(given);
        }

        return await NoteAsync(given, action, subject, actor, reason);
    }

    /// <summary>Gives many of one kind in one transaction: each is carried out or refused by itself.</summary>
    public async Task<IReadOnlyList<Result<PointsChange>>> GiveAllAsync(
        string name, string subject, Actor actor, IReadOnlyList<Func<IPointsSight, Result<PointsChange>>> decisions, CancellationToken cancellation)
    {
        var given = await store.GiveAsync(actor.Community, decisions, cancellation);
        var done = given.Where(each => each.Succeeded).Select(each => each.Value.Entry!.Number).ToList();
        var refused = given.Where(each => !each.Succeeded).Select(each => each.Problem!.Code).ToList();
        await audit.AppendAsync([log.Done(actor, $"points.{name}", subject, "", $"entries {string.Join(' ', done)}", refused.Count == 0 ? "" : $"refused: {string.Join(' ', refused)}")], CancellationToken.None);
        bell.Ring(actor.Community);
        return given;
    }

    private async Task<Result<PointsChange>> NoteAsync(Result<PointsChange> given, string action, string subject, Actor actor, string reason)
    {
        // On disk already: written down whatever becomes of the caller.
        if (given.Problem is { } refused)
        {
            return await log.RefuseAsync(actor, action, subject, refused, CancellationToken.None);
        }

        await audit.AppendAsync([log.Done(actor, action, subject, "", Text(given.Value), reason)], CancellationToken.None);
        bell.Ring(actor.Community);
        return given;
    }

    // What was carried out before and cannot be a second time stands as it was answered then.
    private static Result<PointsChange> Again(Result<PointsChange> given) => given.Problem switch
    {
        PointsAlreadyGiven { Stands: { } entry } => new PointsChange { IsThere = true, Entry = entry },
        PointsAlreadyUndone { Stands: { } entry } => new PointsChange { IsThere = true, Entry = entry },
        VoucherHonoured { Stands: { } voucher } => new PointsChange { IsThere = true, Voucher = voucher },
        VoucherCancelled { Stands: { } voucher } => new PointsChange { IsThere = true, Voucher = voucher },
        _ => given,
    };

    private static string Text(PointsChange change) => string.Join(' ', new[]
    {
        change.Entry is { } entry ? $"entry {entry.Number} {entry.Kind} {entry.Points} {Convert.ToHexStringLower(entry.Hash)}" : "",
        change.Voucher is { } voucher ? $"voucher {voucher.State}" : "",
        change.Stock is { } stock ? $"stock {stock.Reward} {stock.Change:+0;-0}" : "",
        change.Activity is { } activity ? $"activity {activity.Title}" : "",
        change.CheckIn is { } checkIn ? $"check-in {checkIn.State} {checkIn.Place}" : "",
        change.Appeal is { } appeal ? $"appeal {(appeal.Granted is { } granted ? granted ? "granted" : "refused" : "made")}" : "",
        change.Rules is { } rules ? $"rules {rules.Version} from {rules.From:yyyy-MM-dd}" : "",
    }.Where(part => part.Length > 0));
}
