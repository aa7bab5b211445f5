using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Disputes and rulings (rule 6).</summary>
internal static class DisputeRules
{
    public static Problem? Open(TimeBankTurn turn, DisputeService step)
    {
        if ((turn.Running() ?? (turn.Holds(TimeRole.Operator) is null ? null : turn.Holds(TimeRole.Coordinator))) is { } problem)
        {
            return problem;
        }

        var record = turn.State.Record(step.Record);
        if (record.Status == RecordStatus.Disputed)
        {
            return new AlreadyProcessed(step.Record);
        }

        if (record.Status != RecordStatus.Settled || turn.Now - record.SettledAt > (long)TimeBankLimits.DisputeTime.TotalSeconds)
        {
            return new BadState(step.Record, record.Status);
        }

        turn.Put(step.Record, record with { Status = RecordStatus.Disputed });
        return turn.Tell(new ServiceDisputed(step.Record, turn.By, step.Reason));
    }

    public static Problem? Resolve(TimeBankTurn turn, ResolveDispute step)
    {
        if ((turn.Holds(TimeRole.Endorser) ?? turn.Running() ?? turn.Use(step.Op)) is { } problem)
        {
            return problem;
        }

        var record = turn.State.Record(step.Record);
        if (record.Status != RecordStatus.Disputed)
        {
            return new BadState(step.Record, record.Status);
        }

        var ruling = step.Reverse ? RecordStatus.Reversed : RecordStatus.Upheld;
        turn.Put(step.Record, record with { Status = ruling });
        return (step.Reverse ? GiveBack(turn, record, step) : null) ?? turn.Tell(new ServiceClosed(step.Record, ruling, step.Reason));
    }

    // The provider pays down to the floor, the pool the rest; the pool also stands in for a receiver who has left.
    private static Problem? GiveBack(TimeBankTurn turn, ServiceRecord record, ResolveDispute step)
    {
        var provider = turn.State.Member(record.Provider);
        var own = Math.Min(provider.Balance - provider.Floor, record.Credited);
        var to = turn.State.Member(record.Receiver).Status == MemberStatus.Closed ? TimeBankLimits.Pool : record.Receiver;
        if (own > 0)
        {
            turn.Credit(record.Provider, -own);
            if (to == TimeBankLimits.Pool)
            {
                turn.FillPool(own);
            }
            else
            {
                turn.Credit(to, own);
            }

            turn.Tell(new TimeMoved(step.Op, record.Provider, to, MoveKind.Reversal, own, step.Reason));
        }

        var rest = record.Credited - own;
        if (rest == 0 || to == TimeBankLimits.Pool)
        {
            return null;
        }

        if (turn.DrawPool(rest) is { } problem)
        {
            return problem;
        }

        turn.Credit(to, rest);
        return turn.Tell(new TimeMoved(step.Op, TimeBankLimits.Pool, to, MoveKind.Reversal, rest, step.Reason));
    }
}
