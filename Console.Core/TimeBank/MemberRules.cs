using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Members, their floors, and the guarantee (rules 5 and 7).</summary>
internal static class MemberRules
{
    public static Problem? Guarantee(TimeBankTurn turn, SetGuarantee step)
    {
        if ((turn.Holds(TimeRole.Endorser) ?? turn.Alive() ?? turn.Use(step.Op)) is { } problem)
        {
            return problem;
        }

        if (step.Cap is < 0 or > TimeBankLimits.LargestAmount)
        {
            return new BadMinutes(step.Cap);
        }

        if (turn.State.Pool < -step.Cap)
        {
            return new GuaranteeExceeded(turn.State.Pool, step.Cap);
        }

        turn.State = turn.State with { Cap = step.Cap };
        return turn.Tell(new GuaranteeSet(step.Op, step.Cap, step.Document));
    }

    public static Problem? Set(TimeBankTurn turn, SetMember step)
    {
        if ((turn.Holds(TimeRole.Endorser) ?? turn.Alive()) is { } problem)
        {
            return problem;
        }

        var member = turn.State.Member(step.Member);
        if (step.Member == default || step.Member == TimeBankLimits.Pool || member.Status == MemberStatus.Closed
            || step.Status is not (MemberStatus.Active or MemberStatus.Suspended))
        {
            return new BadMember(step.Member);
        }

        if (step.Floor is > 0 or < TimeBankLimits.LowestFloor || member.Balance < step.Floor)
        {
            return new BelowFloor(step.Member, member.Balance, step.Floor);
        }

        turn.Put(step.Member, member with { Status = step.Status, Floor = step.Floor });
        return turn.Tell(new MemberSet(step.Member, step.Status, step.Floor));
    }

    public static Problem? Close(TimeBankTurn turn, CloseMember step)
    {
        if ((turn.Holds(TimeRole.Endorser) ?? turn.Running() ?? turn.Use(step.Op)) is { } problem)
        {
            return problem;
        }

        var member = turn.State.Member(step.Member);
        if (member.Status is MemberStatus.None or MemberStatus.Closed)
        {
            return new BadMember(step.Member);
        }

        if (Settle(turn, step, member.Balance) is { } beyond)
        {
            return beyond;
        }

        turn.Credit(step.Member, -member.Balance);
        turn.Put(step.Member, turn.State.Member(step.Member) with { Status = MemberStatus.Closed, Floor = 0 });
        return turn.Tell(new MemberSet(step.Member, MemberStatus.Closed, 0));
    }

    // What is left goes to the pool, what is owed comes from it.
    private static Problem? Settle(TimeBankTurn turn, CloseMember step, long balance)
    {
        switch (balance)
        {
            case 0:
                return null;
            case > 0:
                turn.FillPool(balance);
                return turn.Tell(new TimeMoved(step.Op, step.Member, TimeBankLimits.Pool, MoveKind.WriteOff, balance, step.Memo));
            default:
                return turn.DrawPool(-balance) ?? turn.Tell(new TimeMoved(step.Op, TimeBankLimits.Pool, step.Member, MoveKind.WriteOff, -balance, step.Memo));
        }
    }
}
