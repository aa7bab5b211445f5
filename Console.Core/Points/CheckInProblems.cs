using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>The activity takes no check-ins by phone.</summary>
public sealed record CheckInNotOffered()
    : Problem("checkin.none", new("这个活动不用手机签到，请找负责人登记。", "This activity takes no check-in by phone; ask its coordinator."));

/// <summary>Outside the window of time.</summary>
public sealed record CheckInNotOpen(string From, string Until)
    : Problem("checkin.closed", new($"签到时间是 {From} 到 {Until}。", $"You can check in from {From} to {Until}."));

/// <summary>A code that stood on the screen some minutes ago.</summary>
public sealed record CheckInCodeOld()
    : Problem("checkin.code.old", new("这个签到码已经换过了。请到现场看屏幕上现在的六位数字，再输一次。", "This code has been replaced. Look at the screen of the activity and type the six digits it shows now."));

/// <summary>A code that was none.</summary>
public sealed record CheckInCodeWrong(int Left)
    : Problem("checkin.code.wrong", new($"签到码不对，还可以试 {Left} 次。", $"That is not the code; {Left} tries are left."));

/// <summary>Too many codes that were none.</summary>
public sealed record CheckInLocked()
    : Problem("checkin.locked", new("输错太多次，手机签到已停用。请到负责人处当面确认。", "Too many wrong codes: checking in by phone is closed to you. Let the coordinator confirm you in person."));

/// <summary>Too far away, however much the phone errs.</summary>
public sealed record CheckInTooFar(int Metres, int Radius)
    : Problem("checkin.far", new($"手机显示您离活动地点约 {Metres} 米，要在 {Radius} 米以内。到了现场再签；如果位置不准，请到负责人处当面确认。", $"Your phone says that you are about {Metres} m away; {Radius} m are allowed. Check in when you are there, or, if it errs, let the coordinator confirm you."));

/// <summary>No place is left.</summary>
public sealed record CheckInFull(int Places)
    : Problem("checkin.full", new($"这个活动只有 {Places} 个名额，已经满了。", $"This activity has {Places} places, and they are taken."));

/// <summary>The check-in came before.</summary>
public sealed record CheckInTwice(long Entry)
    : Problem("checkin.twice", new($"您已经签到过，积分已记在流水第 {Entry} 号；一个活动只记一次。", $"You have checked in already; the points are entry {Entry}. One activity counts once."));

/// <summary>A coordinator has said that the person was not there.</summary>
public sealed record CheckInNotCounted()
    : Problem("checkin.not-there", new("负责人已判定这次不算。不同意的话，可以在下面申诉。", "The coordinator said that this does not count. If you do not agree, appeal below."));

/// <summary>Nothing is there to be decided.</summary>
public sealed record CheckInNotFound()
    : Problem("checkin.unknown", new("没有这条签到记录，请刷新。", "There is no such check-in; refresh the page."));

/// <summary>The outside identity check needs the person's consent.</summary>
public sealed record IdentityConsentNeeded()
    : Problem("checkin.consent", new("这里启用了外部身份核验。请先同意，或者不用手机签到，到负责人处当面确认。", "An outside identity check is switched on here. Agree to it first, or let the coordinator confirm you in person."));

/// <summary>The outside identity check did not say that it is this person.</summary>
public sealed record IdentityNotConfirmed()
    : Problem("checkin.identity", new("身份核验没有通过，请到负责人处当面确认。", "The identity check did not confirm you; let the coordinator confirm you in person."));

/// <summary>An appeal was made, or nothing is there to appeal against.</summary>
public sealed record AppealNotPossible()
    : Problem("checkin.appeal", new("这次活动没有可以申诉的，或者您已经申诉过。", "There is nothing to appeal against, or you have appealed already."));
