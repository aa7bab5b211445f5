namespace CommunityConsole.Core.TimeBank;

/// <summary>The bank as its entries tell it, one after the other. Trusts them: whether they may stand there <see cref="TimeBankCheck"/> says.</summary>
public static class TimeBankFold
{
    /// <summary>The bank after all these entries.</summary>
    public static TimeBankState Of(IEnumerable<TimeEntry> entries) => entries.Aggregate(TimeBankSigners.Beginning, After);

    /// <summary>The bank after one more entry.</summary>
    public static TimeBankState After(TimeBankState state, TimeEntry entry)
    {
        var fact = TimeEntries.FactOf(entry);
        state = fact switch
        {
            ServiceFiled f => Put(state, f.Record, new ServiceRecord(f.Provider, f.Receiver, TimeBankSigners.Of(TimeRole.Operator), f.Credited, RecordStatus.Filed, 0)),
            ServiceSettled f => Settled(state, f, entry.At.ToUnixTimeSeconds()),
            ServiceClosed f => Put(state, f.Record, state.Record(f.Record) with { Status = f.Status }),
            ServiceDisputed f => Put(state, f.Record, state.Record(f.Record) with { Status = RecordStatus.Disputed }),
            TimeMoved f => Used(Move(state, f.From, f.To, f.Amount), f.Op),
            MemberSet f => state with { Members = state.Members.SetItem(f.Member, state.Member(f.Member) with { Status = f.Status, Floor = f.Floor }) },
            GuaranteeSet f => Used(state with { Cap = f.Cap }, f.Op),
            ServiceTypeSet f => state with { Services = state.Services.SetItem(f.Code, new ServiceType(f.Active, f.Least, f.Most, f.Weight)) },
            PausedSet f => state with { Paused = f.Paused },
            _ => throw new NotSupportedException($"No fold for {fact.GetType().Name}."),
        };
        return entry.Note.Op is { } op ? Used(state, op) : state;
    }

    private static TimeBankState Settled(TimeBankState state, ServiceSettled fact, long at)
    {
        state = Move(state, fact.Receiver, fact.Provider, fact.Credited);
        var provider = state.Member(fact.Provider);
        state = state with { Members = state.Members.SetItem(fact.Provider, provider with { Provided = provider.Provided + fact.Credited }) };
        return Put(state, fact.Record, state.Record(fact.Record) with { Status = RecordStatus.Settled, SettledAt = at });
    }

    private static TimeBankState Move(TimeBankState state, Id32 from, Id32 to, long minutes) => Credit(Credit(state, from, -minutes), to, minutes);

    private static TimeBankState Credit(TimeBankState state, Id32 account, long minutes) => account == TimeBankLimits.Pool
        ? state with { Pool = state.Pool + minutes }
        : state with
        {
            Members = state.Members.SetItem(account, state.Member(account) with { Balance = state.Member(account).Balance + minutes }),
            MemberTotal = state.MemberTotal + minutes,
        };

    private static TimeBankState Put(TimeBankState state, Id32 id, ServiceRecord record) => state with { Records = state.Records.SetItem(id, record) };

    private static TimeBankState Used(TimeBankState state, Id32 op) => state with { Operations = state.Operations.Add(op) };
}
