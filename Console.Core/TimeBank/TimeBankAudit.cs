using System.Runtime.InteropServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>
/// Recounts the bank from its entries and says where one cannot be. A third writing of the rules, over tables that change in
/// place: a million entries are read in seconds, and a mistake in the rules that wrote them is not repeated here.
/// </summary>
internal sealed class TimeBankAudit
{
    private static readonly Sentence Malformed = new("不是账本会写的内容。", "It is nothing the ledger would write.");
    private static readonly Sentence Sides = new("双方与登记时不同。", "Its sides are not those that were filed.");
    private static readonly Sentence Again = new("同一操作记了两次。", "One operation was entered twice.");
    private static readonly Sentence NotActive = new("一方不是正常成员。", "A side of it is no active member.");
    private static readonly Sentence Stopped = new("暂停期间不能有这一行。", "It cannot stand there while the bank is stopped.");

    private readonly Dictionary<Id32, Account> _members = [];
    private readonly Dictionary<Id32, Mark> _records = [];
    private readonly Dictionary<ushort, ServiceType> _services = [];
    private readonly HashSet<Id32> _ops = [];
    private long _pool;
    private long _cap;
    private bool _paused;

    // A ruling or a closing is several entries under one operation; nothing else may come in between.
    private Id32? _open;
    private TimeEntryKind _opened;
    private long _returned;
    private bool _toPool;

    public Sentence? Take(TimeEntry entry, TimeNote note)
    {
        if (!Enum.IsDefined(entry.Kind) || entry.Minutes < 0 || entry.Minutes > TimeBankLimits.LargestAmount)
        {
            return Malformed;
        }

        if (_open is { } op && !(entry.Kind == _opened && entry.Op == op) && !(entry.Kind is TimeEntryKind.Closed or TimeEntryKind.Member && note.Op == op))
        {
            return new("前一行的裁定或退出没有办完。", "The ruling or closing of the row before was not finished.");
        }

        var isFree = entry.Kind is TimeEntryKind.Member or TimeEntryKind.Guarantee or TimeEntryKind.Catalogue or TimeEntryKind.Paused;
        if (_paused && !(isFree && note.Member != MemberStatus.Closed))
        {
            return Stopped;
        }

        return entry.Kind switch
        {
            TimeEntryKind.Filed => Filed(entry, note),
            TimeEntryKind.Service => Settled(entry),
            TimeEntryKind.Closed => Closed(entry, note),
            TimeEntryKind.Disputed => Disputed(entry),
            TimeEntryKind.Member => Member(entry, note),
            TimeEntryKind.Guarantee => Guarantee(entry, note),
            TimeEntryKind.Catalogue => Catalogue(note),
            TimeEntryKind.Paused => Paused(note),
            TimeEntryKind.Reversal => Reversal(entry),
            TimeEntryKind.WriteOff => WriteOff(entry),
            _ => Move(entry),
        };
    }

    public Sentence? End() =>
        _open is not null ? new("最后一笔裁定或退出没有办完。", "The last ruling or closing was not finished.")
        : _members.Values.Sum(account => account.Balance) + _pool != 0 ? new("全部余额之和不为零。", "The sum of all balances is not zero.")
        : null;

    private Sentence? Filed(TimeEntry entry, TimeNote note)
    {
        if (!_services.TryGetValue(note.Code, out var type) || !type.Active || note.Served < type.Least || note.Served > type.Most)
        {
            return new("服务目录当时没有这一项，或分钟数超出。", "The catalogue had no such service then, or not of that length.");
        }

        if (note.Credited == 0 || note.Credited != note.Served * type.Weight / TimeBankLimits.FullWeight || entry.Minutes != 0 || entry.Debit == entry.Credit)
        {
            return new("按目录折算的分钟数不对。", "The minutes credited are not those of the catalogue.");
        }

        return !IsActive(entry.Debit) || !IsActive(entry.Credit) ? NotActive
            : _records.TryAdd(entry.Op, new Mark(entry.Debit, entry.Credit, note.Credited)) ? null
            : Again;
    }

    private Sentence? Settled(TimeEntry entry)
    {
        if (!_records.TryGetValue(entry.Op, out var record) || record.Status != RecordStatus.Filed)
        {
            return record is null ? new("没有登记过这条记录。", "No such record was filed.") : new("这条记录已经结算或结束过。", "This record was settled or ended before.");
        }

        if (entry.Debit != record.Provider || entry.Credit != record.Receiver || entry.Minutes != record.Credited)
        {
            return new("双方或分钟数与登记不同。", "Sides or minutes are not those that were filed.");
        }

        if (!IsActive(entry.Debit) || !IsActive(entry.Credit))
        {
            return NotActive;
        }

        (record.Status, record.SettledAt) = (RecordStatus.Settled, entry.At.ToUnixTimeSeconds());
        Credit(entry.Debit, entry.Minutes);
        Credit(entry.Credit, -entry.Minutes);
        return BelowFloor(entry.Credit);
    }

    private Sentence? Disputed(TimeEntry entry)
    {
        if (!_records.TryGetValue(entry.Op, out var record) || record.Status != RecordStatus.Settled || entry.At.ToUnixTimeSeconds() - record.SettledAt > (long)TimeBankLimits.DisputeTime.TotalSeconds)
        {
            return new("这条记录当时不能提异议。", "This record could not be disputed then.");
        }

        record.Status = RecordStatus.Disputed;
        return Moves(entry) || !IsOf(entry, record) ? Sides : null;
    }

    private Sentence? Closed(TimeEntry entry, TimeNote note)
    {
        var wanted = note.Ended is RecordStatus.Rejected or RecordStatus.Cancelled ? RecordStatus.Filed
            : note.Ended is RecordStatus.Upheld or RecordStatus.Reversed ? RecordStatus.Disputed
            : RecordStatus.None;
        if (!_records.TryGetValue(entry.Op, out var record) || record.Status != wanted || (wanted == RecordStatus.Disputed) != note.Op.HasValue)
        {
            return new("这条记录当时不能这样结束。", "This record could not be ended so then.");
        }

        if (Moves(entry) || !IsOf(entry, record))
        {
            return Sides;
        }

        record.Status = note.Ended;
        var isGivenBack = note.Ended == RecordStatus.Reversed
            ? _returned == record.Credited || (MemberOf(record.Receiver).Status == MemberStatus.Closed && (_toPool || _returned == 0))
            : _open is null;
        if (!isGivenBack)
        {
            return new("裁定退回的分钟数不对。", "The ruling did not give back what was settled.");
        }

        var isOpened = _open is not null;
        Finish();
        return !isOpened && note.Op is { } op && !_ops.Add(op) ? Again : null;
    }

    private Sentence? Reversal(TimeEntry entry)
    {
        if (Begin(entry) is { } wrong)
        {
            return wrong;
        }

        _returned += entry.Minutes;
        _toPool |= entry.Debit == TimeBankLimits.Pool;
        Credit(entry.Debit, entry.Minutes);
        Credit(entry.Credit, -entry.Minutes);
        return entry.Credit == TimeBankLimits.Pool ? BeyondGuarantee() : BelowFloor(entry.Credit);
    }

    private Sentence? WriteOff(TimeEntry entry)
    {
        if (Begin(entry) is { } wrong)
        {
            return wrong;
        }

        Credit(entry.Debit, entry.Minutes);
        Credit(entry.Credit, -entry.Minutes);
        return (entry.Debit == TimeBankLimits.Pool) == (entry.Credit == TimeBankLimits.Pool) ? Malformed : entry.Credit == TimeBankLimits.Pool ? BeyondGuarantee() : null;
    }

    private Sentence? Move(TimeEntry entry)
    {
        if (!_ops.Add(entry.Op))
        {
            return Again;
        }

        var (from, to) = (entry.Credit, entry.Debit);
        var isRight = entry.Kind switch
        {
            TimeEntryKind.Grant => from == TimeBankLimits.Pool && to != TimeBankLimits.Pool,
            TimeEntryKind.Transfer => from != to && from != TimeBankLimits.Pool && to != TimeBankLimits.Pool,
            _ => to == TimeBankLimits.Pool && from != TimeBankLimits.Pool,
        };
        if (!isRight || entry.Minutes == 0)
        {
            return Malformed;
        }

        if ((from != TimeBankLimits.Pool && !IsActive(from)) || (to != TimeBankLimits.Pool && !IsActive(to)))
        {
            return NotActive;
        }

        Credit(to, entry.Minutes);
        Credit(from, -entry.Minutes);
        return from == TimeBankLimits.Pool ? BeyondGuarantee()
            : MemberOf(from).Balance < 0 ? new($"余额变成 {MemberOf(from).Balance}：只能用自己挣得的时间。", $"A balance goes down to {MemberOf(from).Balance}: only earned minutes can be given away.")
            : null;
    }

    private Sentence? Member(TimeEntry entry, TimeNote note)
    {
        var account = MemberOf(entry.Op);
        var isClosing = note.Member == MemberStatus.Closed;
        if (Moves(entry) || entry.Debit != entry.Op || entry.Credit != entry.Op || entry.Op == TimeBankLimits.Pool || entry.Op == default
            || account.Status == MemberStatus.Closed || note.Member is MemberStatus.None or > MemberStatus.Closed || isClosing != note.Op.HasValue)
        {
            return new("成员不能这样变更。", "A member could not be changed so.");
        }

        if (isClosing ? account.Balance != 0 || account.Status == MemberStatus.None : note.Floor is > 0 or < TimeBankLimits.LowestFloor || account.Balance < note.Floor)
        {
            return new("余额与下限或退出不符。", "The balance does not allow this floor, or this closing.");
        }

        var isOpened = _open is not null;
        Set(entry.Op, account with { Status = note.Member, Floor = note.Floor });
        Finish();
        return !isOpened && note.Op is { } op && !_ops.Add(op) ? Again : null;
    }

    private Sentence? Guarantee(TimeEntry entry, TimeNote note)
    {
        if (Moves(entry) || note.Cap is < 0 or > TimeBankLimits.LargestAmount || !_ops.Add(entry.Op))
        {
            return Again;
        }

        _cap = note.Cap;
        return BeyondGuarantee();
    }

    private Sentence? Catalogue(TimeNote note)
    {
        if (note.Code == 0 || note.Weight is < TimeBankLimits.LeastWeight or > TimeBankLimits.MostWeight || note.Least == 0 || note.Least > note.Most || note.Most > TimeBankLimits.Day)
        {
            return Malformed;
        }

        _services[note.Code] = new ServiceType(note.On, note.Least, note.Most, note.Weight);
        return null;
    }

    private Sentence? Paused(TimeNote note)
    {
        if (note.On && _paused)
        {
            return Malformed;
        }

        _paused = note.On;
        return null;
    }

    // The first entry of an operation uses it; the others of the same kind go with it.
    private Sentence? Begin(TimeEntry entry)
    {
        if (entry.Minutes == 0)
        {
            return Malformed;
        }

        if (_open is null && !_ops.Add(entry.Op))
        {
            return Again;
        }

        (_open, _opened) = (entry.Op, entry.Kind);
        return null;
    }

    private void Finish() => (_open, _returned, _toPool) = (null, 0, false);

    private Sentence? BelowFloor(Id32 account) => MemberOf(account) is var member && member.Balance < member.Floor
        ? new($"余额变成 {member.Balance}，低于下限 {member.Floor}。", $"A balance goes down to {member.Balance}, below its floor of {member.Floor}.")
        : null;

    private Sentence? BeyondGuarantee() => _pool < -_cap ? new($"公共池变成 {_pool}，超出信用背书 {_cap}。", $"The pool goes down to {_pool}, beyond the guarantee of {_cap}.") : null;

    private static bool Moves(TimeEntry entry) => entry.Minutes != 0;

    private static bool IsOf(TimeEntry entry, Mark record) => entry.Debit == record.Provider && entry.Credit == record.Receiver;

    private bool IsActive(Id32 account) => MemberOf(account).Status == MemberStatus.Active;

    private Account MemberOf(Id32 id) => _members.GetValueOrDefault(id);

    private void Set(Id32 id, Account account) => _members[id] = account;

    private void Credit(Id32 id, long minutes)
    {
        if (id == TimeBankLimits.Pool)
        {
            _pool += minutes;
            return;
        }

        ref var account = ref CollectionsMarshal.GetValueRefOrAddDefault(_members, id, out _);
        account = account with { Balance = account.Balance + minutes };
    }

    private readonly record struct Account(long Balance, long Floor, MemberStatus Status);

    private sealed class Mark(Id32 provider, Id32 receiver, ushort credited)
    {
        public Id32 Provider => provider;

        public Id32 Receiver => receiver;

        public ushort Credited => credited;

        public RecordStatus Status { get; set; } = RecordStatus.Filed;

        public long SettledAt { get; set; }
    }
}
