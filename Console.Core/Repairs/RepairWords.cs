using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>What states and moves are called.</summary>
public static class RepairWords
{
    /// <summary>The state's name.</summary>
    public static Sentence Of(RepairState state) => state switch
    {
        RepairState.Submitted => new("已提交", "submitted"),
        RepairState.Triaged => new("已分类", "triaged"),
        RepairState.Assigned => new("已派单", "assigned"),
        RepairState.Accepted => new("已接单", "accepted"),
        RepairState.Working => new("处理中", "being worked on"),
        RepairState.Waiting => new("等待中", "waiting"),
        RepairState.Done => new("已修好，待确认", "done, to be confirmed"),
        RepairState.Confirmed => new("已确认修好", "confirmed"),
        RepairState.Refused => new("不予受理", "refused"),
        RepairState.Duplicate => new("重复报修", "a duplicate"),
        _ => new("没修好，重新处理", "reopened"),
    };

    /// <summary>What the move does, as it stands in a sentence.</summary>
    public static Sentence Of(RepairMove move) => move switch
    {
        RepairMove.Triage => new("分类", "triaged"),
        RepairMove.Assign => new("派单", "assigned"),
        RepairMove.Accept => new("接单", "accepted"),
        RepairMove.Start => new("开始处理", "started"),
        RepairMove.Wait => new("转入等待", "made to wait"),
        RepairMove.Finish => new("报完工", "finished"),
        RepairMove.Confirm => new("确认修好", "confirmed"),
        RepairMove.NotFixed => new("反馈没修好", "said not to be fixed"),
        RepairMove.Refuse => new("不予受理", "refused"),
        RepairMove.Merge => new("并为重复", "merged"),
        _ => new("重新打开", "reopened"),
    };
}
