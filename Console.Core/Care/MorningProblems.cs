using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>Somebody else phones there, or has just written what came of it.</summary>
public sealed record MorningHomeTaken(HomeId Home, string Other)
    : Problem("morning.taken", new($"{Other}正在联系这户或刚写了结果，请看最新状态再决定。", $"{Other} is calling this home or has just written the outcome; look at the newest state first."));

/// <summary>The home may not be watched: it stands on no list.</summary>
public sealed record MorningNotMonitored(HomeId Home)
    : Problem("morning.unmonitored", new("这户没有同意守护或同意已到期，不在平安单上。", "This home has not agreed to be watched, or its consent has run out; it is not on the list."));

/// <summary>Only what a call can bring is written of a call.</summary>
public sealed record MorningOutcomeNotValid(HomeId Home)
    : Problem("morning.outcome", new("请选择结果：平安、无人接听或需要帮助；备注最多 500 个字。", "Choose an outcome: fine, no answer or needs help; a note has 500 characters at most."));

/// <summary>What was found at a door is one of the outcomes a person can write; "other" needs words.</summary>
public sealed record MorningFoundNotValid(HomeId Home)
    : Problem("morning.found", new("请选择看到的情况；选“其他”时请写明。", "Please choose what was found; with \"other\", say what."));

/// <summary>The visit was not asked for from the morning list.</summary>
public sealed record NotOfTheMorning()
    : Problem("morning.visit", new("这次上门不是从平安单申请的，请从原来的预警写结果。", "This visit was not asked for from the morning list; write its outcome where it was asked for."));
