using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council;

/// <summary>What was done with a vote, apart from ballots.</summary>
public enum VoteStepKind
{
    Opened,
    Extended,
    Closed,
    Announced,
    Cancelled,
}

/// <summary>A step of a vote, as its log tells it: what minutes list.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">By whom; <see cref="Actor.ProgramId"/> where its time was over.</param>
/// <param name="Reason">Why it was extended or cancelled.</param>
/// <param name="ClosesAt">Until when it was extended.</param>
/// <param name="PapersLost">How many papers waited at its end and were not counted; stands beside the log, not in it.</param>
public sealed record VoteStep(VoteStepKind Kind, DateTimeOffset At, StaffId By, string Reason = "", DateTimeOffset? ClosesAt = null, int PapersLost = 0)
{
    /// <summary>The step a leaf tells of; null for a ballot and for what was settled.</summary>
    public static VoteStep? Of(VoteLeaf leaf) => leaf switch
    {
        OpenedLeaf opened => new(VoteStepKind.Opened, opened.At, opened.By),
        ExtendedLeaf extended => new(VoteStepKind.Extended, extended.At, extended.By, extended.Reason, extended.ClosesAt),
        ClosedLeaf closed => new(VoteStepKind.Closed, closed.At, closed.By),
        AnnouncedLeaf announced => new(VoteStepKind.Announced, announced.At, announced.By),
        CancelledLeaf cancelled => new(VoteStepKind.Cancelled, cancelled.At, cancelled.By, cancelled.Reason),
        _ => null,
    };
}
