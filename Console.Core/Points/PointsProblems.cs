using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Nobody of that account has points here.</summary>
public sealed record PointsMemberNotFound()
    : Problem("points.member", new("没有这位积分成员，请先在窗口登记。", "There is no such member of the points bank; enrol the person first."));

/// <summary>The person has an account already.</summary>
public sealed record PointsMemberIsThere()
    : Problem("points.member.there", new("这位居民已经登记过，不用再登记。", "This resident is enrolled already."));

/// <summary>A field is missing or out of range.</summary>
public sealed record PointsNotValid(Sentence Reason) : Problem("points.invalid", Reason);

/// <summary>Nobody gives points to himself.</summary>
public sealed record PointsOwnAward()
    : Problem("points.own", new("不能给自己加分，请另一位负责人确认。", "Nobody confirms his own points; ask a colleague."));

/// <summary>No rule rewards this, on that day.</summary>
public sealed record PointsRuleNotInForce(string Rule)
    : Problem("points.rule", new("那一天的积分规则里没有这一条。请看规则页，选当天有效的规则。", "The rules of that day have no such rule; see the rules and choose one that applied."));

/// <summary>One person, one occasion, one award.</summary>
public sealed record PointsAlreadyGiven(long Entry)
    : Problem("points.given", new($"这一次已经给过分（流水第 {Entry} 号），同一件事只给一次。", $"Points were given for this already (entry {Entry}); one occasion counts once."))
{
    /// <summary>The entry that stands.</summary>
    internal PointsEntry? Stands { get; init; }
}

/// <summary>A rule's most for one day.</summary>
public sealed record PointsDayIsFull(int Most)
    : Problem("points.day", new($"这条规则每人每天最多 {Most} 分，当天已经够了。", $"This rule gives a person at most {Most} points a day; that day is full."));

/// <summary>The balance does not reach.</summary>
public sealed record PointsNotEnough(long Balance, long Needed)
    : Problem("points.short", new($"积分不够：现有 {Balance} 分，需要 {Needed} 分，还差 {Needed - Balance} 分。", $"Not enough points: {Balance} there, {Needed} needed, {Needed - Balance} missing."));

/// <summary>Nothing of it is left.</summary>
public sealed record PointsSoldOut()
    : Problem("points.sold-out", new("这一样已经兑完，补货后可以再兑。积分没有扣。", "None of this is left; redeem it when there is more. No points were taken."));

/// <summary>The rules in force do not offer it.</summary>
public sealed record PointsRewardNotFound()
    : Problem("points.reward", new("现行规则里没有这项兑换。", "The rules in force do not offer this."));

/// <summary>No such entry, or not of the kind that can be undone so.</summary>
public sealed record PointsEntryNotFound(long Number)
    : Problem("points.entry", new($"流水第 {Number} 号不是可以撤销的得分。", $"Entry {Number} is no award that can be reversed."));

/// <summary>It was undone before.</summary>
public sealed record PointsAlreadyUndone(long Number)
    : Problem("points.undone", new($"流水第 {Number} 号已经撤销过。", $"Entry {Number} was reversed already."))
{
    /// <summary>The counter-entry that stands.</summary>
    internal PointsEntry? Stands { get; init; }
}

/// <summary>What was given is spent; no balance goes below nothing.</summary>
public sealed record PointsSpentAlready(long Balance, long Points)
    : Problem("points.spent", new($"撤销不了：要收回 {Points} 分，账上只剩 {Balance} 分。请先取消没有领取的兑换券。", $"Cannot be reversed: {Points} points are to go back and {Balance} are left. Cancel vouchers that were not used first."));

/// <summary>No voucher of that code.</summary>
public sealed record VoucherNotFound()
    : Problem("voucher.unknown", new("没有这张兑换券，请核对 12 位券码。", "There is no such voucher; check the code of 12 signs."));

/// <summary>It was handed over before.</summary>
public sealed record VoucherHonoured(string When)
    : Problem("voucher.honoured", new($"这张券已在 {When} 领取，不能再用，也不能取消。", $"This voucher was used on {When}; it can be neither used again nor cancelled."))
{
    /// <summary>The voucher as it stands.</summary>
    internal PointsVoucher? Stands { get; init; }
}

/// <summary>It was cancelled, the points are back.</summary>
public sealed record VoucherCancelled(string When)
    : Problem("voucher.cancelled", new($"这张券已在 {When} 取消，积分已退回。", $"This voucher was cancelled on {When}; its points went back."))
{
    /// <summary>The voucher as it stands.</summary>
    internal PointsVoucher? Stands { get; init; }
}

/// <summary>Its last day has passed.</summary>
public sealed record VoucherExpired(string LastDay)
    : Problem("voucher.expired", new($"这张券 {LastDay} 到期，不能领取；可以取消，积分退回。", $"This voucher held until {LastDay}; it can be cancelled, and the points go back."));

/// <summary>Rules need a resolution of the council.</summary>
public sealed record PointsResolutionNeeded()
    : Problem("points.resolution", new("积分规则须由议事会决议通过：没有这项已通过的决议，或它已用于另一版规则。", "Rules need a resolution of the council: there is none of that number that was adopted, or it carries another version."));

/// <summary>Rules are public for a while before they hold.</summary>
public sealed record PointsNoticeTooShort(string Earliest)
    : Problem("points.notice", new($"新规则须先公示，最早 {Earliest} 起施行。", $"New rules are public first; the earliest day they can hold from is {Earliest}."));

/// <summary>No such activity.</summary>
public sealed record PointsActivityNotFound()
    : Problem("points.activity", new("没有这个活动，请刷新列表。", "There is no such activity; refresh the list."));
