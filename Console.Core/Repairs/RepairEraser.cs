using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Deletes how a reporter can be reached wherever it stands: in the repair, in what was merged into it, and in what it was merged into.</summary>
internal sealed class RepairEraser(RepairLedger ledger, RepairCommands commands)
{
    private const int MostHops = 10;

    /// <summary>Gives the command for one repair; what it is linked to follows.</summary>
    /// <param name="id">Which.</param>
    /// <param name="command">With what right.</param>
    /// <param name="chosen">Who of its reporters; judged when it is done.</param>
    /// <param name="photos">The photos of this one as well.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<Repair>> EraseAsync(
        RepairId id, RepairCommand command, Func<Repair, Result<IReadOnlyList<RepairReporter>>> chosen, bool photos, string reason, Actor actor, CancellationToken cancellation)
    {
        IReadOnlyList<RepairReporter> people = [];
        var result = await commands.GiveAsync(
            id, command, actor,
            (repair, at) =>
            {
                var found = chosen(repair);
                if (!found.Succeeded)
                {
                    return found.Problem;
                }

                people = found.Value;
                return repair.Erase(new RepairErasure(people.Contains, photos), reason, actor, at);
            },
            cancellation);
        if (result.Succeeded)
        {
            foreach (var other in await LinkedAsync(result.Value, cancellation))
            {
                await commands.FollowAsync(other, (repair, at) => repair.Erase(new RepairErasure(one => people.Any(person => IsSame(person, one)), Photos: false), reason, Actor.Program(actor.Community), at), cancellation);
            }
        }

        return result;
    }

    private async Task<IReadOnlyList<RepairId>> LinkedAsync(Repair repair, CancellationToken cancellation)
    {
        List<RepairId> linked = [.. repair.Reporters.Select(reporter => reporter.From).OfType<RepairId>()];
        for (var next = repair.DuplicateOf; next is { } into && linked.Count < MostHops && !linked.Contains(into); next = (await ledger.FindAsync(into, cancellation))?.DuplicateOf)
        {
            linked.Add(into);
        }

        return [.. linked.Distinct()];
    }

    // One person in two repairs: the account, or the sealed code that went along.
    private static bool IsSame(RepairReporter one, RepairReporter other) =>
        one.Account is { } account ? other.Account == account
        : one.Code.Length > 0 ? other.Code == one.Code
        : other is { Account: null, Code: "" } && other.Contact == one.Contact;
}
