using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>No such vote in the caller's community.</summary>
public sealed record VoteNotFound(VoteId Vote)
    : Problem("vote.unknown", new("没有这次表决，请检查编号或链接。", "There is no such vote; check the number or the link."));

/// <summary>The vote cannot be prepared like this.</summary>
public sealed record VoteNotValid(Sentence Reason) : Problem("vote.invalid", Reason);

/// <summary>Not open yet.</summary>
public sealed record VoteNotOpenYet(VoteId Vote)
    : Problem("vote.not-open", new("表决还没有开始，请等主席宣布开始后再投。", "The vote has not been opened; wait until the chair opens it."));

/// <summary>Over.</summary>
public sealed record VoteOver(VoteId Vote)
    : Problem("vote.over", new("表决已经结束，这张票没有计入。", "The vote is over; this ballot was not counted."));

/// <summary>Given up.</summary>
public sealed record VoteWasCancelled(VoteId Vote)
    : Problem("vote.cancelled", new("这次表决已撤销。", "This vote was cancelled."));

/// <summary>The account may not cast for that entry of the roll, or has none.</summary>
public sealed record NotOnRoll(VoteId Vote)
    : Problem("vote.roll", new("您不在这次表决的名册上。如有疑问，请联系议事会或到窗口核对。", "You are not on the roll of this vote; ask the council or the counter to check."));

/// <summary>One entry, one ballot.</summary>
public sealed record BallotCastAlready(VoteId Vote)
    : Problem("vote.cast", new("这一票已经投过了，每人一票。", "This ballot has been cast already: one person, one ballot."));

/// <summary>The vote was given to somebody else to cast.</summary>
public sealed record BallotGivenAway(VoteId Vote)
    : Problem("vote.proxy", new("这一票已委托他人代投；要自己投，请联系议事会撤销委托后重新核定名册。", "This vote was given to a proxy; to cast it yourself, ask the council to prepare the roll again without the proxy."));

/// <summary>The voter's paper lies in the urn of a secret vote, where nobody can find it again.</summary>
public sealed record BallotInUrn(VoteId Vote)
    : Problem("vote.urn", new("这一票已经投进纸票箱。如果没有投过纸票，请马上到窗口核对。", "This ballot is in the urn for papers. If you put no paper into it, go to the counter at once."));

/// <summary>Papers of a secret vote are entered sheet by sheet, without names; those of a named vote with them.</summary>
public sealed record PaperOfOtherMode(VoteId Vote)
    : Problem("vote.paper", new("这次表决的纸票不是这样录的，请刷新页面。", "Papers of this vote are entered another way; reload the page."));

/// <summary>The number on a sheet is none.</summary>
public sealed record SheetNumberNotValid()
    : Problem("vote.sheet", new("请先在纸票上编号，再填这个号：1 到 99999。", "Write a number on the sheet first and enter it: 1 to 99999."));

/// <summary>There cannot be more sheets than people.</summary>
public sealed record SheetsTooMany(VoteId Vote)
    : Problem("vote.sheets", new("录的张数已经和名册人数一样多，不会再有票。请核对号码。", "As many sheets are entered as people stand on the roll; there cannot be another. Check the numbers."));

/// <summary>Two people have entered that sheet already.</summary>
public sealed record SheetEntered(VoteId Vote)
    : Problem("vote.sheet-entered", new("这一张两人都录过了，一致。请录下一张；如果号码写重了，请给纸票换一个号。", "Two people have entered this sheet and agree. Go on with the next; if two sheets have one number, give this one another."));

/// <summary>Too few are in the urn for its sheets to be nobody's.</summary>
public sealed record UrnNotReady(VoteId Vote)
    : Problem("vote.urn-few", new("至少 5 人投进纸票箱、每人都经两人核对一致，才能开箱。人太少，谁写了什么就藏不住。", "The urn is opened with five people in it at least, each agreed by two: with fewer it would be plain who wrote what."));

/// <summary>What is on a sheet is entered once the urn is open.</summary>
public sealed record UrnNotOpen(VoteId Vote)
    : Problem("vote.urn-shut", new("还没有两个人开箱，先不录票上写了什么。", "Two people open the urn first; what is on the sheets is entered after that."));

/// <summary>While the sheets of one urn are entered nobody puts one in.</summary>
public sealed record UrnIsOpen(VoteId Vote)
    : Problem("vote.urn-opened", new("纸票箱已经打开，这一箱计入以后才能再登记投箱。", "The urn is open; who puts a paper in is entered again once this one is counted."));

/// <summary>An urn with sheets entered stays open.</summary>
public sealed record UrnHasSheets(VoteId Vote)
    : Problem("vote.urn-sheets", new("已经录了箱里的票，要先把这些票都撤回，才能重新封箱。", "Sheets of it are entered; take all of them back before the urn is shut again."));

/// <summary>The urn does not add up yet.</summary>
public sealed record UrnNotComplete(VoteId Vote)
    : Problem("vote.urn-open", new("纸票还没有全部两人一致、人数和张数相等，不能计入。", "Not everything is agreed by two, or there are not as many sheets as people: nothing is counted yet."));

/// <summary>A ballot at a home needs a second person.</summary>
public sealed record VisitNeedsTwo(VoteId Vote)
    : Problem("vote.second", new("上门投票须有两人在场：请同行的人用自己的账号打开这一页，先确认在场。", "A ballot at a home needs two people: whoever came along opens this page with an account of their own and confirms first."));

/// <summary>There is nothing of the caller's to take back.</summary>
public sealed record NothingToTakeBack(VoteId Vote)
    : Problem("vote.nothing", new("没有可以撤回的：可能已经计入，或已被撤回。", "There is nothing to take back: it may be cast by now, or taken back already."));

/// <summary>No such option.</summary>
public sealed record OptionUnknown(VoteId Vote)
    : Problem("vote.option", new("没有这个选项，请从页面上选一个。", "There is no such option; choose one of those shown."));

/// <summary>A secret ballot needs a phrase of the voter's own.</summary>
public sealed record PhraseNotValid()
    : Problem("vote.phrase", new("请给自己的票起一个暗语：两个词，中间空一格，共 3 到 40 个字。", "Give your ballot a phrase of your own: two words with a space between, 3 to 40 characters."));

/// <summary>The phrase is on another ballot.</summary>
public sealed record PhraseTaken(VoteId Vote)
    : Problem("vote.phrase-taken", new("请换一个暗语再投。", "Choose another phrase and cast again."));

/// <summary>Whom the vote names as scrutineer watches it, and cannot run it.</summary>
public sealed record WatcherCannotRun(VoteId Vote)
    : Problem("vote.chair", new("您是这次表决的监票人，不能同时主持。请由另一位主席主持。", "You are a scrutineer of this vote and cannot run it too; another chair must."));

/// <summary>The vote is not in the state for it.</summary>
public sealed record VoteStepIllegal(VoteId Vote, VoteState State)
    : Problem("vote.illegal", new($"表决现在是“{VoteStateWords.Of(State).Zh}”，不能这样做。请刷新后再看。", $"The vote is {VoteStateWords.Of(State).En} now; this cannot be done. Refresh and look again."));

/// <summary>Opened before its time.</summary>
public sealed record VoteTooEarly(DateTimeOffset OpensAt, string Shown)
    : Problem("vote.early", new($"公示期还没有满，最早 {Shown} 可以开始。", $"The notice period is not over; it can be opened from {Shown}."));

/// <summary>Closed before its time though somebody has not voted.</summary>
public sealed record VoteStillRuns(VoteId Vote)
    : Problem("vote.runs", new("还没有到结束时间，也不是人人都投了票，按规则不能提前结束。", "The time is not over and not everybody has voted: by its rules it cannot be closed early."));

/// <summary>Longer than its rules allow.</summary>
public sealed record ExtensionTooLong(VoteId Vote)
    : Problem("vote.extension", new("延长时间须晚于现在的结束时间，且合计不能超过规则允许的上限。", "The new end must be later than the present one and within what the rules allow in all."));

/// <summary>More is waiting than can be taken.</summary>
public sealed record VotesBusy()
    : Problem("vote.busy", new("投票的人太多，请稍等几秒再发一次；同一张票不会重复计算。", "Too many are voting at once: send it again in a few seconds; the same ballot never counts twice."));

/// <summary>Chosen anew too often.</summary>
public sealed record TooManyChanges(VoteId Vote)
    : Problem("vote.changes", new("这一票已经改过很多次，不能再改；最后一次的选择有效。", "This ballot was changed too many times; the last choice stands."));

/// <summary>A sentence is needed.</summary>
public sealed record VoteReasonNeeded()
    : Problem("vote.reason", new("请用一句话写明原因（1 至 500 个字）。", "Please give the reason in one sentence (1 to 500 characters)."));

/// <summary>Not before it is closed.</summary>
public sealed record VoteNotClosed(VoteId Vote)
    : Problem("vote.not-closed", new("表决结束后才能查看。", "This can be seen once the vote is closed."));

/// <summary>A secret vote of few shows sums only.</summary>
public sealed record TooFewToShow(VoteId Vote)
    : Problem("vote.few", new("票数不到二十张，为保密只公布合计。", "Fewer than twenty ballots: to keep them secret only the sums are shown."));

/// <summary>Ballots of a named vote have no phrase.</summary>
public sealed record VoteIsNamed(VoteId Vote)
    : Problem("vote.named", new("记名表决没有暗语，请用回执上的校验码在表决记录里找。", "Ballots of a named vote have no phrase; find yours in the record by the code of your receipt."));

/// <summary>The key file is not the one that signed the votes.</summary>
public sealed record VoteKeyIsOther()
    : Problem("vote.key", new(
        "votes.key 不是签这些表决的那把钥匙：现在不能公布、开始、结束或宣布表决。请管理员从备份恢复数据目录里的 votes.key 再重启；已投的票都在。",
        "votes.key is not the key that signed the votes: none can be published, opened, closed or announced now. An administrator restores votes.key in the data directory from a backup and restarts; all ballots are there."));

/// <summary>Something longer is said to have been signed: what is signed only grows, so the log was cut.</summary>
public sealed record LogIsShorter(VoteId Vote)
    : Problem("vote.shorter", new(
        "签过名的记录只会变长，现在的却没有这么多条：如果保存的检查点是真的，记录被截短过。请告诉监票人和主席。",
        "What is signed only grows, yet the log is shorter than that now: if the checkpoint somebody kept is genuine, the log was cut. Tell the scrutineers and the chair."));

/// <summary>The newest signed state of the log does not reach so far.</summary>
public sealed record NotSignedYet(VoteId Vote)
    : Problem("vote.not-signed", new("最新的检查点还没有这么多条记录。每十分钟签一次，请稍后再试。", "The newest checkpoint does not reach so far; one is signed every ten minutes, try again later."));
