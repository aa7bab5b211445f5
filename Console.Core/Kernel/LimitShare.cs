namespace CommunityConsole.Core.Kernel;

/// <summary>How many kept a time limit, of those of which it is known whether they did.</summary>
/// <param name="Limit">The limit; exactly as long still keeps it.</param>
/// <param name="Within">How many kept it.</param>
/// <param name="Of">How many kept it or did not.</param>
public sealed record LimitShare(TimeSpan Limit, int Within, int Of)
{
    /// <summary>0 to 1; null while nothing is known.</summary>
    public double? Share => Of == 0 ? null : (double)Within / Of;

    /// <summary>Counts: what took at most the limit has kept it; what is not done counts only once it has waited longer than the limit.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="each">How long each took, null while it is not done, and how long it has waited so far.</param>
    public static LimitShare Count(TimeSpan limit, IEnumerable<(TimeSpan? Took, TimeSpan Waited)> each)
    {
        ArgumentNullException.ThrowIfNull(each);
        var (within, of) = (0, 0);
        foreach (var (took, waited) in each)
        {
            within += took <= limit ? 1 : 0;
            of += took is not null || waited > limit ? 1 : 0;
        }

        return new LimitShare(limit, within, of);
    }
}
