using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>How a service is filed, confirmed, or ended without hours. Decides on what it is shown and does nothing.</summary>
public static class ServiceDecisions
{
    /// <summary>Files a service for the provider's side.</summary>
    public static Result<TimeBankChange> File(ITimeBankSight sight, ServiceAsk ask, Id32 record, TimeWord evidence, TimeBankOptions policy, DateTimeOffset now, DateOnly today)
    {
        if (sight.State.Record(record).Status != RecordStatus.None)
        {
            return new TimeBankChange { IsThere = true, Record = record, Entries = sight.OfOp(record) };
        }

        if (ask.Day > today || ask.Day < today.AddDays(-policy.FilingDays))
        {
            return new TimeNotValid(new($"服务日期不能晚于今天，也不能早于 {policy.FilingDays} 天前。", $"The day cannot be after today, nor more than {policy.FilingDays} days ago."));
        }

        if (ask.Minutes is < 1 or > TimeBankLimits.Day)
        {
            return new BadMinutes(ask.Minutes);
        }

        if (sight.Person(ask.Provider) is null || sight.Person(ask.Receiver) is null)
        {
            return new TimeMemberNotFound();
        }

        var taken = TimeBankPolicy.Take(sight, new FileService(record, ask.Provider, ask.Receiver, ask.Code, (ushort)ask.Minutes, ask.ServedAt, evidence.Hash), evidence, now);
        return !taken.Succeeded ? taken
            : Beyond(sight, ask, taken.Value.Taken!.Outcome.State.Record(record).Credited, policy) is { } full ? full
            : taken.Value with { Record = record };
    }

    /// <summary>Confirms, for the receiver, who is there or has said so.</summary>
    public static Result<TimeBankChange> Confirm(ITimeBankSight sight, Id32 record, ConfirmKind kind, TimeWord consent, StaffId? by, DateTimeOffset now) =>
        sight.State.Record(record) switch
        {
            { Status: RecordStatus.None } => new TimeRecordNotFound(),
            { Status: RecordStatus.Filed } when by is { } person && IsOwn(sight, record, person) => new TimeOwnRecord(),
            { Status: RecordStatus.Filed } filed when Short(sight, filed.Receiver, filed.Credited) is { } needed => needed,
            _ => TimeBankPolicy.Take(sight, new ConfirmService(record, kind, consent.Hash), consent, now) is var taken && taken.Succeeded
                ? taken.Value with { Record = record }
                : taken,
        };

    /// <summary>Confirms many at the station: all or none, in one step.</summary>
    public static Result<TimeBankChange> ConfirmMany(ITimeBankSight sight, IReadOnlyList<Id32> records, ConfirmKind kind, IReadOnlyList<TimeWord> consents, StaffId by, DateTimeOffset now)
    {
        // What was confirmed before is no reason to refuse the rest.
        var open = records.Zip(consents).DistinctBy(pair => pair.First).Where(pair => sight.State.Record(pair.First).Status != RecordStatus.Settled).ToList();
        if (records.Count > 0 && open.Count == 0)
        {
            return new TimeBankChange { IsThere = true };
        }

        if (open.Any(pair => IsOwn(sight, pair.First, by)))
        {
            return new TimeOwnRecord();
        }

        if (open.Where(pair => sight.State.Record(pair.First).Status == RecordStatus.Filed).GroupBy(pair => sight.State.Record(pair.First).Receiver)
            .Select(of => Short(sight, of.Key, of.Sum(pair => (long)sight.State.Record(pair.First).Credited))).FirstOrDefault(lacking => lacking is not null) is { } needed)
        {
            return needed;
        }

        var taken = TimeBankPolicy.Take(sight, new ConfirmMany([.. open.Select(pair => pair.First)], kind, [.. open.Select(pair => pair.Second.Hash)]), now);
        return taken.Succeeded ? taken.Value with { Words = [.. open.Select(pair => pair.Second)] } : taken;
    }

    /// <summary>Shows the receiver a code for the record.</summary>
    public static Result<TimeBankChange> ShowCode(ITimeBankSight sight, PhoneCode code, StaffId receiver) =>
        sight.State.Record(code.Record) switch
        {
            { Status: RecordStatus.None } => new TimeRecordNotFound(),
            var record when sight.PersonOf(receiver) is not { } person || person.Account != record.Receiver => new TimeNotASide(),
            { Status: not RecordStatus.Filed } record => new BadState(code.Record, record.Status),
            _ => new TimeBankChange { Code = code, Record = code.Record },
        };

    /// <summary>Confirms with the code the receiver has read out. A wrong one is counted.</summary>
    public static Result<TimeBankChange> ConfirmByCode(ITimeBankSight sight, Id32 record, Id32 tried, TimeWord consent, StaffId typist, bool isStation, DateTimeOffset now)
    {
        var filed = sight.State.Record(record);
        if (filed.Status == RecordStatus.None)
        {
            return new TimeRecordNotFound();
        }

        if (!isStation && (sight.PersonOf(typist) is not { } person || (person.Account != filed.Provider && person.Account != filed.Receiver)))
        {
            return new TimeNotASide();
        }

        if (filed.Status != RecordStatus.Filed)
        {
            return TimeBankPolicy.Take(sight, new ConfirmService(record, ConfirmKind.PhoneOrPin, consent.Hash), now);
        }

        if (sight.Code(record) is not { } code || code.Until < now || code.Tries >= PhoneCode.MostTries)
        {
            return new TimeCodeSpent();
        }

        // The receiver's consent, whoever's finger it was: the words say by whose code.
        return code.Hash != tried
            ? new TimeBankChange { Code = code with { Tries = code.Tries + 1 }, Refusal = new TimeCodeWrong(PhoneCode.MostTries - code.Tries - 1) }
            : Confirm(sight, record, ConfirmKind.PhoneOrPin, sight.Person(filed.Receiver)?.Person is { } receiver ? consent with { By = receiver } : consent, null, now);
    }

    /// <summary>Ends a filed record without hours: rejected by the receiver's side, or cancelled by the provider's.</summary>
    public static Result<TimeBankChange> End(ITimeBankSight sight, Id32 record, RecordStatus status, TimeWord reason, StaffId? side, DateTimeOffset now)
    {
        var filed = sight.State.Record(record);
        if (filed.Status == RecordStatus.None)
        {
            return new TimeRecordNotFound();
        }

        var own = status == RecordStatus.Cancelled ? filed.Provider : filed.Receiver;
        return side is { } person && sight.PersonOf(person)?.Account != own ? new TimeNotASide()
            : TimeBankPolicy.Take(sight, new CloseService(record, status, reason.Hash), reason, now) is var taken && taken.Succeeded ? taken.Value with { Record = record }
            : taken;
    }

    /// <summary>Whether that person filed the record or is a side of it.</summary>
    internal static bool IsOwn(ITimeBankSight sight, Id32 record, StaffId person)
    {
        var sides = sight.State.Record(record);
        return sight.OfOp(record).FirstOrDefault(entry => entry.Kind == TimeEntryKind.Filed)?.Note.Word is { } evidence && sight.Word(evidence)?.By == person
            || (sight.PersonOf(person)?.Account is { } own && (own == sides.Provider || own == sides.Receiver));
    }

    private static TimeReceiverShort? Short(ITimeBankSight sight, Id32 account, long minutes) =>
        sight.State.Member(account) is { Status: MemberStatus.Active } receiver && receiver.Balance - minutes < receiver.Floor
            ? new TimeReceiverShort(receiver.Balance, receiver.Floor, minutes)
            : null;

    // What waits for its confirmation counts too: else many filed at once would pass together.
    private static Problem? Beyond(ITimeBankSight sight, ServiceAsk ask, int credited, TimeBankOptions policy)
    {
        var filed = sight.FiledBy(ask.Provider).Where(entry => Stands(sight.State.Record(entry.Op).Status)).Select(entry => (entry.Op, entry.Note)).ToList();
        var ofDay = filed.Where(each => each.Note.ServedAt == ask.ServedAt).Sum(each => each.Note.Credited);
        if (ofDay + credited > policy.MinutesPerDay)
        {
            return new TimeDayIsFull(policy.MinutesPerDay, ofDay);
        }

        return filed.Sum(each => (long)each.Note.Credited) + credited > policy.TotalMinutes ? new TimeTotalIsFull(policy.TotalMinutes) : null;
    }

    private static bool Stands(RecordStatus status) => status is RecordStatus.Filed or RecordStatus.Settled or RecordStatus.Disputed or RecordStatus.Upheld;
}
