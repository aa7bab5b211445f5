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

/// <summary>It came up again after the outcome was tapped on a phone without a link.</summary>
public sealed record AlertHasNews(AlertId Alert)
    : Problem("alert.news", new("您点了结果之后又有新情况，没有结案。请看最新状态，再确认一次。", "There is news since you tapped the outcome, so it was not closed. Look at the newest state, then confirm again."));

/// <summary>An area's alert names no door to go to.</summary>
public sealed record AlertHasNoDoor(AlertId Alert)
    : Problem("alert.area", new("片区预警不派人上门，请联系物业或供电、供水单位；单户有情况时请从该户的预警申请。", "Nobody is sent to an area: call the property office or the utility, and ask for a visit from a home's own alert."));

/// <summary>Nobody has it: there is nothing to put back.</summary>
public sealed record AlertIsOpen(AlertId Alert)
    : Problem("alert.open", new("这条预警还没有人接手，不用重新打开。", "Nobody has taken this alert yet; there is nothing to reopen."));

/// <summary>Reopening is done by name and for a reason.</summary>
public sealed record AlertReasonNeeded(AlertId Alert)
    : Problem("alert.reason", new("请写明为什么重新打开。", "Say why it is reopened."));

/// <summary>Shelving is done by name and for a reason.</summary>
public sealed record AlertShelfReasonNeeded(AlertId Alert)
    : Problem("alert.shelf-reason", new("请写明为什么搁置。", "Say why it is shelved."));

/// <summary>Too grave for the shelf, an area's, or waiting for a second person.</summary>
public sealed record AlertCannotBeShelved(AlertId Alert)
    : Problem("alert.no-shelf", new("危急、一键求助和片区预警不能搁置，请接手处理；其他预警最多搁置 24 小时。", "A Critical alert, a call for help and an area's alert cannot be shelved: take it. Others go on the shelf for 24 hours at most."));

/// <summary>It is on the shelf already.</summary>
public sealed record AlertIsShelved(AlertId Alert, string Shelver)
    : Problem("alert.shelved", new($"{Shelver}已搁置这条预警；要改时间，请先放回。", $"{Shelver} has shelved this alert; to change the time, put it back first."));

/// <summary>It is not on the shelf (any more).</summary>
public sealed record AlertNotShelved(AlertId Alert)
    : Problem("alert.not-shelved", new("这条预警不在搁置中：可能已到时、变重，或有人接手。请看最新状态。", "This alert is not shelved: its time may be over, it may have become graver, or somebody took it. Look at the newest state."));

/// <summary>Somebody is to go, or goes.</summary>
public sealed record AlertHasVisit(AlertId Alert)
    : Problem("alert.visit", new("上门还没有结束，请先撤回或完成上门。", "A visit is under way; withdraw or finish it first."));

/// <summary>The home may not be watched any more: what its watch found is not worked on either.</summary>
public sealed record AlertWithoutConsent(AlertId Alert)
    : Problem("alert.consent", new("这户已撤回同意或同意已到期，不再守护，这条预警不能再查看或打开。", "Consent to watch this home was withdrawn or has run out; this alert can be neither shown nor reopened."));

/// <summary>The same thing is open already.</summary>
public sealed record AlertOpenAgain(AlertId Alert, AlertId Other)
    : Problem("alert.open-again", new("同样的情况已有新的预警，请处理新的那条。", "There is a newer open alert of the same thing; work on that one."));

/// <summary>Closing a Critical alert as false is two people's word.</summary>
public sealed record AlertNeedsSecond(AlertId Alert)
    : Problem("alert.second", new("危急预警不能由一人判为误报。请提议误报，由另一人确认；确认前预警保持打开。", "One person cannot call a Critical alert false. Propose it, and somebody else confirms; until then the alert stays open."));

/// <summary>A Critical alert ends without harm on one person's word only where somebody was at the door.</summary>
public sealed record AlertNobodySaw(AlertId Alert)
    : Problem("alert.unseen", new("还没有人到过门口，危急预警不能由一人以这个结果结案。请申请上门，或提议误报，由另一人确认。", "Nobody has been at the door, so one person cannot close a Critical alert with this outcome. Ask for a visit, or propose it as false for somebody else to confirm."));

/// <summary>Only a Critical alert needs a second person.</summary>
public sealed record AlertNeedsNoSecond(AlertId Alert)
    : Problem("alert.no-second", new("这条预警不是危急，可以直接判为误报。", "This alert is not Critical; call it false directly."));

/// <summary>It is proposed as false already.</summary>
public sealed record AlertProposedFalse(AlertId Alert, string Proposer)
    : Problem("alert.proposed", new($"{Proposer}已提议误报，请确认或不同意。", $"{Proposer} has proposed it as false; confirm or decline."));

/// <summary>There is nothing to confirm or decline (any more).</summary>
public sealed record AlertNotProposed(AlertId Alert)
    : Problem("alert.not-proposed", new("没有待确认的误报提议：提议可能已被收回，或有了新情况。请看最新状态。", "No proposal waits here: it may have been taken back, or there is news. Look at the newest state."));

/// <summary>Nobody confirms their own proposal.</summary>
public sealed record AlertOwnProposal(AlertId Alert)
    : Problem("alert.own-proposal", new("误报是您提议的，须由另一人确认。", "You proposed it as false; somebody else must confirm."));

/// <summary>Declining is done for a reason.</summary>
public sealed record AlertDoubtNeeded(AlertId Alert)
    : Problem("alert.doubt", new("请写明为什么不同意误报。", "Say why you do not agree that it is false."));
