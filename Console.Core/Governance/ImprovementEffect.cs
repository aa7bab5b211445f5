using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>Whether an improvement helped: repairs of its cause before and after it was done.</summary>
/// <param name="Before30">Reported in the 30 days before.</param>
/// <param name="After30">Reported in the 30 days after.</param>
/// <param name="Before90">Reported in the 90 days before.</param>
/// <param name="After90">Reported in the 90 days after.</param>
/// <param name="Days">Whole days since it was done: a span that is not over cannot say much yet.</param>
public sealed record ImprovementEffect(int Before30, int After30, int Before90, int After90, int Days)
{
    /// <summary>About a month, days.</summary>
    public const int Month = 30;

    /// <summary>About a quarter, days.</summary>
    public const int Quarter = 90;

    /// <summary>Counts; null for one that is not done.</summary>
    /// <param name="improvement">Which.</param>
    /// <param name="repairs">Those of the community, of a quarter before and after at least.</param>
    /// <param name="now">Until when.</param>
    public static ImprovementEffect? Of(Improvement improvement, IEnumerable<Repair> repairs, DateTimeOffset now)
    {
        if (improvement is not { State: ImprovementState.Done, EndedAt: { } done })
        {
            return null;
        }

        var days = repairs.Where(repair => repair.State != RepairState.Duplicate && RepairCause.Of(repair) == improvement.Cause)
            .Select(repair => (repair.CreatedAt - done).TotalDays).ToList();
        return new ImprovementEffect(
            days.Count(day => day is >= -Month and < 0), days.Count(day => day is >= 0 and < Month),
            days.Count(day => day is >= -Quarter and < 0), days.Count(day => day is >= 0 and < Quarter),
            (int)(now - done).TotalDays);
    }
}
