using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>How far a topic has come. <see cref="TopicWay"/> says what may follow what; nothing is left out.</summary>
public enum TopicStage
{
    /// <summary>已收集: proposed, nobody has judged it.</summary>
    Collected,

    /// <summary>已立项: screened and taken; its motion is being written.</summary>
    Taken,

    /// <summary>不予立项: screened and refused, with the reason.</summary>
    Refused,

    /// <summary>已并入: another topic says the same.</summary>
    Joined,

    /// <summary>公示中: the motion is published; the notice runs.</summary>
    Published,

    /// <summary>已召集: agenda, place and time of its meeting are known.</summary>
    Called,

    /// <summary>已议事: the meeting had its quorum; the vote may open.</summary>
    Met,

    /// <summary>表决中: ballots are taken, or wait to be announced.</summary>
    Voting,

    /// <summary>通过: the count was announced and carries it.</summary>
    Adopted,

    /// <summary>未通过: the count was announced and does not.</summary>
    NotAdopted,

    /// <summary>已列入计划: stands in a year's plan; its tasks are done one after the other.</summary>
    Planned,

    /// <summary>已办结: what came of it is public.</summary>
    Closed,
}

/// <summary>What stages are called in sentences of the program.</summary>
public static class TopicStageWords
{
    /// <summary>The stage.</summary>
    public static Sentence Of(TopicStage stage) => stage switch
    {
        TopicStage.Collected => new("待审核", "waiting to be screened"),
        TopicStage.Taken => new("已立项", "taken"),
        TopicStage.Refused => new("不予立项", "not taken"),
        TopicStage.Joined => new("已并入", "joined to another"),
        TopicStage.Published => new("公示中", "published"),
        TopicStage.Called => new("会议已召集", "meeting called"),
        TopicStage.Met => new("已议事", "meeting held"),
        TopicStage.Voting => new("表决中", "being voted on"),
        TopicStage.Adopted => new("已通过", "adopted"),
        TopicStage.NotAdopted => new("未通过", "not adopted"),
        TopicStage.Planned => new("办理中", "being carried out"),
        _ => new("已办结", "closed"),
    };
}
