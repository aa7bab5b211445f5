using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>No such request, or not for this person.</summary>
public sealed record HelpNotFound(HelpId Help)
    : Problem("help.unknown", new("没有找到这条求助，请刷新后再看。", "There is no such request; refresh and look again."));

/// <summary>Somebody else's.</summary>
public sealed record HelpNotYours(HelpId Help)
    : Problem("help.not-yours", new("这一步要由当事人自己办。没有手机的居民由驿站窗口代办。", "The person concerned has to do this; the station does it for those without a phone."));

/// <summary>Nobody helps oneself for minutes.</summary>
public sealed record HelpOwnRequest()
    : Problem("help.own", new("不能给自己的求助报名。", "You cannot offer to help with your own request."));

/// <summary>The request has come too far for this, or not far enough.</summary>
public sealed record HelpNotNow(HelpId Help, HelpState State, HelpMove Move)
    : Problem("help.state", new("这条求助现在不能这样办，可能刚有人动过。请看最新情况。", "The request cannot be changed like this now; somebody may just have changed it. Look at how it stands."));

/// <summary>A field is missing, too long or out of range.</summary>
public sealed record HelpNotValid(Sentence Reason) : Problem("help.invalid", Reason);

/// <summary>The person does not offer this.</summary>
public sealed record HelperNotFound()
    : Problem("help.helper", new("这位邻居没有登记这项服务，请另选一位，或先登记可提供的服务。", "This neighbour does not offer that service; choose another one, or offer the service first."));

/// <summary>Somebody else was faster.</summary>
public sealed record HelpChangedMeanwhile()
    : Problem("help.changed", new("刚才有人改过，请看过新内容再办。", "Somebody has just changed this; look at it and try again."));

/// <summary>It is not over: what is personal is still needed.</summary>
public sealed record HelpStillRunning()
    : Problem("help.running", new("还有没办完的求助或约定，请先取消或办完，再删除个人信息。", "Some help is not over yet; cancel or finish it first, then what is personal can be deleted."));
