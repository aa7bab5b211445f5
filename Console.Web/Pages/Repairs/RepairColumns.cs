using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>The columns of the repair board, in their order; on a phone its tabs.</summary>
public enum RepairColumn
{
    /// <summary>没修好: came back from its reporter; stands first.</summary>
    Reopened,

    /// <summary>待分类: nobody answers for it yet.</summary>
    ToSort,

    /// <summary>已派单: a unit answers for it.</summary>
    Assigned,

    /// <summary>处理中: accepted or worked on.</summary>
    InHand,

    /// <summary>等待中.</summary>
    Waiting,

    /// <summary>待确认: done, says the worker.</summary>
    ToConfirm,
}

/// <summary>Which repair stands in which column.</summary>
public static class RepairColumns
{
    /// <summary>All of them, as they stand from left to right.</summary>
    public static IReadOnlyList<RepairColumn> All { get; } = Enum.GetValues<RepairColumn>();

    private static readonly string[] Tabs = Enum.GetNames<RepairColumn>();

    /// <summary>How the address and a phone's tabs name it.</summary>
    public static string TabOf(RepairColumn column) => Tabs[(int)column];

    /// <summary>The column of a state; null for what has ended and stands on no board.</summary>
    public static RepairColumn? Of(RepairState state) => state switch
    {
        RepairState.Submitted or RepairState.Triaged => RepairColumn.ToSort,
        RepairState.Assigned => RepairColumn.Assigned,
        RepairState.Accepted or RepairState.Working => RepairColumn.InHand,
        RepairState.Waiting => RepairColumn.Waiting,
        RepairState.Done => RepairColumn.ToConfirm,
        RepairState.Reopened => RepairColumn.Reopened,
        _ => null,
    };
}
