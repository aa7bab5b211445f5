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
        await LeaveAndReverseAsync();
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

    // A reversal for somebody who has left goes to the pool, from a provider who can pay and from one who cannot.
    private async Task LeaveAndReverseAsync()
    {
        var s = chain.Signers;
        foreach (var rich in new[] { true, false })
        {
            Id32 Of(string name) => new(Keccak256.Hash($"{name} {rich}"));
            await StepAsync(new SetMember(Of("provider"), MemberStatus.Active, 0), s.Endorser);
            await StepAsync(new SetMember(Of("receiver"), MemberStatus.Active, -600), s.Endorser);
            await StepAsync(new FileService(Of("record"), Of("provider"), Of("receiver"), 1, 30, 0, Any), s.Operator);
            await StepAsync(new ConfirmService(Of("record"), ConfirmKind.Present, Any), s.Coordinator);
            if (!rich)
            {
                await StepAsync(new DonateTime(Of("gift"), Of("provider"), 30, Any), s.Operator);
            }

            await StepAsync(new DisputeService(Of("record"), Any), s.Coordinator);
            await StepAsync(new SetGuarantee(Of("guarantee"), 100_000, Any), s.Endorser);
            await StepAsync(new CloseMember(Of("leaving"), Of("receiver"), Any), s.Endorser);
            await StepAsync(new ResolveDispute(Of("record"), Of("ruling"), true, Any), s.Endorser);
        }
    }

    private Task StepAsync(TimeBankStep step, SignerId by) => CallAsync(by, TimeBankCalls.Of(step));

    private async Task CallAsync(SignerId by, byte[] data) => await chain.MinedAsync(await chain.SendAsync(by, chain.Contract, data, 500_000, default));
}
