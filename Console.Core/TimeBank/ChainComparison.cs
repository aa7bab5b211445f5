using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Compares what the ledger says happened with what the chain says, both ways.</summary>
public static class ChainComparison
{
    /// <summary>The first difference, by the ledger's order and then by the chain's; null where there is none.</summary>
    /// <param name="entries">The ledger, oldest first.</param>
    /// <param name="chain">All facts of the chain, oldest first.</param>
    /// <param name="underWay">Steps on their way: what they are about is left out.</param>
    public static Sentence? FirstDifference(IEnumerable<TimeEntry?> entries, IReadOnlyList<FactOnChain> chain, IReadOnlyList<TimeBankStep> underWay)
    {
        var open = underWay.SelectMany(StepWitness.IdsOf).Concat(underWay.OfType<SetMember>().Select(static s => s.Member)).ToHashSet();
        var rules = underWay.Any(static step => step is SetService or PauseBank or UnpauseBank);
        var there = chain.Select(static (fact, place) => (fact, place)).Where(f => Counts(f.fact.Fact, open, rules))
            .GroupBy(static f => Bare(f.fact.Fact)).ToDictionary(static g => g.Key, static g => new Queue<(FactOnChain Fact, int Place)>(g));
        foreach (var entry in entries)
        {
            if (entry is null)
            {
                return new("账本中有一条记录读不出来，请运行 verify。", "An entry of the ledger cannot be read; run verify.");
            }

            var fact = TimeEntries.FactOf(entry);
            if (Counts(fact, open, rules) && !(there.TryGetValue(Bare(fact), out var queue) && queue.TryDequeue(out _)))
            {
                return new($"第 {entry.Number} 条记录在链上没有对应的事件：{Bare(fact)}", $"Entry {entry.Number} has no event on the chain: {Bare(fact)}");
            }
        }

        return there.Values.SelectMany(static queue => queue).OrderBy(static f => f.Place).Select(static f => f.Fact).FirstOrDefault() is { } stray
            ? new($"链上第 {stray.Block} 块有账本没有的事件：{Bare(stray.Fact)}", $"Block {stray.Block} of the chain holds an event that the ledger does not have: {Bare(stray.Fact)}")
            : null;
    }

    /// <summary>Whether the sums are the same; null where they are.</summary>
    public static Sentence? OfTotals(TimeBankState ledger, BankTotals chain) => (ledger.MemberTotal, ledger.Pool, ledger.Cap) == (chain.Members, chain.Pool, chain.Cap)
        ? null
        : new(
            $"合计不符：账本为成员 {ledger.MemberTotal}、公共池 {ledger.Pool}、额度 {ledger.Cap}，链上为 {chain.Members}、{chain.Pool}、{chain.Cap}。",
            $"The sums differ: members {ledger.MemberTotal}, pool {ledger.Pool}, guarantee {ledger.Cap} in the ledger; {chain.Members}, {chain.Pool}, {chain.Cap} on the chain.");

    /// <summary>A balance that differs, as a sentence.</summary>
    public static Sentence OfBalance(Id32 account, long ledger, long chain) =>
        new($"账户 {account} 的余额不符：账本 {ledger}，链上 {chain}。", $"The balance of {account} differs: {ledger} in the ledger, {chain} on the chain.");

    // Roles, the end and anchors are the chain's own.
    private static bool Counts(TimeBankFact fact, HashSet<Id32> open, bool rules) => fact switch
    {
        RoleSet or Retired or Anchored => false,
        ServiceTypeSet or PausedSet => !rules,
        ServiceFiled f => !open.Contains(f.Record),
        ServiceSettled f => !open.Contains(f.Record),
        ServiceClosed f => !open.Contains(f.Record),
        ServiceDisputed f => !open.Contains(f.Record),
        TimeMoved f => !open.Contains(f.Op),
        GuaranteeSet f => !open.Contains(f.Op),
        MemberSet f => !open.Contains(f.Member),
        _ => true,
    };

    // Balances after a settling are sums, and who signs has another name on the chain.
    private static TimeBankFact Bare(TimeBankFact fact) => fact switch
    {
        ServiceSettled f => f with { ProviderBalance = 0, ReceiverBalance = 0 },
        ServiceDisputed f => f with { By = SignerId.None },
        PausedSet f => f with { By = SignerId.None },
        _ => fact,
    };
}
