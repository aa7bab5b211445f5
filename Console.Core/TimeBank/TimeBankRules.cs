using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>What a step made of the bank, and what others are told of it.</summary>
public sealed record TimeBankOutcome(TimeBankState State, IReadOnlyList<TimeBankFact> Facts);

/// <summary>
/// The rules of the time bank, the same as those of <c>contracts/TimeBank.sol</c>, check for check in the same order, so that both
/// give the same error where several would fit.
/// </summary>
public static class TimeBankRules
{
    /// <summary>Takes a step, or says why not.</summary>
    /// <param name="by">Who signs it.</param>
    /// <param name="now">The time of the block; whole seconds count.</param>
    public static Result<TimeBankOutcome> Take(TimeBankState state, TimeBankStep step, SignerId by, DateTimeOffset now)
    {
        var turn = new TimeBankTurn(state, by, now.ToUnixTimeSeconds());
        return Judge(turn, step) is { } problem ? problem : new TimeBankOutcome(turn.State, turn.Facts);
    }

    private static Problem? Judge(TimeBankTurn turn, TimeBankStep step) => step switch
    {
        FileService s => ServiceRules.File(turn, s),
        ConfirmService s => turn.Holds(TimeRole.Coordinator) ?? turn.Running() ?? ServiceRules.Confirm(turn, s.Record, s.Kind, s.Consent),
        ConfirmMany s => ServiceRules.ConfirmMany(turn, s),
        CloseService s => ServiceRules.Close(turn, s),
        DisputeService s => DisputeRules.Open(turn, s),
        ResolveDispute s => DisputeRules.Resolve(turn, s),
        TransferTime s => MoveRules.Transfer(turn, s),
        DonateTime s => MoveRules.Give(turn, s.Op, s.Member, s.Amount, MoveKind.Donation, s.Memo),
        RedeemTime s => MoveRules.Give(turn, s.Op, s.Member, s.Amount, MoveKind.Redemption, s.Memo),
        GrantTime s => MoveRules.Grant(turn, s),
        SetGuarantee s => MemberRules.Guarantee(turn, s),
        SetMember s => MemberRules.Set(turn, s),
        CloseMember s => MemberRules.Close(turn, s),
        SetService s => OversightRules.Catalogue(turn, s),
        SetRole s => OversightRules.Role(turn, s),
        PauseBank => OversightRules.Pause(turn),
        UnpauseBank => OversightRules.Unpause(turn),
        RetireBank s => OversightRules.Retire(turn, s),
        AnchorLedger s => OversightRules.Anchor(turn, s),
        _ => throw new NotSupportedException($"No rule for {step.GetType().Name}."),
    };
}
