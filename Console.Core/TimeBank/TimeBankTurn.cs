using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>One step on its way: the state as far as it has come, and what was told. A refusal throws the whole turn away.</summary>
internal sealed class TimeBankTurn(TimeBankState state, SignerId by, long now)
{
    private readonly List<TimeBankFact> _facts = [];

    public TimeBankState State { get; set; } = state;

    public IReadOnlyList<TimeBankFact> Facts => _facts;

    public SignerId By => by;

    /// <summary>Seconds since 1970.</summary>
    public long Now => now;

    public Problem? Holds(TimeRole role) => State.Roles.Contains((role, by)) ? null : new Unauthorized(role, by);

    public Problem? Running() => State.Paused ? new ContractPaused() : null;

    public Problem? Alive() => State.Retired ? new ContractPaused() : null;

    public Problem? Active(Id32 member) => State.Member(member).Status == MemberStatus.Active ? null : new BadMember(member);

    public Problem? Use(Id32 op)
    {
        if (State.Operations.Contains(op))
        {
            return new AlreadyProcessed(op);
        }

        State = State with { Operations = State.Operations.Add(op) };
        return null;
    }

    /// <summary>Only hours that were earned can be spent: the floor is for receiving help, not for giving away.</summary>
    public Problem? Spend(Id32 member, long amount)
    {
        if (Amount(amount) is { } problem)
        {
            return problem;
        }

        if (State.Member(member).Balance - amount is < 0 and var after)
        {
            return new BelowFloor(member, after, 0);
        }

        Credit(member, -amount);
        return null;
    }

    public Problem? DrawPool(long minutes)
    {
        var after = State.Pool - minutes;
        if (after < -State.Cap)
        {
            return new GuaranteeExceeded(after, State.Cap);
        }

        State = State with { Pool = after };
        return null;
    }

    public void FillPool(long minutes) => State = State with { Pool = State.Pool + minutes };

    public void Credit(Id32 member, long minutes)
    {
        var account = State.Member(member);
        Put(member, account with { Balance = account.Balance + minutes });
        State = State with { MemberTotal = State.MemberTotal + minutes };
    }

    public void Put(Id32 id, TimeMember member) => State = State with { Members = State.Members.SetItem(id, member) };

    public void Put(Id32 id, ServiceRecord record) => State = State with { Records = State.Records.SetItem(id, record) };

    /// <summary>Notes what others are told; always null, so that it ends a chain of checks.</summary>
    public Problem? Tell(TimeBankFact fact)
    {
        _facts.Add(fact);
        return null;
    }

    public static Problem? Amount(long amount) => amount is > 0 and <= TimeBankLimits.LargestAmount ? null : new BadMinutes(amount);
}
