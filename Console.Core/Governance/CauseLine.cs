using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>A cause on a month's list, with what puts it there.</summary>
/// <param name="Cause">What breaks and where.</param>
/// <param name="Repairs">The repairs behind it, newest first.</param>
/// <param name="NotFixed">How often their reporters said in the month that it is not fixed.</param>
/// <param name="LowRatings">Ratings of 1 and 2 given in the month.</param>
public sealed record CauseLine(RepairCause Cause, IReadOnlyList<RepairId> Repairs, int NotFixed, int LowRatings)
{
    private const int Low = 2;

    /// <summary>The month's list, the heaviest cause first: what was reported twice at one place, and whatever was rated 1 or 2 or was twice not fixed, even if it is the first.</summary>
    /// <param name="repairs">All that were reported or changed in the span.</param>
    /// <param name="span">The month.</param>
    public static IReadOnlyList<CauseLine> Of(IEnumerable<Repair> repairs, FigureSpan span) =>
    [
        .. repairs.Where(repair => repair.State != RepairState.Duplicate && (span.Holds(repair.CreatedAt) || IsBad(repair, span)))
            .GroupBy(RepairCause.Of)
            // Of what has no place in common only the bad one tells something.
            .Select(group => (group.Key, Repairs: group.Where(repair => group.Key.IsOnePlace || IsBad(repair, span)).ToList()))
            .Where(group => group.Repairs.Count >= 2 || group.Repairs.Any(repair => IsBad(repair, span)))
            .Select(group => new CauseLine(
                group.Key,
                [.. group.Repairs.Select(repair => repair.Id).OrderByDescending(id => id.Value)],
                group.Repairs.Sum(repair => NotFixedIn(repair, span)),
                group.Repairs.Sum(repair => LowIn(repair, span))))
            .OrderByDescending(line => line.Repairs.Count + line.NotFixed + line.LowRatings)
            .ThenBy(line => line.Cause.ToString(), StringComparer.Ordinal),
    ];

    // The second "not fixed" counts in the month in which it was said.
    private static bool IsBad(Repair repair, FigureSpan span) =>
        LowIn(repair, span) > 0 || (NotFixedIn(repair, span) > 0 && repair.Steps.Count(step => step.Kind == RepairStepKind.NotFixed && step.At < span.Until) >= 2);

    private static int NotFixedIn(Repair repair, FigureSpan span) => repair.Steps.Count(step => step.Kind == RepairStepKind.NotFixed && span.Holds(step.At));

    private static int LowIn(Repair repair, FigureSpan span) => repair.Reporters.Count(reporter => reporter.Rating <= Low && span.Holds(reporter.RatedAt));
}
