namespace CommunityConsole.Core.TimeBank;

/// <summary>Facts as entries, and entries as facts: the ledger says everything the events of the contract say.</summary>
public static class TimeEntries
{
    /// <summary>The entry of a fact.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="op">The operation that acted, where the step has one.</param>
    /// <param name="state">The bank after it, which knows the sides of a record.</param>
    /// <param name="at">When.</param>
    public static TimePosting Of(TimeBankFact fact, Id32? op, TimeBankState state, DateTimeOffset at)
    {
        var nobody = TimeBankLimits.Pool;
        return fact switch
        {
            ServiceFiled f => new(TimeEntryKind.Filed, f.Record, f.Provider, f.Receiver, 0, at, new() { Code = f.Code, Served = f.Served, Credited = f.Credited, ServedAt = f.ServedAt, Word = f.Evidence }),
            ServiceSettled f => new(TimeEntryKind.Service, f.Record, f.Provider, f.Receiver, f.Credited, at, new() { How = f.Kind, Word = f.Consent }),
            ServiceClosed f => new(TimeEntryKind.Closed, f.Record, state.Record(f.Record).Provider, state.Record(f.Record).Receiver, 0, at, new() { Ended = f.Status, Op = op, Word = f.Reason }),
            ServiceDisputed f => new(TimeEntryKind.Disputed, f.Record, state.Record(f.Record).Provider, state.Record(f.Record).Receiver, 0, at, new() { Word = f.Reason }),
            TimeMoved f => new((TimeEntryKind)((int)f.Kind + 1), f.Op, f.To, f.From, f.Amount, at, new() { Word = f.Memo }),
            MemberSet f => new(TimeEntryKind.Member, f.Member, f.Member, f.Member, 0, at, new() { Member = f.Status, Floor = f.Floor, Op = op }),
            GuaranteeSet f => new(TimeEntryKind.Guarantee, f.Op, nobody, nobody, 0, at, new() { Cap = f.Cap, Word = f.Document }),
            ServiceTypeSet f => new(TimeEntryKind.Catalogue, nobody, nobody, nobody, 0, at, new() { Code = f.Code, On = f.Active, Least = f.Least, Most = f.Most, Weight = f.Weight, Word = f.Standard }),
            PausedSet f => new(TimeEntryKind.Paused, nobody, nobody, nobody, 0, at, new() { On = f.Paused }),
            _ => throw new NotSupportedException($"{fact.GetType().Name} has no entry: roles and the end are the chain's, anchors stand beside the ledger."),
        };
    }

    /// <summary>The fact of an entry; both balances of a settling are left 0, they are sums.</summary>
    public static TimeBankFact FactOf(TimeEntry entry)
    {
        var note = entry.Note;
        var word = note.Word ?? default;
        return entry.Kind switch
        {
            TimeEntryKind.Filed => new ServiceFiled(entry.Op, entry.Debit, entry.Credit, note.Code, note.Served, note.Credited, note.ServedAt, word),
            TimeEntryKind.Service => new ServiceSettled(entry.Op, entry.Debit, entry.Credit, (ushort)entry.Minutes, note.How, word, 0, 0),
            TimeEntryKind.Closed => new ServiceClosed(entry.Op, note.Ended, word),
            TimeEntryKind.Disputed => new ServiceDisputed(entry.Op, TimeBankSigners.Of(TimeRole.Operator), word),
            TimeEntryKind.Member => new MemberSet(entry.Op, note.Member, note.Floor),
            TimeEntryKind.Guarantee => new GuaranteeSet(entry.Op, note.Cap, word),
            TimeEntryKind.Catalogue => new ServiceTypeSet(note.Code, note.On, note.Least, note.Most, note.Weight, word),
            TimeEntryKind.Paused => new PausedSet(note.On, TimeBankSigners.Of(note.On ? TimeRole.Pauser : TimeRole.Admin)),
            _ => new TimeMoved(entry.Op, entry.Credit, entry.Debit, (MoveKind)(entry.Line.Kind - 1), entry.Minutes, word),
        };
    }
}
