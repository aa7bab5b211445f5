using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>What a check of a community's bank found.</summary>
/// <param name="Entries">How many entries were walked and right.</param>
/// <param name="Head">The hash of the last right one: what somebody else should keep.</param>
/// <param name="Fault">The first thing that is wrong; null when all is right.</param>
public sealed record PointsVerdict(long Entries, byte[] Head, PointsFault? Fault);

/// <summary>What is wrong first.</summary>
/// <param name="Entry">The number of the entry at which it shows; 0 where it is about something beside the ledger.</param>
/// <param name="Why">In a sentence.</param>
public sealed record PointsFault(long Entry, Sentence Why);

/// <summary>Walks a community's ledger from its first entry and recounts everything: hashes and links, rules, balances, counter-entries, vouchers.</summary>
public sealed class PointsCheck
{
    private readonly IPointsSight _sight;
    private readonly LedgerKey _issue;
    private readonly LedgerKey _redeemed;
    private readonly Dictionary<int, PointRules> _rules;
    private readonly Dictionary<long, PointsVoucher> _vouchers;
    private readonly Dictionary<LedgerKey, long> _balances = [];
    private readonly HashSet<LedgerKey> _ops = [];
    private readonly Dictionary<long, PointsEntry> _undoable = [];
    private int _published;

    private PointsCheck(IPointsSight sight)
    {
        _sight = sight;
        (_issue, _redeemed) = (PointsAccounts.Issue(sight.Community), PointsAccounts.Redeemed(sight.Community));
        _rules = sight.Rules().ToDictionary(rules => rules.Version);
        _vouchers = sight.Vouchers(int.MaxValue).ToDictionary(voucher => voucher.Redemption);
    }

    /// <summary>Checks all of it.</summary>
    /// <param name="sight">The bank.</param>
    /// <param name="kept">How many entries there were when somebody wrote the hash of the last down; finds a tail cut off or made anew.</param>
    public static PointsVerdict Of(IPointsSight sight, (long Entries, byte[] Head)? kept = null)
    {
        var check = new PointsCheck(sight);
        var (number, previous, at) = (0L, LedgerLine.Beginning, long.MinValue);
        foreach (var entry in sight.All())
        {
            var wrong = entry is null ? new("这一行读不出来。", "This row cannot be read.")
                : entry.Number != number + 1 ? new($"前一号是 {number}，这一行不接续：有行被删除、插入或移动。", $"It does not follow number {number}: a row was removed, inserted or moved.")
                : !entry.Hash.AsSpan().SequenceEqual(entry.Line.Hash(PointsEntry.Ledger, previous)) ? new("内容或哈希被改过：与前一行连不上。", "Its content or its hash was changed: it does not link to the row before.")
                : kept is { } mark && mark.Entries == entry.Number && !mark.Head.AsSpan().SequenceEqual(entry.Hash) ? new("与别处留存的哈希不同：账本被整段重做过。", "It differs from the hash kept elsewhere: the ledger was made anew.")
                : entry.Line.Milliseconds < at ? new("时间早于前一行。", "It is earlier than the row before.")
                : check.Take(entry);
            if (wrong is not null)
            {
                return new PointsVerdict(number, previous, new PointsFault(number + 1, wrong));
            }

            (number, previous, at) = (entry!.Number, entry.Hash, entry.Line.Milliseconds);
        }

        var missing = kept is { } seen && seen.Entries > number ? new PointsFault(number + 1, new("别处留存的哈希说后面还有行：尾部被截掉了。", "The hash kept elsewhere says that rows followed: the tail was cut off.")) : null;
        return new PointsVerdict(number, previous, missing ?? check.Beside());
    }

    private Sentence? Take(PointsEntry entry)
    {
        var line = entry.Line;
        if (PointsNote.Parse(line.Note) is not { } note || !Enum.IsDefined(entry.Kind) || line.Amount < 0)
        {
            return new("不是账本会写的内容。", "It is nothing the ledger would write.");
        }

        if (!_ops.Add(line.Op))
        {
            return new("同一操作记了两次。", "One operation was entered twice.");
        }

        if ((entry.Kind switch
        {
            PointsKind.Award => Award(entry, note),
            PointsKind.Redemption => Redemption(entry, note),
            PointsKind.RulesPublished => Rules(entry, note),
            _ => Undo(entry, note),
        }) is { } wrong)
        {
            return wrong;
        }

        _balances[line.Debit] = _balances.GetValueOrDefault(line.Debit) + line.Amount;
        _balances[line.Credit] = _balances.GetValueOrDefault(line.Credit) - line.Amount;
        return line.Credit != _issue && _balances[line.Credit] < 0
            ? new($"余额变成 {_balances[line.Credit]}，低于零。", $"A balance goes down to {_balances[line.Credit]}, below nothing.")
            : null;
    }

    private Sentence? Award(PointsEntry entry, PointsNote note)
    {
        if (entry.Line.Credit != _issue || entry.Line.Debit == _issue || entry.Line.Debit == _redeemed)
        {
            return new("得分的借贷方不对。", "The accounts are not those of an award.");
        }

        if (note.On is not { } day || !_rules.TryGetValue(note.Version, out var rules) || PointRules.On(day, _rules.Values.Where(each => each.Version <= _published)) != rules || rules.Find(note.What) is not { } rule)
        {
            return new("得分所依据的规则当天并不有效。", "The rule it goes by did not apply on that day.");
        }

        if (rule.For(note.Units) != entry.Points)
        {
            return new($"按规则应得 {rule.For(note.Units)} 分，记了 {entry.Points} 分。", $"The rule gives {rule.For(note.Units)} points, {entry.Points} were entered.");
        }

        _undoable.Add(entry.Number, entry);
        return null;
    }

    private Sentence? Redemption(PointsEntry entry, PointsNote note)
    {
        if (entry.Line.Debit != _redeemed || entry.Line.Credit == _issue)
        {
            return new("兑换的借贷方不对。", "The accounts are not those of a redemption.");
        }

        if (!_rules.TryGetValue(note.Version, out var rules) || note.Version > _published || rules.FindReward(note.What) is not { } reward || reward.Price != entry.Points)
        {
            return new("兑换的价格与规则不符。", "The price is not that of the rules.");
        }

        if (!_vouchers.TryGetValue(entry.Number, out var voucher) || voucher.Account != entry.Line.Credit || voucher.Reward != note.What || voucher.Points != entry.Points)
        {
            return new("没有与它相符的兑换券。", "There is no voucher that agrees with it.");
        }

        _undoable.Add(entry.Number, entry);
        return null;
    }

    private Sentence? Undo(PointsEntry entry, PointsNote note)
    {
        var kind = entry.Kind == PointsKind.AwardReversed ? PointsKind.Award : PointsKind.Redemption;
        if (!_undoable.Remove(note.Undoes, out var undone) || undone.Kind != kind || undone.Line.Debit != entry.Line.Credit || undone.Line.Credit != entry.Line.Debit || undone.Points != entry.Points)
        {
            return new($"它要冲销的第 {note.Undoes} 号对不上，或已经冲销过。", $"Number {note.Undoes}, which it undoes, does not agree with it, or was undone before.");
        }

        return kind == PointsKind.Redemption && _vouchers[undone.Number].State != VoucherState.Cancelled
            ? new("积分已退回，兑换券却没有取消。", "The points went back, but the voucher was not cancelled.")
            : null;
    }

    private Sentence? Rules(PointsEntry entry, PointsNote note)
    {
        if (entry.Line.Amount != 0 || entry.Line.Debit != _issue || entry.Line.Credit != _issue || note.Version != _published + 1)
        {
            return new("规则公布的写法不对。", "It is not how rules are published.");
        }

        if (!_rules.TryGetValue(note.Version, out var rules) || rules.Fingerprint() != note.For)
        {
            return new($"第 {note.Version} 版规则的内容被改过，或不见了。", $"Version {note.Version} of the rules was changed, or is gone.");
        }

        _published = note.Version;
        return null;
    }

    // What the entries do not say themselves.
    private PointsFault? Beside()
    {
        if (_balances.Values.Sum() != 0)
        {
            return new PointsFault(0, new("全部余额之和不为零。", "The sum of all balances is not zero."));
        }

        if (_rules.Keys.Any(version => version > _published))
        {
            return new PointsFault(0, new("有一版规则账本里没有公布记录。", "There is a version of the rules that the ledger did not publish."));
        }

        foreach (var voucher in _vouchers.Values.OrderBy(voucher => voucher.Redemption))
        {
            var isPaid = _undoable.TryGetValue(voucher.Redemption, out var entry) && entry.Kind == PointsKind.Redemption;
            if (isPaid == (voucher.State == VoucherState.Cancelled))
            {
                return new PointsFault(voucher.Redemption, isPaid
                    ? new("兑换券已取消，积分却没有退回。", "The voucher was cancelled, but the points did not go back.")
                    : new("兑换券没有付过积分，或积分已退回。", "The voucher was not paid for, or its points went back."));
            }
        }

        return _rules.Values.SelectMany(rules => rules.Rewards).Select(reward => reward.Code).Distinct().FirstOrDefault(code => _sight.StockOf(code) < 0) is { } lacking
            ? new PointsFault(0, new($"“{lacking}”的库存少于零。", $"Fewer than none of \"{lacking}\" are on the shelf."))
            : null;
    }
}
