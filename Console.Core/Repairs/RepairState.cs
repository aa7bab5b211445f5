namespace CommunityConsole.Core.Repairs;

/// <summary>How far a repair has come. <see cref="RepairViews"/> says which of the three states of the public interface each is.</summary>
public enum RepairState
{
    /// <summary>已提交: nobody has looked at it yet.</summary>
    Submitted,

    /// <summary>已分类: what it is and whose ground it stands on is known.</summary>
    Triaged,

    /// <summary>已派单: a unit answers for it.</summary>
    Assigned,

    /// <summary>已接单: a worker has it.</summary>
    Accepted,

    /// <summary>处理中.</summary>
    Working,

    /// <summary>等待中: for parts, access or somebody else, with a reason and a date.</summary>
    Waiting,

    /// <summary>已修好: says the worker; the reporter has not answered yet.</summary>
    Done,

    /// <summary>已确认: the reporter agrees, or nobody objected for <see cref="RepairPolicy.SilentConfirm"/>.</summary>
    Confirmed,

    /// <summary>不予受理: with the reason and where to turn; never called fixed.</summary>
    Refused,

    /// <summary>重复: another repair is about the same thing and keeps all who reported.</summary>
    Duplicate,

    /// <summary>重新打开: it was not fixed after all.</summary>
    Reopened,
}

/// <summary>What changes the state of a repair.</summary>
public enum RepairMove
{
    Triage,
    Assign,
    Accept,
    Start,
    Wait,
    Finish,
    Confirm,
    NotFixed,
    Refuse,
    Merge,
    Reopen,
}

/// <summary>The three states of the public interface.</summary>
public enum RepairView
{
    /// <summary>pending: nobody answers for it yet.</summary>
    Pending,

    /// <summary>processing.</summary>
    Processing,

    /// <summary>completed: ended, whichever way; the outcome says which.</summary>
    Completed,
}

/// <summary>The life cycle seen as the three states of the public interface.</summary>
public static class RepairViews
{
    /// <summary>Which of the three.</summary>
    public static RepairView Of(RepairState state) => state switch
    {
        RepairState.Submitted or RepairState.Triaged => RepairView.Pending,
        RepairState.Done or RepairState.Confirmed or RepairState.Refused or RepairState.Duplicate => RepairView.Completed,
        _ => RepairView.Processing,
    };

    /// <summary>All states of a view.</summary>
    public static IReadOnlyList<RepairState> StatesOf(RepairView view) => [.. Enum.GetValues<RepairState>().Where(state => Of(state) == view)];

    /// <summary><c>pending</c>, <c>processing</c>, <c>completed</c>.</summary>
    public static string TextOf(RepairView view) => view.ToString().ToLowerInvariant();

    /// <summary>Reads <see cref="TextOf"/> back; null for any other text.</summary>
    public static RepairView? Parse(string? text) => Enum.GetValues<RepairView>().Cast<RepairView?>().FirstOrDefault(view => TextOf(view!.Value) == text);
}
