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

    /// <summary>The shortest time a unit has to take a repair.</summary>
    public static readonly TimeSpan ShortestResponse = TimeSpan.FromMinutes(30);

    /// <summary>Until when somebody is to have taken it: within a tenth of the time promised, but not in less than <see cref="ShortestResponse"/>; null before it is assigned.</summary>
    public static DateTimeOffset? RespondBy(Repair repair) =>
        repair.DueAt is { } due ? repair.CreatedAt + Longer((due - repair.CreatedAt) / 10, ShortestResponse) : null;

    /// <summary>From when on a unit that was given a repair without a name has left it lying: before the promised time is past, and not before it has had the shortest time. Null where somebody has it.</summary>
    public static DateTimeOffset? LiesFrom(Repair repair) =>
        repair is { State: RepairState.Assigned, Worker: null, DueAt: { } due } && repair.Steps.LastOrDefault(step => step.Kind == RepairStepKind.Assigned) is { } assigned
            ? new[] { due, new[] { RespondBy(repair)!.Value, assigned.At + ShortestResponse }.Max() }.Min()
            : null;

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

    /// <summary>When it came to its end: what is said of it later does not put that off. Null while somebody has work with it, or may still object.</summary>
    public static DateTimeOffset? EndedAt(Repair repair) =>
        repair.IsOpen || repair.State == RepairState.Done ? null
        : repair.Steps.Zip(repair.Steps.Skip(1)).LastOrDefault(pair => pair.First.State != pair.Second.State).Second?.At ?? repair.CreatedAt;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
