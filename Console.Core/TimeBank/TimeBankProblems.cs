using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Why the rules refuse a step; each kind is an error of the contract, with the same values.</summary>
public abstract record TimeBankProblem(string Code, Sentence Message) : Problem(Code, Message);

/// <summary>The record is already there, or the operation has already acted.</summary>
public sealed record AlreadyProcessed(Id32 Id)
    : TimeBankProblem("timebank.already-processed", new("这一步已经办过了，不会重复。", "This step has been taken already; it is not taken twice."));

/// <summary>The account would fall below what it may owe.</summary>
public sealed record BelowFloor(Id32 Account, long Balance, long Floor)
    : TimeBankProblem("timebank.below-floor", new("时间不够：账户会低于允许的下限。", "Not enough hours: the account would fall below its floor."));

/// <summary>The record is not in a state that allows this.</summary>
public sealed record BadState(Id32 Record, RecordStatus Status)
    : TimeBankProblem("timebank.bad-state", new("这条服务记录现在不能这样办。", "The record's state does not allow this now."));

/// <summary>There is no such member, or the member may not trade.</summary>
public sealed record BadMember(Id32 Member)
    : TimeBankProblem("timebank.bad-member", new("没有这个成员，或成员已暂停、已退出。", "No such member, or the member is suspended or has left."));

/// <summary>The catalogue has no such service now.</summary>
public sealed record BadService(ushort Service)
    : TimeBankProblem("timebank.bad-service", new("服务目录中没有这一项，或这一项已停用。", "The catalogue has no such service, or it is out of use."));

/// <summary>Outside the minutes, amounts or numbers that are allowed.</summary>
public sealed record BadMinutes(long Value)
    : TimeBankProblem("timebank.bad-minutes", new("分钟数或数量超出允许范围。", "Minutes or number outside what is allowed."));

/// <summary>Both sides are one.</summary>
public sealed record SelfDealing()
    : TimeBankProblem("timebank.self-dealing", new("双方不能是同一人；登记的人不能自己确认。", "Both sides cannot be one; who files cannot confirm."));

/// <summary>The signer does not hold the role.</summary>
public sealed record Unauthorized(TimeRole Role, SignerId Who)
    : TimeBankProblem("timebank.unauthorized", new("签名账户没有这个角色。", "The signing account does not hold this role."));

/// <summary>The role cannot be given or taken so.</summary>
public sealed record RoleConflict(TimeRole Role, SignerId Who)
    : TimeBankProblem("timebank.role-conflict", new("不能这样授予或收回角色：登记与确认须分开，至少留一名管理员。", "The role cannot be given or taken so: filing and confirming stay apart, and one administrator stays."));

/// <summary>The pool would fall below the guarantee.</summary>
public sealed record GuaranteeExceeded(long Pool, long Cap)
    : TimeBankProblem("timebank.guarantee-exceeded", new("超出信用背书额度，请先提高额度。", "Beyond the guarantee; raise it first."));

/// <summary>The bank is stopped, or has ended.</summary>
public sealed record ContractPaused()
    : TimeBankProblem("timebank.paused", new("时间银行已暂停。", "The time bank is stopped."));

/// <summary>The anchor does not begin behind the one before.</summary>
public sealed record BadAnchor(long From, long To)
    : TimeBankProblem("timebank.bad-anchor", new("存证须紧接上一次。", "An anchor begins where the one before ended."));
