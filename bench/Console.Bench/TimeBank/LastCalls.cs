using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;
using CommunityConsole.Web.Tests.Outbound.Chain;

namespace CommunityConsole.Bench.TimeBank;

/// <summary>Reading as transactions, roles nobody knows, and the end: every function once more after the contract has retired.</summary>
internal sealed class LastCalls(LocalChain chain)
{
    private static readonly Id32 Any = new(Keccak256.Hash("any"));

    public async Task SendAsync()
    {
        var s = chain.Signers;
        foreach (var account in new[] { TimeBankLimits.Pool, Any })
        {
            await CallAsync(s.Admin, new AbiSignature("balanceOf(bytes32)").Call(account.ToBytes()));
        }

        await CallAsync(s.Admin, new AbiSignature("setRole(bytes32,address,bool)").Call(Any.ToBytes(), EvmAddress.Parse(s.Spare.Value), true));
        await StepAsync(new UnpauseBank(), s.Admin);
        await ConfirmOwnFilingAsync();
        await StepAsync(new SetRole(TimeRole.Admin, s.Spare, true), s.Admin);
        await StepAsync(new SetRole(TimeRole.Admin, s.Spare, false), s.Admin);
        await StepAsync(new RetireBank(s.Spare, Any), s.Admin);
        await StepAsync(new RetireBank(s.Spare, Any), s.Admin);
        await StepAsync(new UnpauseBank(), s.Admin);
        await StepAsync(new PauseBank(), s.Pauser);
        await StepAsync(new SetService(1, true, 1, 2, 10000, Any), s.Admin);
        await StepAsync(new SetRole(TimeRole.Pauser, s.Spare, true), s.Admin);
        await StepAsync(new SetGuarantee(Any, 1, Any), s.Endorser);
        await StepAsync(new SetMember(Any, MemberStatus.Active, 0), s.Endorser);
        await StepAsync(new AnchorLedger(1, 2, Any, Any), s.Anchorer);
        TimeBankStep[] byOperator = [new FileService(Any, Any, Any, 1, 1, 0, Any), new TransferTime(Any, Any, Any, 1, Any), new DonateTime(Any, Any, 1, Any), new RedeemTime(Any, Any, 1, Any), new CloseService(Any, RecordStatus.Cancelled, Any), new DisputeService(Any, Any)];
        foreach (var step in byOperator)
        {
            await StepAsync(step, s.Operator);
        }

        await StepAsync(new ConfirmService(Any, ConfirmKind.Present, Any), s.Coordinator);
        await StepAsync(new ConfirmMany([Any], ConfirmKind.Present, [Any]), s.Coordinator);
        await StepAsync(new ResolveDispute(Any, Any, true, Any), s.Endorser);
        await StepAsync(new GrantTime(Any, Any, 1, Any), s.Endorser);
        await StepAsync(new CloseMember(Any, Any, Any), s.Endorser);
    }

    // Who filed changes sides and confirms: the second lock behind the separation of roles.
    private async Task ConfirmOwnFilingAsync()
    {
        var s = chain.Signers;
        var (anna, bert, record) = (new Id32(Keccak256.Hash("anna")), new Id32(Keccak256.Hash("bert")), new Id32(Keccak256.Hash("record")));
        await StepAsync(new SetMember(anna, MemberStatus.Active, -600), s.Endorser);
        await StepAsync(new SetMember(bert, MemberStatus.Active, -600), s.Endorser);
        await StepAsync(new SetService(1, true, 1, 240, 10000, Any), s.Admin);
        await StepAsync(new FileService(record, anna, bert, 1, 30, 0, Any), s.Operator);
        await StepAsync(new SetRole(TimeRole.Operator, s.Operator, false), s.Admin);
        await StepAsync(new SetRole(TimeRole.Coordinator, s.Operator, true), s.Admin);
        await StepAsync(new ConfirmService(record, ConfirmKind.Present, Any), s.Operator);
        await StepAsync(new SetRole(TimeRole.Coordinator, s.Operator, false), s.Admin);
        await StepAsync(new SetRole(TimeRole.Operator, s.Operator, true), s.Admin);
    }

    private Task StepAsync(TimeBankStep step, SignerId by) => CallAsync(by, TimeBankCalls.Of(step));

    private async Task CallAsync(SignerId by, byte[] data) => await chain.MinedAsync(await chain.SendAsync(by, chain.Contract, data, 500_000, default));
}
