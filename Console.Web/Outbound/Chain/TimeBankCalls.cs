using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Steps as calls of the contract.</summary>
internal static class TimeBankCalls
{
    private static readonly AbiSignature File = new("fileService(bytes32,bytes32,bytes32,uint16,uint16,uint40,bytes32)");
    private static readonly AbiSignature Confirm = new("confirmService(bytes32,uint8,bytes32)");
    private static readonly AbiSignature ConfirmAll = new("confirmMany(bytes32[],uint8,bytes32[])");
    private static readonly AbiSignature Close = new("closeService(bytes32,uint8,bytes32)");
    private static readonly AbiSignature Dispute = new("disputeService(bytes32,bytes32)");
    private static readonly AbiSignature Resolve = new("resolveDispute(bytes32,bytes32,bool,bytes32)");
    private static readonly AbiSignature Transfer = new("transferTime(bytes32,bytes32,bytes32,uint64,bytes32)");
    private static readonly AbiSignature Donate = new("donate(bytes32,bytes32,uint64,bytes32)");
    private static readonly AbiSignature Redeem = new("redeem(bytes32,bytes32,uint64,bytes32)");
    private static readonly AbiSignature Grant = new("grant(bytes32,bytes32,uint64,bytes32)");
    private static readonly AbiSignature Guarantee = new("setGuarantee(bytes32,uint64,bytes32)");
    private static readonly AbiSignature Member = new("setMember(bytes32,uint8,int64)");
    private static readonly AbiSignature Leave = new("closeMember(bytes32,bytes32,bytes32)");
    private static readonly AbiSignature Service = new("setService(uint16,bool,uint16,uint16,uint16,bytes32)");
    private static readonly AbiSignature Role = new("setRole(bytes32,address,bool)");
    private static readonly AbiSignature Pause = new("pause()");
    private static readonly AbiSignature Unpause = new("unpause()");
    private static readonly AbiSignature Retire = new("retire(address,bytes32)");
    private static readonly AbiSignature Anchor = new("anchor(uint64,uint64,bytes32,bytes32)");

    /// <summary>The bytes of the call.</summary>
    public static byte[] Of(TimeBankStep step) => step switch
    {
        FileService s => File.Call(Id(s.Record), Id(s.Provider), Id(s.Receiver), s.Code, s.Served, s.ServedAt, Id(s.Evidence)),
        ConfirmService s => Confirm.Call(Id(s.Record), (byte)s.Kind, Id(s.Consent)),
        ConfirmMany s => ConfirmAll.Call(s.Records.Select(Id).ToArray<object>(), (byte)s.Kind, s.Consents.Select(Id).ToArray<object>()),
        CloseService s => Close.Call(Id(s.Record), (byte)s.Status, Id(s.Reason)),
        DisputeService s => Dispute.Call(Id(s.Record), Id(s.Reason)),
        ResolveDispute s => Resolve.Call(Id(s.Record), Id(s.Op), s.Reverse, Id(s.Reason)),
        TransferTime s => Transfer.Call(Id(s.Op), Id(s.From), Id(s.To), s.Amount, Id(s.Memo)),
        DonateTime s => Donate.Call(Id(s.Op), Id(s.Member), s.Amount, Id(s.Memo)),
        RedeemTime s => Redeem.Call(Id(s.Op), Id(s.Member), s.Amount, Id(s.Memo)),
        GrantTime s => Grant.Call(Id(s.Op), Id(s.Member), s.Amount, Id(s.Memo)),
        SetGuarantee s => Guarantee.Call(Id(s.Op), s.Cap, Id(s.Document)),
        SetMember s => Member.Call(Id(s.Member), (byte)s.Status, s.Floor),
        CloseMember s => Leave.Call(Id(s.Op), Id(s.Member), Id(s.Memo)),
        SetService s => Service.Call(s.Code, s.Active, s.Least, s.Most, s.Weight, Id(s.Standard)),
        SetRole s => Role.Call(TimeBankRoles.Name(s.Role), EvmAddress.Parse(s.Who.Value), s.Granted),
        PauseBank => Pause.Call(),
        UnpauseBank => Unpause.Call(),
        RetireBank s => Retire.Call(EvmAddress.Parse(s.Successor.Value), Id(s.FinalRoot)),
        AnchorLedger s => Anchor.Call(s.From, s.To, Id(s.Root), Id(s.Head)),
        _ => throw new NotSupportedException($"No call for {step.GetType().Name}."),
    };

    /// <summary>The most gas a step may burn: about twice what it was measured to need; what is not burnt is not paid.</summary>
    public static ulong Gas(TimeBankStep step) => step is ConfirmMany many ? 100_000 + (40_000 * (ulong)many.Records.Length) : 300_000;

    private static byte[] Id(Id32 id) => id.ToBytes();
}
