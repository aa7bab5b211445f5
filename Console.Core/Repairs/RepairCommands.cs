using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>How every command about a repair is given, whoever gives it: rights, the first answer to a key, the change, the refusal on the log.</summary>
internal sealed class RepairCommands(RepairLedger ledger, CommandLog log, TimeProvider time)
{
    /// <summary>Changes one repair.</summary>
    public async Task<Result<Repair>> GiveAsync(
        RepairId id, RepairCommand command, Actor actor, Func<Repair, DateTimeOffset, Result<Repair>> decide, CancellationToken cancellation)
    {
        var action = RepairEntries.ActionOf(command);
        return await GiveAsync(
            id, action, command, actor,
            () => ledger.ChangeAsync(id, repair => decide(repair, time.GetUtcNow()), (before, after) => RepairEntries.Of(log, actor, action, before, after), cancellation),
            cancellation);
    }

    /// <summary>Merges one into another, both at once.</summary>
    public Task<Result<Repair>> MergeAsync(
        RepairId id, RepairId into, Actor actor, Func<Repair, Repair, DateTimeOffset, Result<(Repair, Repair)>> decide, CancellationToken cancellation) => GiveAsync(
        id, RepairEntries.ActionOf(RepairCommand.Merge), RepairCommand.Merge, actor,
        async () => id == into ? new RepairMergeNotValid() : await ChangeBothAsync(id, into, actor, decide, cancellation),
        cancellation);

    /// <summary>A consequence, not a command: the program takes steps of its own.</summary>
    public Task<Result<Repair>> FollowAsync(RepairId id, Func<Repair, DateTimeOffset, Result<Repair>> decide, CancellationToken cancellation) => ledger.ChangeAsync(
        id, repair => decide(repair, time.GetUtcNow()), (before, after) => RepairEntries.Of(log, Actor.Program(after.Community), null, before, after), cancellation);

    /// <summary>A consequence: the program merges two.</summary>
    public Task<Result<Repair>> FollowMergeAsync(
        RepairId id, RepairId into, string community, Func<Repair, Repair, DateTimeOffset, Result<(Repair, Repair)>> decide, CancellationToken cancellation) =>
        ChangeBothAsync(id, into, Actor.Program(community), decide, cancellation);

    private Task<Result<Repair>> ChangeBothAsync(
        RepairId id, RepairId into, Actor actor, Func<Repair, Repair, DateTimeOffset, Result<(Repair, Repair)>> decide, CancellationToken cancellation) => ledger.ChangeBothAsync(
        id, into, (repair, other) => decide(repair, other, time.GetUtcNow()), (repair, other) => RepairEntries.OfMerge(log, actor, repair, other), cancellation);

    private async Task<Result<Repair>> GiveAsync(
        RepairId id, string action, RepairCommand command, Actor actor, Func<Task<Result<Repair>>> change, CancellationToken cancellation)
    {
        var subject = Repair.SubjectOf(id);
        if ((await ledger.FindAsync(id, cancellation) is { } known ? RepairRights.Table.Refusal(command, actor, known.Community) : new RepairNotFound(id)) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : (await ledger.FindAsync(id, cancellation))!;
        }

        var result = await change();
        return result.Problem is not { } refusal ? result
            // Two copies of one command may run side by side; the one that came second finds the first answer only now.
            : await log.FirstAnswerAsync(actor, action, subject, cancellation) is { Refusal: null } ? (await ledger.FindAsync(id, cancellation))!
            // "Try again" holds for the next try with the same key.
            : await log.RefuseAsync(refusal is RepairChangedMeanwhile ? actor with { CommandKey = null } : actor, action, subject, refusal, cancellation);
    }
}
