using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>
/// Brings a topic up to what its votes have come to: published, withdrawn, opened, announced. Votes and topics lie in two files; a crash between
/// the two commits, and every step of the vote taken on its own page, is made good by this and by nothing else.
/// </summary>
internal sealed class TopicFollow(VoteBoard votes, StaffDirectory staff, EstateCalendar calendar)
{
    /// <summary>The topic with every step its votes have taken since; the same one when there is none.</summary>
    public Topic Of(Topic topic)
    {
        foreach (var vote in votes.OfTopic(topic.Community, topic.Id.Value))
        {
            topic = After(topic, vote);
        }

        return topic;
    }

    /// <summary>The highest number of a topic that a vote knows of.</summary>
    public int Highest => votes.HighestTopic;

    /// <summary>The step of publication by that vote.</summary>
    public TopicPublished Published(VoteView vote, DateTimeOffset at) => new(vote.Id, VoteDraftPolicy.Earliest(vote.Definition.Profile, at, calendar));

    private Topic After(Topic topic, VoteView vote)
    {
        if (topic.Stage == TopicStage.Taken && vote.Id.Value > topic.LastVote.Value && vote.State == VoteState.Prepared)
        {
            // Its log was signed when it was published, and not since.
            var at = vote.Checkpoint!.At;
            topic = Must(topic.Move(Published(vote, at), Chair(vote.Definition.Chair, topic), at));
        }

        if (topic.Vote != vote.Id)
        {
            return topic;
        }

        if (topic.Stage == TopicStage.Met && vote.OpenedAt is { } opened)
        {
            topic = Must(topic.Move(new TopicVoteOpened(vote.Id), By(VoteStepKind.Opened, vote, topic), opened));
        }

        // Its log was signed when it was cancelled, and not since.
        return vote.State == VoteState.Cancelled ? Must(topic.Move(new TopicWithdrawn(vote.Id, vote.Reason), By(VoteStepKind.Cancelled, vote, topic), vote.Checkpoint!.At))
            : topic.Stage == TopicStage.Voting && vote is { AnnouncedAt: { } announced, Outcome: { } outcome } ? Must(topic.Move(new TopicResolved(vote.Id, outcome.Carried), By(VoteStepKind.Announced, vote, topic), announced))
            : topic;
    }

    // Whoever took the step, which need not be who published the vote.
    private Actor By(VoteStepKind kind, VoteView vote, Topic topic) => Chair(vote.Steps.Last(step => step.Kind == kind).By, topic);

    private Actor Chair(StaffId id, Topic topic) => new(id, staff.NameOf(id), Role.CouncilChair, topic.Community);

    private static Topic Must(Result<Topic> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Problem.Message.En);
}
