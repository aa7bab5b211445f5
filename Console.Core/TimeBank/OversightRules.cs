using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Catalogue, roles, stopping, ending, anchoring (rules 2 and 8).</summary>
internal static class OversightRules
{
    public static Problem? Catalogue(TimeBankTurn turn, SetService step)
    {
        if ((turn.Holds(TimeRole.Admin) ?? turn.Alive()) is { } problem)
        {
            return problem;
        }

        if (step.Code == 0 || step.Weight is < TimeBankLimits.LeastWeight or > TimeBankLimits.MostWeight)
        {
            return new BadService(step.Code);
        }

        if (step.Least == 0 || step.Least > step.Most || step.Most > TimeBankLimits.Day)
        {
            return new BadMinutes(step.Most);
        }

        var type = new ServiceType(step.Active, step.Least, step.Most, step.Weight);
        turn.State = turn.State with { Services = turn.State.Services.SetItem(step.Code, type) };
        return turn.Tell(new ServiceTypeSet(step.Code, step.Active, step.Least, step.Most, step.Weight, step.Standard));
    }

    public static Problem? Role(TimeBankTurn turn, SetRole step)
    {
        if ((turn.Holds(TimeRole.Admin) ?? turn.Alive()) is { } problem)
        {
            return problem;
        }

        var roles = turn.State.Roles;
        if (step.Who == SignerId.None || roles.Contains((step.Role, step.Who)) == step.Granted || !Enum.IsDefined(step.Role)
            || (step.Granted && OtherSide(step.Role) is { } other && roles.Contains((other, step.Who)))
            || (!step.Granted && step.Role == TimeRole.Admin && roles.Count(static held => held.Role == TimeRole.Admin) == 1))
        {
            return new RoleConflict(step.Role, step.Who);
        }

        turn.State = turn.State with { Roles = step.Granted ? roles.Add((step.Role, step.Who)) : roles.Remove((step.Role, step.Who)) };
        return turn.Tell(new RoleSet(step.Role, step.Who, step.Granted));
    }

    public static Problem? Pause(TimeBankTurn turn)
    {
        if ((turn.Holds(TimeRole.Pauser) ?? turn.Running()) is { } problem)
        {
            return problem;
        }

        turn.State = turn.State with { Paused = true };
        return turn.Tell(new PausedSet(true, turn.By));
    }

    public static Problem? Unpause(TimeBankTurn turn)
    {
        if ((turn.Holds(TimeRole.Admin) ?? turn.Alive()) is { } problem)
        {
            return problem;
        }

        turn.State = turn.State with { Paused = false };
        return turn.Tell(new PausedSet(false, turn.By));
    }

    public static Problem? Retire(TimeBankTurn turn, RetireBank step)
    {
        if ((turn.Holds(TimeRole.Admin) ?? turn.Alive()) is { } problem)
        {
            return problem;
        }

        turn.State = turn.State with { Paused = true, Retired = true };
        return turn.Tell(new PausedSet(true, turn.By)) ?? turn.Tell(new Retired(step.Successor, step.FinalRoot));
    }

    public static Problem? Anchor(TimeBankTurn turn, AnchorLedger step)
    {
        if ((turn.Holds(TimeRole.Anchorer) ?? turn.Alive()) is { } problem)
        {
            return problem;
        }

        if (step.From - 1 != turn.State.AnchoredTo || step.From < 1 || step.To < step.From || step.To - step.From >= TimeBankLimits.LargestAmount)
        {
            return new BadAnchor(step.From, step.To);
        }

        turn.State = turn.State with { AnchoredTo = step.To };
        return turn.Tell(new Anchored(step.To, step.From, step.Root, step.Head));
    }

    private static TimeRole? OtherSide(TimeRole role) => role switch
    {
        TimeRole.Operator => TimeRole.Coordinator,
        TimeRole.Coordinator => TimeRole.Operator,
        _ => null,
    };
}
