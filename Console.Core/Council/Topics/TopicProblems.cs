using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>No such topic, or none that the person may see.</summary>
public sealed record TopicNotFound(TopicId Topic)
    : Problem("topic.unknown", new("没有这个议题，请从议题列表里打开。", "There is no such topic; open it from the list."));

/// <summary>Somebody else's name, and the person has no right to take it out.</summary>
public sealed record NameNotYours(TopicId Topic)
    : Problem("topic.name", new("只能删除自己的姓名；要删除别人的，请网格长办理。", "You can take out your own name alone; a grid manager takes out somebody else's."));

/// <summary>The name does not stand in the topic, or no longer.</summary>
public sealed record NameNotThere(TopicId Topic)
    : Problem("topic.name-gone", new("这个议题里没有这个姓名，或者已经删除。", "That name does not stand in this topic, or no longer does."));

/// <summary>Whoever works here signs what they do.</summary>
public sealed record NameStillNeeded(TopicId Topic)
    : Problem("topic.name-needed", new("在职人员办理议题须署名，离职停用账号以后才能删除。", "Who works here signs what they do; the name can go once the account is closed."));

/// <summary>The topic is not at the stage for it.</summary>
public sealed record TopicStepIllegal(TopicId Topic, TopicStage Stage)
    : Problem("topic.illegal", new($"议题现在是“{TopicStageWords.Of(Stage).Zh}”，这一步还不能做或已经做过。", $"The topic is {TopicStageWords.Of(Stage).En} now: this step is done already or must wait."));

/// <summary>What was written or chosen is not in order.</summary>
public sealed record TopicNotValid(Sentence Reason) : Problem("topic.invalid", Reason);

/// <summary>Somebody else was faster.</summary>
public sealed record TopicChangedMeanwhile(TopicId Topic)
    : Problem("topic.changed", new("刚才有人改了这个议题，请看过新内容再做。", "Somebody has just changed this topic; look at it and try again."));

/// <summary>One person has enough that nobody has looked at.</summary>
public sealed record TooManyProposals()
    : Problem("topic.many", new("您提出的议题还有几件没有审核，请等审核后再提。", "Several of your proposals wait to be screened; propose more when that is done."));

/// <summary>The meeting was not written down.</summary>
public sealed record MinutesMissing(TopicId Topic)
    : Problem("topic.minutes", new("请先写会议记录：没有记录的会议不能进入下一步。", "Write the minutes of the meeting first: nothing follows from a meeting without."));

/// <summary>Tasks are missing, or not all have ended.</summary>
public sealed record TasksOpen(TopicId Topic)
    : Problem("topic.tasks", new("任务还没有全部办完，不能办结。请先交办任务，并等每一项完成或取消。", "Not every task has ended: give out tasks, and close once each is done or dropped."));

/// <summary>No such task.</summary>
public sealed record TaskNotFound(TopicId Topic)
    : Problem("topic.task", new("没有这项任务，请刷新页面。", "There is no such task; reload the page."));

/// <summary>It is done or dropped and stays as it is.</summary>
public sealed record TaskHasEnded(TopicId Topic)
    : Problem("topic.task-ended", new("这项任务已经结束。", "This task has ended."));

/// <summary>Somebody else's task.</summary>
public sealed record TaskNotYours(TopicId Topic)
    : Problem("topic.task-owner", new("这项任务由别人负责，只有负责人或网格长可以结束它。", "Somebody else owns this task; its owner or a grid manager ends it."));

/// <summary>Only who could vote on it watches what becomes of it.</summary>
public sealed record NotRepresentative(TopicId Topic)
    : Problem("topic.roll", new("只有这次表决名册上的人可以写监督意见。", "Only those on the roll of its vote write remarks."));

/// <summary>The vote of a topic is prepared by publishing the topic.</summary>
public sealed record PublishTheTopic()
    : Problem("vote.topic", new("议题的表决由公示产生，请在议题页面公布议案。", "A topic's vote comes from its publication: publish the motion on the topic's page."));

/// <summary>The vote of a topic cannot open before its meeting.</summary>
public sealed record MeetingFirst(int Topic)
    : Problem("vote.meeting", new($"议题 {Topic} 的会议还没有开，或到会人数不够，不能开始表决。请先在议题页面签到。", $"The meeting of topic {Topic} has not been held, or had no quorum: take its attendance on the topic's page first."));
