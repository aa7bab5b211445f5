namespace CommunityConsole.Core.TimeBank;

/// <summary>What the chain says about a step that may have been taken already, by these bytes or by others.</summary>
public enum StepTrace
{
    /// <summary>Nothing under its ids, or nothing that only this step leaves.</summary>
    None,

    /// <summary>Exactly this step: same ids, same values.</summary>
    Ours,

    /// <summary>Under its ids something else.</summary>
    Other,
}

/// <summary>Compares a step with the facts it must have left. Only steps that can act once leave a trace; setting a member or a service twice is the same.</summary>
public static class StepWitness
{
    /// <summary>The ids to ask the chain for.</summary>
    public static IReadOnlyList<Id32> IdsOf(TimeBankStep step) => step switch
    {
        FileService s => [s.Record],
        ConfirmService s => [s.Record],
        ConfirmMany s => s.Records,
        CloseService s => [s.Record],
        DisputeService s => [s.Record],
        ResolveDispute s => [s.Op, s.Record],
        TransferTime s => [s.Op],
        DonateTime s => [s.Op],
        RedeemTime s => [s.Op],
        GrantTime s => [s.Op],
        SetGuarantee s => [s.Op],
        CloseMember s => [s.Op, s.Member],
        _ => [],
    };

    /// <summary>What the facts under those ids say.</summary>
    public static StepTrace TraceOf(TimeBankStep step, IReadOnlyCollection<TimeBankFact> facts) => step switch
    {
        FileService s => Of<ServiceFiled>(facts, f => f.Record == s.Record, f => f == new ServiceFiled(s.Record, s.Provider, s.Receiver, s.Code, s.Served, f.Credited, s.ServedAt, s.Evidence)),
        ConfirmService s => Settled(facts, s.Record, s.Kind, s.Consent),
        ConfirmMany s => All(s.Records.Zip(s.Consents, (record, consent) => Settled(facts, record, s.Kind, consent))),
        CloseService s => Of<ServiceClosed>(facts, f => f.Record == s.Record, f => f == new ServiceClosed(s.Record, s.Status, s.Reason)),
        DisputeService s => Of<ServiceDisputed>(facts, f => f.Record == s.Record, f => f.Reason == s.Reason),
        ResolveDispute s => Ruled(facts, s),
        TransferTime s => Moved(facts, new TimeMoved(s.Op, s.From, s.To, MoveKind.Transfer, s.Amount, s.Memo)),
        DonateTime s => Moved(facts, new TimeMoved(s.Op, s.Member, TimeBankLimits.Pool, MoveKind.Donation, s.Amount, s.Memo)),
        RedeemTime s => Moved(facts, new TimeMoved(s.Op, s.Member, TimeBankLimits.Pool, MoveKind.Redemption, s.Amount, s.Memo)),
        GrantTime s => Moved(facts, new TimeMoved(s.Op, TimeBankLimits.Pool, s.Member, MoveKind.Grant, s.Amount, s.Memo)),
        SetGuarantee s => Acts(facts, s.Op, f => f is GuaranteeSet g && g == new GuaranteeSet(s.Op, s.Cap, s.Document)),
        CloseMember s => Left(facts, s),
        AnchorLedger s => Of<Anchored>(facts, f => f.To == s.To, f => f == new Anchored(s.To, s.From, s.Root, s.Head)),
        _ => StepTrace.None,
    };

    private static StepTrace Of<TFact>(IEnumerable<TimeBankFact> facts, Func<TFact, bool> about, Func<TFact, bool> same)
        where TFact : TimeBankFact
    {
        var found = facts.OfType<TFact>().Where(about).ToList();
        return found.Count == 0 ? StepTrace.None : found.Any(same) ? StepTrace.Ours : StepTrace.Other;
    }

    private static StepTrace Settled(IEnumerable<TimeBankFact> facts, Id32 record, ConfirmKind kind, Id32 consent) =>
        Of<ServiceSettled>(facts, f => f.Record == record, f => f.Kind == kind && f.Consent == consent);

    private static StepTrace Moved(IReadOnlyCollection<TimeBankFact> facts, TimeMoved wanted) => Acts(facts, wanted.Op, f => f is TimeMoved moved && moved == wanted);

    // An operation acts once, whatever it is: a guarantee under our transfer's id is somebody else's.
    private static StepTrace Acts(IEnumerable<TimeBankFact> facts, Id32 op, Func<TimeBankFact, bool> same)
    {
        var found = facts.Where(f => f is TimeMoved moved ? moved.Op == op : f is GuaranteeSet set && set.Op == op).ToList();
        return found.Count == 0 ? StepTrace.None : found.Any(same) ? StepTrace.Ours : StepTrace.Other;
    }

    private static StepTrace Ruled(IReadOnlyCollection<TimeBankFact> facts, ResolveDispute step)
    {
        var ruling = Of<ServiceClosed>(
            facts,
            f => f.Record == step.Record && f.Status is RecordStatus.Upheld or RecordStatus.Reversed,
            f => f.Status == (step.Reverse ? RecordStatus.Reversed : RecordStatus.Upheld) && f.Reason == step.Reason);
        var moved = Acts(facts, step.Op, f => f is TimeMoved { Kind: MoveKind.Reversal } m && m.Memo == step.Reason);
        var fits = moved == StepTrace.None || (step.Reverse && moved == StepTrace.Ours); // between two who have left nothing moves
        return ruling == StepTrace.Ours && fits ? StepTrace.Ours
            : ruling == StepTrace.None && moved == StepTrace.None ? StepTrace.None
            : StepTrace.Other;
    }

    // Without a balance nothing moves; a member closes once.
    private static StepTrace Left(IReadOnlyCollection<TimeBankFact> facts, CloseMember step)
    {
        var moved = Acts(facts, step.Op, f => f is TimeMoved { Kind: MoveKind.WriteOff } m && m.Memo == step.Memo && (m.From == step.Member || m.To == step.Member));
        var closed = facts.OfType<MemberSet>().Any(f => f.Member == step.Member && f.Status == MemberStatus.Closed);
        return closed && moved != StepTrace.Other ? StepTrace.Ours : moved == StepTrace.None ? StepTrace.None : StepTrace.Other;
    }

    private static StepTrace All(IEnumerable<StepTrace> traces)
    {
        var all = traces.ToHashSet();
        return all.Count == 1 ? all.First() : StepTrace.Other;
    }
}
