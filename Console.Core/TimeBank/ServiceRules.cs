using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Filing, confirming and closing a service (rules 1 to 3).</summary>
internal static class ServiceRules
{
    public static Problem? File(TimeBankTurn turn, FileService step) =>
        turn.Holds(TimeRole.Operator)
        ?? turn.Running()
        ?? (turn.State.Record(step.Record).Status == RecordStatus.None ? null : new AlreadyProcessed(step.Record))
        ?? (step.Provider == step.Receiver ? new SelfDealing() : null)
        ?? turn.Active(step.Provider)
        ?? turn.Active(step.Receiver)
        ?? Enter(turn, step);

    public static Problem? ConfirmMany(TimeBankTurn turn, ConfirmMany step)
    {
        if ((turn.Holds(TimeRole.Coordinator) ?? turn.Running()) is { } problem)
        {
            return problem;
        }

        var count = step.Records.Length;
        if (count is 0 or > TimeBankLimits.LargestBatch || count != step.Consents.Length)
        {
            return new BadMinutes(count);
        }

        return step.Records.Zip(step.Consents).Select(pair => Confirm(turn, pair.First, step.Kind, pair.Second)).FirstOrDefault(static p => p is not null);
    }

    public static Problem? Confirm(TimeBankTurn turn, Id32 id, ConfirmKind kind, Id32 consent)
    {
        var record = turn.State.Record(id);
        if (record.Status == RecordStatus.Settled)
        {
            return new AlreadyProcessed(id);
        }

        if (record.Status != RecordStatus.Filed || kind is ConfirmKind.None or > ConfirmKind.StationInstead)
        {
            return new BadState(id, record.Status);
        }

        return (record.Filer == turn.By ? new SelfDealing() : null) // roles may have changed since the filing
            ?? turn.Active(record.Provider)
            ?? turn.Active(record.Receiver)
            ?? Settle(turn, id, record, kind, consent);
    }

    public static Problem? Close(TimeBankTurn turn, CloseService step)
    {
        var cancelled = step.Status == RecordStatus.Cancelled;
        return turn.Running()
            ?? turn.Holds(cancelled ? TimeRole.Operator : TimeRole.Coordinator)
            ?? (cancelled || step.Status == RecordStatus.Rejected ? null : new BadState(step.Record, step.Status))
            ?? End(turn, step);
    }

    private static Problem? Enter(TimeBankTurn turn, FileService step)
    {
        var type = turn.State.Service(step.Code);
        if (!type.Active)
        {
            return new BadService(step.Code);
        }

        var credited = (ushort)(step.Served * type.Weight / TimeBankLimits.FullWeight);
        if (step.Served < type.Least || step.Served > type.Most || credited == 0)
        {
            return new BadMinutes(step.Served);
        }

        if (step.ServedAt is < 0 or > TimeBankLimits.LastSecond || step.ServedAt % TimeBankLimits.SecondsOfDay != 0)
        {
            return new BadMinutes(step.ServedAt);
        }

        turn.Put(step.Record, new ServiceRecord(step.Provider, step.Receiver, turn.By, credited, RecordStatus.Filed, 0));
        return turn.Tell(new ServiceFiled(step.Record, step.Provider, step.Receiver, step.Code, step.Served, credited, step.ServedAt, step.Evidence));
    }

    private static Problem? Settle(TimeBankTurn turn, Id32 id, ServiceRecord record, ConfirmKind kind, Id32 consent)
    {
        var receiver = turn.State.Member(record.Receiver);
        var after = receiver.Balance - record.Credited;
        if (after < receiver.Floor)
        {
            return new BelowFloor(record.Receiver, after, receiver.Floor);
        }

        turn.Put(record.Receiver, receiver with { Balance = after });
        var provider = turn.State.Member(record.Provider);
        turn.Put(record.Provider, provider with { Balance = provider.Balance + record.Credited, Provided = provider.Provided + record.Credited });
        turn.Put(id, record with { Status = RecordStatus.Settled, SettledAt = turn.Now });
        return turn.Tell(new ServiceSettled(id, record.Provider, record.Receiver, record.Credited, kind, consent, provider.Balance + record.Credited, after));
    }

    private static Problem? End(TimeBankTurn turn, CloseService step)
    {
        var record = turn.State.Record(step.Record);
        if (record.Status == step.Status)
        {
            return new AlreadyProcessed(step.Record);
        }

        if (record.Status != RecordStatus.Filed)
        {
            return new BadState(step.Record, record.Status);
        }

        turn.Put(step.Record, record with { Status = step.Status });
        return turn.Tell(new ServiceClosed(step.Record, step.Status, step.Reason));
    }
}
