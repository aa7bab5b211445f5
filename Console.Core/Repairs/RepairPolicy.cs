namespace CommunityConsole.Core.Repairs;

/// <summary>The spans of the life cycle.</summary>
public static class RepairPolicy
{
    /// <summary>A finished repair nobody objected to for so long counts as confirmed; the step says that nobody answered.</summary>
    public static readonly TimeSpan SilentConfirm = TimeSpan.FromDays(14);

    /// <summary>"Not fixed" can be said for so long after it was finished; what breaks later is a new repair.</summary>
    public static readonly TimeSpan ObjectWithin = TimeSpan.FromDays(30);

    /// <summary>The longest a repair may be put off at a time.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(90);

    /// <summary>What to say of a step that its taker left out: whoever closes by the public interface need not say how.</summary>
    public const string Unsaid = "未附说明";

    /// <summary>From when on a repair is late: one that waits is not late before the date it waits for. Null where nothing is promised.</summary>
    public static DateTimeOffset? LateFrom(Repair repair) => repair switch
    {
        { IsOpen: false } or { DueAt: null } => null,
        { State: RepairState.Waiting, WaitsUntil: { } until } when until > repair.DueAt => until,
        _ => repair.DueAt,
    };
}
