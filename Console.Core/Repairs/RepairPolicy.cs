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

    /// <summary>How long a report may wait for somebody to say what it is.</summary>
    public static readonly TimeSpan SortWithin = TimeSpan.FromHours(4);

    /// <summary>
    /// From when on a repair is late: one that waits is not late before the date it waits for, one opened again not before half of its time has passed once more, and one that
    /// nobody has sorted after <see cref="SortWithin"/>. Null where nobody has work with it.
    /// </summary>
    public static DateTimeOffset? LateFrom(Repair repair)
    {
        if (!repair.IsOpen)
        {
            return null;
        }

        var from = repair.DueAt ?? repair.CreatedAt + SortWithin;
        var again = repair.Steps.LastOrDefault(step => step.Kind is RepairStepKind.NotFixed or RepairStepKind.Reopened)?.At + ((from - repair.CreatedAt) / 2);
        return new[] { from, repair.WaitsUntil ?? from, again ?? from }.Max();
    }
}
