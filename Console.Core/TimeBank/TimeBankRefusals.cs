using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>A field is missing or out of range.</summary>
public sealed record TimeNotValid(Sentence Reason) : Problem("time.invalid", Reason);

/// <summary>Nobody of that account is a member here.</summary>
public sealed record TimeMemberNotFound()
    : Problem("time.member", new("没有这位时间银行成员，请先加入，或到服务站登记。", "There is no such member of the time bank; join first, or enrol at the station."));

/// <summary>The person is a member already.</summary>
public sealed record TimeMemberIsThere()
    : Problem("time.member.there", new("这位居民已经是成员，不用再登记。", "This resident is a member already."));

/// <summary>The local policy sets an age.</summary>
public sealed record TimeTooYoung(int Least)
    : Problem("time.age", new($"按本社区规定，满 {Least} 岁才能这样办。", $"By this community's policy one must be {Least} for this."));

/// <summary>There is no such record.</summary>
public sealed record TimeRecordNotFound()
    : Problem("time.record", new("没有这条服务记录，请刷新后再选。", "There is no such record; reload and choose again."));

/// <summary>Only the two sides of a record, or the station, may do this.</summary>
public sealed record TimeNotASide()
    : Problem("time.side", new("只有服务双方才能这样办；请由本人或服务站办理。", "Only the two sides of the service may do this: themselves, or the station."));

/// <summary>Who filed cannot confirm, and nobody confirms, grants or rules for himself.</summary>
public sealed record TimeOwnRecord()
    : Problem("time.own", new("登记的人或服务的一方不能自己确认、裁定或发放，请另一位负责人办理。", "Who filed it or is a side of it cannot confirm it, rule on it or grant; ask a colleague."));

/// <summary>The provider's minutes of one day are full.</summary>
public sealed record TimeDayIsFull(int Most, int Filed)
    : Problem("time.day", new($"每人每天最多记 {Most} 分钟，这一天已登记 {Filed} 分钟。请核对日期或减少分钟数。", $"At most {Most} minutes a day count for one person; {Filed} are filed for that day. Check the day, or file less."));

/// <summary>The provider has reached the total cap.</summary>
public sealed record TimeTotalIsFull(int Most)
    : Problem("time.total", new($"每人累计最多 {Most} 分钟，再登记就超过了。可以先转让或捐赠，具体请问服务站。", $"One person can have at most {Most} minutes credited in all; this would go beyond. Ask the station."));

/// <summary>The receiver would owe more than allowed.</summary>
public sealed record TimeReceiverShort(long Balance, long Floor, long Needed)
    : Problem("time.receiver", new($"接受方时间不够：现有 {Balance} 分钟，最低可到 {Floor} 分钟，这次需要 {Needed} 分钟。请亲友转让，或请街道发放后再确认。", $"The receiver is short: {Balance} minutes there, down to {Floor} allowed, {Needed} needed. Let a relative transfer, or the street office grant some, then confirm."));

/// <summary>Not enough own minutes to give away.</summary>
public sealed record TimeNotEnough(long Balance, long Needed)
    : Problem("time.short", new($"时间不够：现有 {Balance} 分钟，需要 {Needed} 分钟。只能用自己挣得的时间。", $"Not enough: {Balance} minutes there, {Needed} needed. Only earned minutes can be given away."));

/// <summary>The code is wrong.</summary>
public sealed record TimeCodeWrong(int Left)
    : Problem("time.code", new($"确认码不对，还可以试 {Left} 次。请接受方再念一遍。", $"The code is wrong; {Left} tries are left. Let the receiver read it out again."));

/// <summary>The code cannot be used any more.</summary>
public sealed record TimeCodeSpent()
    : Problem("time.code.spent", new("确认码没有了、过期了或试错太多次。请接受方在手机上重新取一个，或到服务站确认。", "There is no code, it is too old, or it was mistyped too often. Let the receiver get a new one on the phone, or confirm at the station."));

/// <summary>A dispute comes too late.</summary>
public sealed record TimeDisputeLate()
    : Problem("time.dispute.late", new("结算超过 30 天，不能再提异议。请到服务站说明情况，可由街道另行发放。", "It was settled more than 30 days ago and can be disputed no more. Tell the station; the street office can grant minutes."));

/// <summary>The account must be closed before its person is forgotten.</summary>
public sealed record TimeStillOpen()
    : Problem("time.open", new("账户还没有结清。请先办理退出，再删除个人资料。", "The account is still open. Close the membership first, then forget the person."));
