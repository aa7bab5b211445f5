using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Points;

namespace CommunityConsole.Core.Governance;

/// <summary>Tells the points bank what the council has resolved: a topic by its number, adopted once its count was announced and carries it.</summary>
internal sealed class CouncilResolutions(TopicBoard topics) : IResolutions
{
    public Resolution? Find(string community, int number) => topics.Find(new TopicId(number)) is { } topic && topic.Community == community ? Of(topic) : null;

    public IReadOnlyList<Resolution> Adopted(string community) => [.. topics.Latest(community).Select(Of).Where(resolution => resolution.Adopted)];

    private static Resolution Of(Topic topic) =>
        new(topic.Id.Value, topic.Proposal.Title, topic.Resolution?.Carried is not null && (topic.Stage is TopicStage.Adopted or TopicStage.Planned or TopicStage.Closed));
}
