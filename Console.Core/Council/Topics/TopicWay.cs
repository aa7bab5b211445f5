using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>The way of a topic: from which stage each step may be taken, and what must be there before it. The only place that says so.</summary>
internal static class TopicWay
{
    /// <summary>Why the step may not be taken now; null when it may.</summary>
    public static Problem? Refusal(Topic topic, TopicMove move, DateTimeOffset now) =>
        !From(move).Contains(topic.Stage) ? new TopicStepIllegal(topic.Id, topic.Stage)
        : move switch
        {
            TopicJoined joined when joined.Other == topic.Id => new TopicNotValid(new("议题不能并入自己。", "A topic cannot be joined to itself.")),
            TopicPublished published when published.Vote.Value <= topic.LastVote.Value => new TopicNotValid(new("这次表决属于从前的公示，请重新公示。", "That vote belongs to a former notice; publish anew.")),
            TopicWithdrawn withdrawn when withdrawn.Vote != topic.Vote => new TopicStepIllegal(topic.Id, topic.Stage),
            TopicVoteOpened opened when opened.Vote != topic.Vote => new TopicStepIllegal(topic.Id, topic.Stage),
            TopicResolved resolved when resolved.Vote != topic.Vote => new TopicStepIllegal(topic.Id, topic.Stage),
            TopicCalled called when called.At < topic.NoticeUntil => new TopicNotValid(new("会议须在公示期满之后召开。", "The meeting is held once the notice is over.")),
            TopicCalled called when called.At < now => new TopicNotValid(new("会议时间已经过去，请改一个时间。", "The time of the meeting has passed; choose a later one.")),
            TopicAttended when now < topic.Meeting!.At => new TopicNotValid(new("会议还没有到时间，到时再签到。", "The meeting has not begun; take the attendance then.")),
            TopicPlanned or TopicClosed when topic.Minutes is null => new MinutesMissing(topic.Id),
            TopicClosed when topic.Stage == TopicStage.Planned && (topic.Tasks.Count == 0 || topic.Tasks.Any(task => task.IsOpen)) => new TasksOpen(topic.Id),
            TopicTaskChanged changed => TaskRefusal(topic, changed.Task),
            TopicTaskDone done => TaskRefusal(topic, done.Task),
            TopicTaskDropped dropped => TaskRefusal(topic, dropped.Task),
            TopicRemarked remarked when remarked.Task < 0 || remarked.Task > topic.Tasks.Count => new TaskNotFound(topic.Id),
            _ => null,
        };

    private static TopicStage[] From(TopicMove move) => move switch
    {
        TopicTaken or TopicRefused or TopicJoined => [TopicStage.Collected],
        TopicPublished => [TopicStage.Taken],
        TopicWithdrawn => [TopicStage.Published, TopicStage.Called, TopicStage.Met, TopicStage.Voting],
        TopicCalled => [TopicStage.Published, TopicStage.Called],
        TopicAttended => [TopicStage.Called],
        TopicMinuted => [TopicStage.Met, TopicStage.Voting, TopicStage.Adopted, TopicStage.NotAdopted],
        TopicVoteOpened => [TopicStage.Met],
        TopicResolved => [TopicStage.Voting],
        TopicPlanned => [TopicStage.Adopted],
        TopicTaskAdded or TopicTaskChanged or TopicTaskDone or TopicTaskDropped or TopicRemarked => [TopicStage.Planned],
        TopicClosed => [TopicStage.NotAdopted, TopicStage.Planned],
        _ => [],
    };

    private static Problem? TaskRefusal(Topic topic, int number) =>
        number < 1 || number > topic.Tasks.Count ? new TaskNotFound(topic.Id)
        : !topic.Tasks[number - 1].IsOpen ? new TaskHasEnded(topic.Id)
        : null;
}
