using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>What a topic waits for.</summary>
public enum TopicAct
{
    /// <summary>Nothing: it is over.</summary>
    None,
    Screen,
    Publish,

    /// <summary>Its vote's time has passed before it could open: the motion is published anew.</summary>
    PublishAgain,
    Call,

    /// <summary>The day of its meeting.</summary>
    AwaitMeeting,
    Attend,

    /// <summary>The hour its vote may open.</summary>
    AwaitVote,
    OpenVote,

    /// <summary>Ballots.</summary>
    Vote,
    Announce,
    Minute,
    Plan,
    Assign,
    EndTasks,
    Close,
}

/// <summary>The one thing that brings a topic on, and whose it is.</summary>
/// <param name="Act">What.</param>
/// <param name="Who">Roles that can do it; empty where nobody can hurry it.</param>
public sealed record TopicNext(TopicAct Act, IReadOnlyList<Role> Who)
{
    private static readonly Role[] Nobody = [];
    private static readonly Role[] Chair = [Role.CouncilChair];
    private static readonly Role[] Leaders = [Role.CouncilChair, Role.GridManager];

    /// <summary>What is next.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="vote">Its vote; null without one.</param>
    /// <param name="now">When.</param>
    public static TopicNext Of(Topic topic, VoteView? vote, DateTimeOffset now) => topic.Stage switch
    {
        TopicStage.Collected => new(TopicAct.Screen, Chair),
        TopicStage.Taken => new(TopicAct.Publish, Chair),
        TopicStage.Published or TopicStage.Called or TopicStage.Met when vote is { State: VoteState.Prepared } && now >= vote.ClosesAt => new(TopicAct.PublishAgain, Chair),
        TopicStage.Published => new(TopicAct.Call, Chair),
        TopicStage.Called => now < topic.Meeting!.At ? new(TopicAct.AwaitMeeting, Nobody) : new(TopicAct.Attend, Chair),
        TopicStage.Met => vote is not null && now < vote.Definition.OpensAt ? new(TopicAct.AwaitVote, Nobody) : new(TopicAct.OpenVote, Chair),
        TopicStage.Voting => vote is { State: VoteState.Closed } ? new(TopicAct.Announce, Chair) : new(TopicAct.Vote, Nobody),
        TopicStage.Adopted => topic.Minutes is null ? new(TopicAct.Minute, Chair) : new(TopicAct.Plan, Leaders),
        TopicStage.NotAdopted => topic.Minutes is null ? new(TopicAct.Minute, Chair) : new(TopicAct.Close, Leaders),
        TopicStage.Planned => topic.Tasks.Count == 0 ? new(TopicAct.Assign, Leaders)
            : topic.Tasks.Any(task => task.IsOpen) ? new(TopicAct.EndTasks, Nobody)
            : new(TopicAct.Close, Leaders),
        _ => new(TopicAct.None, Nobody),
    };
}
