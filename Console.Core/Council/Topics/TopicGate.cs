using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>What the opening of a vote asks where the vote is a topic's: whether its meeting was held with a quorum.</summary>
internal sealed class TopicGate(TopicBoard board)
{
    /// <summary>Why the vote may not open; null when it may.</summary>
    public Problem? OpeningRefusal(VoteDefinition vote) =>
        vote.Topic == 0 || (board.Find(new TopicId(vote.Topic)) is { Stage: TopicStage.Met } topic && topic.Vote == vote.Id && topic.Community == vote.Community)
            ? null
            : new MeetingFirst(vote.Topic);
}
