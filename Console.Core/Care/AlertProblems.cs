using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>No such alert.</summary>
public sealed record AlertNotFound(AlertId Alert)
    : Problem("alert.unknown", new("没有找到这条预警，请刷新列表。", "This alert was not found; refresh the list."));

/// <summary>Somebody else has it.</summary>
public sealed record AlertAlreadyTaken(AlertId Alert, string Taker)
    : Problem("alert.taken", new($"{Taker}已接手这条预警，请看下一条。", $"{Taker} has taken this alert; look at the next one."));

/// <summary>Resolved or dismissed already.</summary>
public sealed record AlertIsClosed(AlertId Alert)
    : Problem("alert.closed", new("这条预警已经关闭，不能再改。", "This alert is closed and cannot be changed."));

/// <summary>"Other" needs words, and only the program says that an alert cleared itself.</summary>
public sealed record AlertOutcomeNotValid(AlertId Alert)
    : Problem("alert.outcome", new("请选择结果；选“其他”时请写明情况。", "Please choose an outcome; with \"other\", say what happened."));

/// <summary>The note is too long.</summary>
public sealed record AlertNoteTooLong(AlertId Alert)
    : Problem("alert.note", new("备注最多 500 个字。", "A note has 500 characters at most."));

/// <summary>Somebody else changed it at the same moment, again and again.</summary>
public sealed record AlertChangedMeanwhile(AlertId Alert)
    : Problem("alert.busy", new("同时有多人在操作，请再试一次。", "Several people are changing this at once; please try again."));

/// <summary>An area's alert names no door to go to.</summary>
public sealed record AlertHasNoDoor(AlertId Alert)
    : Problem("alert.area", new("片区预警不派人上门，请联系物业或供电、供水单位；单户有情况时请从该户的预警申请。", "Nobody is sent to an area: call the property office or the utility, and ask for a visit from a home's own alert."));

/// <summary>Nobody has it: there is nothing to put back.</summary>
public sealed record AlertIsOpen(AlertId Alert)
    : Problem("alert.open", new("这条预警还没有人接手，不用重新打开。", "Nobody has taken this alert yet; there is nothing to reopen."));

/// <summary>Reopening is done by name and for a reason.</summary>
public sealed record AlertReasonNeeded(AlertId Alert)
    : Problem("alert.reason", new("请写明为什么重新打开。", "Say why it is reopened."));

/// <summary>Somebody is to go, or goes.</summary>
public sealed record AlertHasVisit(AlertId Alert)
    : Problem("alert.visit", new("上门还没有结束，请先撤回或完成上门。", "A visit is under way; withdraw or finish it first."));

/// <summary>The same thing is open already.</summary>
public sealed record AlertOpenAgain(AlertId Alert, AlertId Other)
    : Problem("alert.open-again", new("同样的情况已有新的预警，请处理新的那条。", "There is a newer open alert of the same thing; work on that one."));
