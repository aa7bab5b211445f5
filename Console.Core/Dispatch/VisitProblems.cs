using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>No such visit.</summary>
public sealed record VisitNotFound(VisitId Visit)
    : Problem("visit.unknown", new("没有找到这次上门任务，请刷新列表。", "This visit was not found; refresh the list."));

/// <summary>Done, refused or withdrawn already.</summary>
public sealed record VisitIsClosed(VisitId Visit)
    : Problem("visit.closed", new("这次上门已结束，不能再改。", "This visit has ended and cannot be changed."));

/// <summary>One visit at a time for one subject.</summary>
public sealed record VisitAlreadyAsked(VisitId Visit)
    : Problem("visit.asked", new("已经有人为此申请了上门，请查看进度。", "Somebody has already asked for a visit about this; look at its progress."));

/// <summary>Another grid manager was first.</summary>
public sealed record VisitAlreadyApproved(VisitId Visit)
    : Problem("visit.approved", new("这次上门已经批准，如需取消请撤回。", "This visit is already approved; withdraw it to stop it."));

/// <summary>Waits for a grid manager.</summary>
public sealed record VisitNotApproved(VisitId Visit)
    : Problem("visit.unapproved", new("这次上门还没有批准，批准后才能出发。", "This visit is not approved yet; leave once it is."));

/// <summary>The goer has left.</summary>
public sealed record VisitAlreadyLeft(VisitId Visit)
    : Problem("visit.left", new("人已经出发，不能再拒绝；如需召回请撤回。", "Somebody has left already; withdraw the visit to call them back."));

/// <summary>The goer has not left.</summary>
public sealed record VisitNotLeft(VisitId Visit)
    : Problem("visit.not-left", new("请先确认出发，再确认到达。", "Confirm leaving first, then arriving."));

/// <summary>The goer has not arrived.</summary>
public sealed record VisitNotArrived(VisitId Visit)
    : Problem("visit.not-arrived", new("请先确认到达，再记录后面的步骤。", "Confirm arriving first, then what follows."));

/// <summary>The goer is at the door.</summary>
public sealed record VisitAlreadyArrived(VisitId Visit)
    : Problem("visit.arrived", new("人已经到达，请结束上门而不是撤回。", "Somebody has arrived; finish the visit instead of withdrawing it."));

/// <summary>Somebody else goes.</summary>
public sealed record VisitHasOtherGoer(VisitId Visit)
    : Problem("visit.goer", new("这次上门由别人负责，您不用去。", "Somebody else makes this visit; you need not go."));

/// <summary>Neither the asker nor a grid manager.</summary>
public sealed record VisitNotYours(VisitId Visit)
    : Problem("visit.not-yours", new("只有申请人或网格长可以撤回。", "Only the person who asked, or a grid manager, can withdraw it."));

/// <summary>A sentence is needed, and not an endless one.</summary>
public sealed record VisitReasonNeeded()
    : Problem("visit.reason", new("请用一句话说明原因（1 至 500 个字）。", "Please state the reason in one sentence (1 to 500 characters)."));

/// <summary>Somebody else changed it at the same moment, again and again.</summary>
public sealed record VisitChangedMeanwhile(VisitId Visit)
    : Problem("visit.busy", new("同时有多人在操作，请再试一次。", "Several people are changing this at once; please try again."));

/// <summary>The phone is too far from the building, or does not know well enough where it is.</summary>
public sealed record CheckInTooFar(VisitId Visit)
    : Problem("visit.far", new("定位不够近或不够准，没有作为签到依据；您的到达照样有效。", "The position is not near or exact enough to prove the arrival; your arrival counts all the same."));

/// <summary>Another code hangs at that door.</summary>
public sealed record DoorCodeWrong(VisitId Visit)
    : Problem("visit.code", new("门牌码不对，没有作为签到依据；您的到达照样有效。", "This is not the code of that door; your arrival counts all the same."));

/// <summary>Too many wrong codes for one visit.</summary>
public sealed record DoorCodeSpent(VisitId Visit)
    : Problem("visit.code-spent", new("门牌码已输错五次，这次上门不再核对门牌码，不用再输；您的到达照样有效，请继续，也可以用定位。", "Five wrong codes: no code is checked for this visit any more. Your arrival counts all the same; go on, or use your position."));

/// <summary>Only a grid manager sends somebody else as the second person.</summary>
public sealed record VisitSecondNotYours(VisitId Visit)
    : Problem("visit.second", new("只有网格长可以加派别人；您可以自己同去，或请求第二人。", "Only a grid manager sends somebody else; you can go along yourself, or ask for a second person."));

/// <summary>Somebody else was sent along already.</summary>
public sealed record VisitHasSecond(VisitId Visit)
    : Problem("visit.has-second", new("已有第二人同去，您不用去；如需换人请联系网格长。", "Somebody goes along already, you need not go; a grid manager can send another."));

/// <summary>The first and the second person are two.</summary>
public sealed record VisitGoesAlready(VisitId Visit)
    : Problem("visit.goes", new("这个人已经在去了，请另选一位。", "That person goes already; choose somebody else."));

/// <summary>Only 120 and 110.</summary>
public sealed record EmergencyUnknown()
    : Problem("visit.service", new("只能移交给 120 或 110。", "Only 120 and 110 can be handed over to."));

/// <summary>A visit has a handful of photos, not an album.</summary>
public sealed record VisitHasPhotosEnough(VisitId Visit)
    : Problem("visit.photos", new($"这次上门已有 {VisitPhoto.Most} 张照片，不能再加。", $"This visit has {VisitPhoto.Most} photos already; no more can be added."));
