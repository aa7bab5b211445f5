using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage.TimeBank;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>What has become of bytes that were sent: looks into the chain and says how the row stands now. Writes nothing.</summary>
internal sealed class OutboxSettling(IChainGateway gateway, OutboxStore store, TimeProvider time)
{
    // A node among several may know a used number before it knows the receipt.
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(15);

    private readonly Dictionary<long, DateTimeOffset> _missing = [];

    /// <summary>How a row stands.</summary>
    /// <param name="usedUp">Whether its number is used: by these bytes, or they will never come into a block.</param>
    public async Task<Settled> LookAsync(OutboxRow row, bool usedUp, CancellationToken cancellation)
    {
        if (await gateway.FindAsync(row.Signed!.Hash, cancellation) is { } found)
        {
            _missing.Remove(row.Id);
            var inBlock = row with { Block = new OutboxBlock(found.Block, found.BlockHash), Gas = found.Gas };
            return found.Problem is null
                ? new Settled(inBlock with { State = found.Deep ? OutboxState.Confirmed : OutboxState.Sent, Reason = null })
                : await RefusedAsync(inBlock, found.Problem, cancellation);
        }

        // Its number is used and not by these bytes: they can never come into a block again.
        var now = time.GetUtcNow();
        if (!usedUp || _missing.TryAdd(row.Id, now) || now - _missing[row.Id] < LostAfter)
        {
            return new Settled(row);
        }

        _missing.Remove(row.Id);
        var (trace, fact) = await TraceAsync(row.Step!, cancellation);
        return trace switch
        {
            StepTrace.Ours => Elsewhere(row, fact!),
            StepTrace.Other => new Settled(row with { State = OutboxState.Conflict, Block = BlockOf(fact!), Reason = Told(fact!) }),
            _ => Again(row, "Its number was used by something else."),
        };
    }

    // The contract refused. That may be the second of two tries, or somebody else's doing, or an order of blocks that a reorganisation made.
    private async Task<Settled> RefusedAsync(OutboxRow row, TimeBankProblem problem, CancellationToken cancellation)
    {
        var (trace, fact) = await TraceAsync(row.Step!, cancellation);
        if (trace == StepTrace.Ours)
        {
            return Elsewhere(row, fact!);
        }

        if (trace == StepTrace.Other || problem is AlreadyProcessed)
        {
            return new Settled(row with { State = OutboxState.Conflict, Reason = fact is null ? problem.Message.En : Told(fact) });
        }

        return CameTooEarly(row)
            ? Again(row, $"It came into a block before what it depends on: {problem.Code}.")
            : new Settled(row with { State = OutboxState.Dead, Reason = problem is StepFailed failed ? $"{problem.Code}: {failed.Said}" : $"{problem.Code}: {problem}" });
    }

    private bool CameTooEarly(OutboxRow row)
    {
        var reach = StepReach.Of(row.Step!, store.SidesOf);
        return store.NotBefore(row.Id, row.Block!.Height).Any(earlier => earlier.Step is { } step && StepReach.Of(step, store.SidesOf).Meets(reach));
    }

    private async Task<(StepTrace Trace, FactOnChain? Fact)> TraceAsync(TimeBankStep step, CancellationToken cancellation)
    {
        var found = new List<FactOnChain>();
        foreach (var id in StepWitness.IdsOf(step).Distinct())
        {
            found.AddRange(await gateway.FindActsAsync(id, cancellation));
        }

        if (step is AnchorLedger anchor)
        {
            found.AddRange(await gateway.FindAnchorsAsync(anchor.To, cancellation));
        }

        return (StepWitness.TraceOf(step, [.. found.Select(static f => f.Fact)]), found.LastOrDefault());
    }

    private static Settled Elsewhere(OutboxRow row, FactOnChain fact) =>
        new(row with { State = OutboxState.Confirmed, Block = BlockOf(fact), Reason = $"By another transaction: {fact.Transaction}." });

    private static Settled Again(OutboxRow row, string why) =>
        new(row with { State = OutboxState.New, Signed = null, Tries = 0, Tried = null, Block = null, Gas = null, Reason = null }, (row, why));

    private static OutboxBlock BlockOf(FactOnChain fact) => new(fact.Block, fact.BlockHash);

    private static string Told(FactOnChain fact) => $"The chain holds something else under its id, in transaction {fact.Transaction}: {fact.Fact}";

    /// <summary>How a row stands, and its bytes if they were given up.</summary>
    internal sealed record Settled(OutboxRow Row, (OutboxRow Row, string Why)? Spent = null);
}
