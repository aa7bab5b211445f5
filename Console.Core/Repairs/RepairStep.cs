using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>One thing that happened to a repair.</summary>
public enum RepairStepKind
{
    Submitted,
    Triaged,
    Assigned,
    Accepted,
    Started,
    Waited,
    Finished,
    Confirmed,
    NotFixed,
    Refused,

    /// <summary>This one is a duplicate; the detail names the other.</summary>
    Merged,

    /// <summary>A duplicate was merged into this one; the detail names it.</summary>
    TookOver,
    Reopened,

    /// <summary>One more person has the same trouble.</summary>
    Joined,
    Rated,
    Noted,

    /// <summary>The deadline is near or past: the unit was reminded.</summary>
    Reminded,

    /// <summary>Still not done: the next one up was told; the detail says who.</summary>
    Escalated,

    /// <summary>How reporters can be reached, or the photos, were deleted; the detail says which.</summary>
    Erased,
}

/// <summary>What a waiting repair waits for.</summary>
public enum RepairWait
{
    Parts,
    Access,
    OtherBody,
    Other,
}

/// <summary>One step of a repair: who did what, when. A repair's version is the number of its steps.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="ByName">As the person was called then; of who reported without an account: 居民.</param>
/// <param name="Kind">What.</param>
/// <param name="Note">In the person's words.</param>
/// <param name="Detail">For programs: the service, the unit, the other repair, what it waits for.</param>
public sealed record RepairStep(int Number, DateTimeOffset At, StaffId By, string ByName, RepairStepKind Kind, string Note, string Detail = "")
{
    /// <summary>The state after it, written with it, so that the times in each state are recounted from the steps alone.</summary>
    public RepairState State { get; init; }

    /// <summary>Ids of the photos shown with it.</summary>
    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(RepairStep? other) => other is not null
        && (Number, At, By, ByName, Kind, Note, Detail, State) == (other.Number, other.At, other.By, other.ByName, other.Kind, other.Note, other.Detail, other.State)
        && Photos.SequenceEqual(other.Photos);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Number, At, By, Kind, Detail);
}

/// <summary>Somebody who reported a repair: with an account, by a code, or both unknown (the program).</summary>
/// <param name="Number">1, 2, 3 ... in the order of reporting.</param>
/// <param name="Account">The account; null without one.</param>
/// <param name="Contact">How to reach the person; personal data, empty where none was given.</param>
/// <param name="At">When, UTC.</param>
public sealed record RepairReporter(int Number, StaffId? Account, string Contact, DateTimeOffset At)
{
    /// <summary>The code of somebody without an account, sealed; empty where there is none.</summary>
    public string Code { get; init; } = "";

    /// <summary>The repair it was reported as, where that was merged into this one; null for this one.</summary>
    public RepairId? From { get; init; }

    /// <summary>1 to 5; null before the person has rated.</summary>
    public int? Rating { get; init; }

    /// <summary>What the person says to it.</summary>
    public string Comment { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? RatedAt { get; init; }
}
