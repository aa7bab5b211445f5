using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Disputes and rulings. Decides on what it is shown and does nothing.</summary>
public static class DisputeDecisions
{
    /// <summary>Opens a dispute: a side itself, or staff for it.</summary>
    /// <param name="side">Who asks as a side; null where staff writes it down.</param>
    public static Result<TimeBankChange> Open(ITimeBankSight sight, Id32 record, TimeWord reason, StaffId? side, DateTimeOffset now)
    {
        var settled = sight.State.Record(record);
        if (settled.Status == RecordStatus.None)
        {
            return new TimeRecordNotFound();
        }

        if (side is { } person && (sight.PersonOf(person)?.Account is not { } own || (own != settled.Provider && own != settled.Receiver)))
        {
            return new TimeNotASide();
        }

        return settled.Status == RecordStatus.Settled && now.ToUnixTimeSeconds() - settled.SettledAt > (long)TimeBankLimits.DisputeTime.TotalSeconds ? new TimeDisputeLate()
            : TimeBankPolicy.Take(sight, new DisputeService(record, reason.Hash), reason, now) is var taken && taken.Succeeded ? taken.Value with { Record = record }
            : taken;
    }

    /// <summary>Rules: upheld, or reversed.</summary>
    public static Result<TimeBankChange> Rule(ITimeBankSight sight, Id32 record, bool reverse, TimeWord reason, StaffId by, DateTimeOffset now) =>
        sight.State.Record(record).Status == RecordStatus.None ? new TimeRecordNotFound()
        : TimeBankPolicy.Done(sight, TimeBankOps.Ruling(record)) is { } before ? Same(before, sight.State.Record(record).Status, reverse, record)
        : ServiceDecisions.IsOwn(sight, record, by) || Confirmed(sight, record, by) ? new TimeOwnRecord()
        : TimeBankPolicy.Take(sight, new ResolveDispute(record, TimeBankOps.Ruling(record), reverse, reason.Hash), reason, now) is var taken && taken.Succeeded
            ? taken.Value with { Record = record }
            : taken;

    // The same ruling again is the first one; another one is not.
    private static Result<TimeBankChange> Same(TimeBankChange before, RecordStatus status, bool reverse, Id32 record) =>
        (status == RecordStatus.Reversed) == reverse ? before with { Record = record } : new BadState(record, status);

    private static bool Confirmed(ITimeBankSight sight, Id32 record, StaffId person) =>
        sight.OfOp(record).FirstOrDefault(entry => entry.Kind == TimeEntryKind.Service)?.Note.Word is { } consent && sight.Word(consent)?.By == person;
}
