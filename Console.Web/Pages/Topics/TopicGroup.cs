using CommunityConsole.Core.Council.Topics;

namespace CommunityConsole.Web.Pages.Topics;

/// <summary>Which topics a list shows.</summary>
public enum TopicGroup
{
    /// <summary>All that are not over.</summary>
    Running,
    Waiting,
    Deciding,
    Doing,
    Ended,
}

internal static class TopicGroups
{
    /// <summary>Whether the topic belongs to it.</summary>
    public static bool Has(this TopicGroup group, Topic topic) => group switch
    {
        TopicGroup.Running => !topic.HasEnded,
        TopicGroup.Ended => topic.HasEnded,
        TopicGroup.Waiting => topic.Stage is TopicStage.Collected or TopicStage.Taken,
        TopicGroup.Deciding => topic.Stage is TopicStage.Published or TopicStage.Called or TopicStage.Met or TopicStage.Voting,
        _ => topic.Stage is TopicStage.Adopted or TopicStage.NotAdopted or TopicStage.Planned,
    };
}
