using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Giving hours away, and grants (rules 4 and 5).</summary>
internal static class MoveRules
{
    public static Problem? Transfer(TimeBankTurn turn, TransferTime step)
    {
        if ((turn.Holds(TimeRole.Operator)
            ?? turn.Running()
            ?? turn.Use(step.Op)
            ?? (step.From == step.To ? new SelfDealing() : null)
            ?? turn.Active(step.From)
            ?? turn.Active(step.To)
            ?? turn.Spend(step.From, step.Amount)) is { } problem)
        {
            return problem;
        }

        turn.Credit(step.To, step.Amount);
        return turn.Tell(new TimeMoved(step.Op, step.From, step.To, MoveKind.Transfer, step.Amount, step.Memo));
    }

    public static Problem? Give(TimeBankTurn turn, Id32 op, Id32 member, long amount, MoveKind kind, Id32 memo)
    {
        if ((turn.Holds(TimeRole.Operator) ?? turn.Running() ?? turn.Use(op) ?? turn.Active(member) ?? turn.Spend(member, amount)) is { } problem)
        {
            return problem;
        }

        turn.FillPool(amount);
        return turn.Tell(new TimeMoved(op, member, TimeBankLimits.Pool, kind, amount, memo));
    }

    public static Problem? Grant(TimeBankTurn turn, GrantTime step)
    {
        if ((turn.Holds(TimeRole.Endorser)
            ?? turn.Running()
            ?? turn.Use(step.Op)
            ?? turn.Active(step.Member)
            ?? TimeBankTurn.Amount(step.Amount)
            ?? turn.DrawPool(step.Amount)) is { } problem)
        {
            return problem;
        }

        turn.Credit(step.Member, step.Amount);
        return turn.Tell(new TimeMoved(step.Op, TimeBankLimits.Pool, step.Member, MoveKind.Grant, step.Amount, step.Memo));
    }
}
