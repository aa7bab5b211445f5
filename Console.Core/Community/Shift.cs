namespace CommunityConsole.Core.Community;

/// <summary>A shift's id.</summary>
public readonly record struct ShiftId(Guid Value)
{
    /// <summary>A new one.</summary>
    public static ShiftId New() => new(Guid.NewGuid());

    public override string ToString() => Value.ToString();
}

/// <summary>What those who go leave to those who come.</summary>
/// <param name="Text">In their words, up to <see cref="DutyPolicy.NoteLength"/> characters.</param>
/// <param name="By">Who wrote it last.</param>
/// <param name="At">When, UTC.</param>
public sealed record HandoverNote(string Text, StaffId By, DateTimeOffset At);

/// <summary>Who is on duty in a community from one instant to another. The shifts of a community never overlap.</summary>
/// <param name="Id">Which shift.</param>
/// <param name="Community">Whose.</param>
/// <param name="From">It begins at this instant, UTC.</param>
/// <param name="Until">It ends before this instant, UTC.</param>
public sealed record Shift(ShiftId Id, string Community, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The workers at the desk, in the order in which they are called.</summary>
    public IReadOnlyList<StaffId> Workers { get; init; } = [];

    /// <summary>Called when the workers do not answer; may change the roster of the running shift.</summary>
    public StaffId Supervisor { get; init; }

    /// <summary>Approves visits.</summary>
    public StaffId GridManager { get; init; }

    /// <summary>Approves where the grid manager does not answer; null where there is nobody.</summary>
    public StaffId? Deputy { get; init; }

    /// <summary>Null while nobody has written one.</summary>
    public HandoverNote? Note { get; init; }

    /// <summary>Taken off the roster before it began.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Rises with each change; the store compares it before it writes.</summary>
    public int Version { get; init; }

    /// <summary>Everybody of the shift, each once.</summary>
    public IEnumerable<StaffId> People => Workers.Append(Supervisor).Append(GridManager).Concat(Deputy is { } deputy ? [deputy] : []).Distinct();

    /// <summary>Whether it is on duty at that instant.</summary>
    public bool Covers(DateTimeOffset instant) => !Cancelled && From <= instant && instant < Until;

    /// <summary>Whether both claim an instant.</summary>
    public bool Overlaps(Shift other) => !Cancelled && !other.Cancelled && Community == other.Community && From < other.Until && other.From < Until;
}
