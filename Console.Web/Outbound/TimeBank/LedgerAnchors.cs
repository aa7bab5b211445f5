using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage.TimeBank;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>Puts anchors of the ledger into the outbox: only an anchor shows that the ledger's end was cut off or written anew.</summary>
internal sealed class LedgerAnchors(OutboxStore store, ITimeBankStore ledger, ChainOptions options, TimeProvider time)
{
    /// <summary>Makes the next anchor if it is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var before = store.LastAnchor();
        if (before is { State: OutboxState.Dead or OutboxState.Conflict })
        {
            return; // somebody must look first: the next one would be refused too
        }

        var from = (before?.Step.To ?? 0) + 1;
        var due = await ledger.LookAsync(
            sight => sight.Last is { } last && last.Number >= from
                && (last.Number - from + 1 >= options.AnchorRows || now - (before?.At ?? sight.ByNumber(from)!.At) >= options.AnchorAfter)
                    ? sight.All().Skip((int)(from - 1)).ToList()
                    : [],
            cancellation);
        if (due.Count > 0 && due.TrueForAll(static entry => entry is not null))
        {
            store.Add(now, TimeRole.Anchorer, Of(due!));
        }
    }

    /// <summary>The anchor of rows that follow each other: the root of RFC 9162 over their hashes, and the last hash.</summary>
    public static AnchorLedger Of(IReadOnlyList<TimeEntry> entries) =>
        new(entries[0].Number, entries[^1].Number, new Id32(MerkleTree.Of(entries.Select(static entry => entry.Hash)).Root), new Id32(entries[^1].Hash));
}
