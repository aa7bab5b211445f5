namespace CommunityConsole.Core.TimeBank;

/// <summary>What a step reads or changes. Two steps of different signers that share something must come into blocks in the ledger's order; others may overtake.</summary>
/// <param name="Everything">It concerns every other step: catalogue, roles, pause.</param>
/// <param name="Ids">Accounts, records, and the pool.</param>
public sealed record StepReach(bool Everything, IReadOnlyCollection<Id32> Ids)
{
    private static readonly StepReach All = new(true, []);

    // Anchors wait for each other and for nothing else.
    private static readonly Id32 Anchors = Id32.Parse("616e63686f720000000000000000000000000000000000000000000000000000");

    /// <summary>The reach of a step.</summary>
    /// <param name="sidesOf">Who the sides of a record are; null where nobody knows, and the step then concerns everything.</param>
    public static StepReach Of(TimeBankStep step, Func<Id32, (Id32 Provider, Id32 Receiver)?> sidesOf) => step switch
    {
        FileService s => Some(s.Record, s.Provider, s.Receiver),
        ConfirmService s => Records([s.Record], sidesOf),
        ConfirmMany s => Records(s.Records, sidesOf),
        CloseService s => Records([s.Record], sidesOf),
        DisputeService s => Records([s.Record], sidesOf),
        ResolveDispute s => Records([s.Record], sidesOf, s.Op, TimeBankLimits.Pool),
        TransferTime s => Some(s.Op, s.From, s.To),
        DonateTime s => Some(s.Op, s.Member, TimeBankLimits.Pool),
        RedeemTime s => Some(s.Op, s.Member, TimeBankLimits.Pool),
        GrantTime s => Some(s.Op, s.Member, TimeBankLimits.Pool),
        SetGuarantee s => Some(s.Op, TimeBankLimits.Pool),
        SetMember s => Some(s.Member),
        CloseMember s => Some(s.Op, s.Member, TimeBankLimits.Pool),
        AnchorLedger => Some(Anchors),
        _ => All,
    };

    /// <summary>Whether the two may not overtake each other.</summary>
    public bool Meets(StepReach other) => Everything || other.Everything || Ids.Any(other.Ids.Contains);

    private static StepReach Some(params Id32[] ids) => new(false, ids.ToHashSet());

    private static StepReach Records(IEnumerable<Id32> records, Func<Id32, (Id32 Provider, Id32 Receiver)?> sidesOf, params Id32[] more)
    {
        var ids = more.ToHashSet();
        foreach (var record in records)
        {
            if (sidesOf(record) is not { } sides)
            {
                return All;
            }

            ids.UnionWith([record, sides.Provider, sides.Receiver]);
        }

        return new StepReach(false, ids);
    }
}
