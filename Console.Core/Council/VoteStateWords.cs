using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>What states are called in sentences of the program.</summary>
public static class VoteStateWords
{
    /// <summary>The state.</summary>
    public static Sentence Of(VoteState state) => state switch
    {
        VoteState.Prepared => new("待开始", "prepared"),
        VoteState.Open => new("投票中", "open"),
        VoteState.Closed => new("已结束", "closed"),
        VoteState.Announced => new("已宣布", "announced"),
        _ => new("已撤销", "cancelled"),
    };
}
