using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>What happened to a topic, with all that was said then. A topic is what its moves, one after the other, make of it.</summary>
public abstract record TopicMove;

/// <summary>收集: proposed on line, or at the counter in a resident's name.</summary>
/// <param name="Title">In a line.</param>
/// <param name="Text">What is the matter, and what is wished.</param>
/// <param name="InNameOf">The resident a clerk wrote it down for; empty when the account's own.</param>
/// <param name="Key">The client's key, by which a second tap finds the first topic.</param>
public sealed record TopicProposed(string Title, string Text, string InNameOf = "", Guid? Key = null) : TopicMove;

/// <summary>立项: screened and taken.</summary>
public sealed record TopicTaken(string Reason) : TopicMove;

/// <summary>不予立项: screened and refused.</summary>
public sealed record TopicRefused(string Reason) : TopicMove;

/// <summary>并入: another topic says the same.</summary>
public sealed record TopicJoined(TopicId Other, string Reason) : TopicMove;

/// <summary>公示: the motion stands in leaf 0 of that vote's log, and nowhere else.</summary>
/// <param name="Vote">The vote.</param>
/// <param name="NoticeUntil">When the full days of notice are over, UTC.</param>
public sealed record TopicPublished(VoteId Vote, DateTimeOffset NoticeUntil) : TopicMove;

/// <summary>撤回公示: its vote was cancelled, to change the motion or for another reason; the way begins again with a new notice.</summary>
public sealed record TopicWithdrawn(VoteId Vote, string Reason) : TopicMove;

/// <summary>召集会议.</summary>
/// <param name="Agenda">What is talked about, a line for each point.</param>
/// <param name="Place">Where.</param>
/// <param name="At">When, UTC.</param>
public sealed record TopicCalled(string Agenda, string Place, DateTimeOffset At) : TopicMove;

/// <summary>签到: who of the vote's roll was there.</summary>
/// <param name="Present">Places on the roll.</param>
/// <param name="Heads">Heads behind them.</param>
/// <param name="Whole">Heads of the roll.</param>
/// <param name="Least">The fewest heads the meeting needed.</param>
public sealed record TopicAttended(IReadOnlyList<int> Present, long Heads, long Whole, long Least) : TopicMove
{
    /// <summary>Whether the meeting could decide to vote.</summary>
    public bool HasQuorum => Heads >= Least;
}

/// <summary>会议记录: what was said; written anew, it replaces what stood there, which stays in the story.</summary>
/// <param name="Minutes">In sentences.</param>
/// <param name="Recording">Where the recording is, http or https; empty without one.</param>
/// <param name="Opinions">What experts said.</param>
public sealed record TopicMinuted(string Minutes, string Recording, IReadOnlyList<ExpertOpinion> Opinions) : TopicMove;

/// <summary>专家意见.</summary>
/// <param name="Who">Name and field.</param>
/// <param name="Words">The opinion.</param>
public sealed record ExpertOpinion(string Who, string Words);

/// <summary>开始表决: the vote's own log says so.</summary>
public sealed record TopicVoteOpened(VoteId Vote) : TopicMove;

/// <summary>决议: the vote was announced; its count decides, nobody's hand.</summary>
/// <param name="Vote">The vote.</param>
/// <param name="Carried">The option that was carried; null when none was.</param>
public sealed record TopicResolved(VoteId Vote, string? Carried) : TopicMove;

/// <summary>列入年度计划.</summary>
/// <param name="Year">Of the estate's calendar.</param>
/// <param name="Sentence">What the year's plan says.</param>
public sealed record TopicPlanned(int Year, string Sentence) : TopicMove;

/// <summary>交办: a task that carries the resolution out.</summary>
public sealed record TopicTaskAdded(TaskTerms Terms) : TopicMove;

/// <summary>调整任务: another owner, day or wording.</summary>
public sealed record TopicTaskChanged(int Task, TaskTerms Terms, string Reason) : TopicMove;

/// <summary>任务完成: what was done.</summary>
public sealed record TopicTaskDone(int Task, string Words) : TopicMove;

/// <summary>任务取消: why.</summary>
public sealed record TopicTaskDropped(int Task, string Words) : TopicMove;

/// <summary>代表监督: what somebody of the roll remarks.</summary>
/// <param name="Task">On which task; 0 for the whole.</param>
/// <param name="Words">The remark.</param>
public sealed record TopicRemarked(int Task, string Words) : TopicMove;

/// <summary>办结: what came of it, for everybody.</summary>
public sealed record TopicClosed(string Result) : TopicMove;

/// <summary>删除姓名: somebody's name was taken out of the steps before; what was said and done stays.</summary>
/// <param name="Pseudonym">What stands there now.</param>
public sealed record TopicNameErased(string Pseudonym) : TopicMove;

/// <summary>One step: who did what, when.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="ByName">As the person was called then.</param>
/// <param name="Move">What.</param>
public sealed record TopicStep(int Number, DateTimeOffset At, StaffId By, string ByName, TopicMove Move);
