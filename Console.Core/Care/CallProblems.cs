using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>There is no number to send to.</summary>
public sealed record CalleeWithoutNumber(AlertId Alert)
    : Problem("call.number", new("没有登记这位的电话号码，请在住户页补上。", "There is no number of this person; add it on the home's page."));

/// <summary>Whoever has that number is a stranger.</summary>
public sealed record CalleeNumberDoubtful(AlertId Alert)
    : Problem("call.doubtful", new("这个号码已标为错号，不能发报平安链接。请先核对并改正号码。", "This number is marked as wrong, so no link is sent to it. Check and correct the number first."));

/// <summary>No gateway is set.</summary>
public sealed record NoWayOut(AlertId Alert)
    : Problem("call.way-out", new("还没有接短信网关，发不出去。请管理员设置 Notices:Webhook 或 Notices:File。", "No gateway is set, so nothing can be sent. Ask the administrator for Notices:Webhook or Notices:File."));

/// <summary>The link would begin with an address that only this machine can open.</summary>
public sealed record LinkReachesNobody(AlertId Alert)
    : Problem("call.address", new("链接里的地址只有服务器自己能打开，手机打不开，所以没有发。请改打电话，并请管理员设置 Notices:ConsoleAddress。", "The link would hold an address that only the server itself can open and no phone can, so nothing was sent. Please phone, and ask the administrator to set Notices:ConsoleAddress."));

/// <summary>A message was sent a moment ago, or often enough.</summary>
public sealed record FineAskedAlready(AlertId Alert)
    : Problem("call.fine-asked", new("刚给这位发过，五分钟内不重发，每条预警最多三次。请改打电话。", "A message has just gone to this person: not again within five minutes, and three times at most. Please phone instead."));

/// <summary>The link was used.</summary>
public sealed record FineLinkUsed()
    : Problem("fine.used", new("这个链接已经回复过了。", "This link has been answered already."));

/// <summary>The link is too old, of something closed, or was never made.</summary>
public sealed record FineLinkOver()
    : Problem("fine.over", new("这个链接已失效。", "This link is no longer valid."));

/// <summary>Only "all is well" and "help is needed" can be answered.</summary>
public sealed record FineAnswerNotValid()
    : Problem("fine.answer", new("请选择“我很好”或“需要帮助”。", "Please choose \"I am fine\" or \"I need help\"."));
