using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>A topic as residents and staff with other work may read it: no name of who proposed or remarked, no telephone number in anybody's words.</summary>
public static class TopicPrivacy
{
    /// <summary>The topic for that person's eyes.</summary>
    public static Topic Shown(Topic topic, Actor actor) => TopicRights.SeesPeople(actor.Role) ? topic
        : Topic.Of(topic.Id, topic.Community, [.. topic.Steps.Select(step => step with { ByName = IsResidents(step.Move) && step.By != actor.Id ? "" : step.ByName, Move = Masked(step.Move) })]);

    // What people outside the staff say about a topic they may say without their name.
    private static bool IsResidents(TopicMove move) => move is TopicProposed or TopicRemarked;

    private static TopicMove Masked(TopicMove move)
    {
        var masked = TopicSpeech.Map(move, PersonalText.Masked);
        return masked is TopicProposed proposed ? proposed with { InNameOf = "", Key = null } : masked;
    }
}
