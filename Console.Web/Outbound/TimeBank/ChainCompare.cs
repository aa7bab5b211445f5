using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage.TimeBank;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>Compares the whole ledger with the whole chain: events both ways, sums, balances. What is on its way is left out.</summary>
internal sealed class ChainCompare(IChainGateway gateway, OutboxStore store, ITimeBankStore ledger)
{
    /// <summary>The first difference; null where there is none.</summary>
    public async Task<Sentence?> RunAsync(CancellationToken cancellation)
    {
        // The ledger goes on meanwhile: rows that come after this one are left out on both sides.
        var (state, entries) = await ledger.LookAsync(static sight => (sight.State, sight.All().ToList()), cancellation);
        var last = store.LastId;
        var before = store.UnderWay();
        if (store.Troubled(1) is [var row, ..])
        {
            return new($"发件箱第 {row.Id} 步没有成功（{row.State}）：{row.Reason}", $"Step {row.Id} of the outbox ended as {row.State}: {row.Reason}");
        }

        var facts = await gateway.FactsAsync(0, await gateway.HeightAsync(cancellation), cancellation);
        var after = store.Since(last);
        List<TimeBankStep> underWay = [.. before, .. after];
        if (ChainComparison.FirstDifference(entries, facts, underWay) is { } difference)
        {
            return difference;
        }

        return underWay.Count > 0 ? null : await SumsAsync(state, last, cancellation);
    }

    private async Task<Sentence?> SumsAsync(TimeBankState state, long last, CancellationToken cancellation)
    {
        var difference = ChainComparison.OfTotals(state, await gateway.TotalsAsync(cancellation));
        foreach (var (account, member) in state.Members)
        {
            if (difference is not null)
            {
                break;
            }

            var balance = await gateway.BalanceAsync(account, cancellation);
            difference = balance == member.Balance ? null : ChainComparison.OfBalance(account, member.Balance, balance);
        }

        // A step that went out meanwhile moved the sums: the next comparison tells.
        return store.LastId == last ? difference : null;
    }
}
