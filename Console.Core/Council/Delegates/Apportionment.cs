namespace CommunityConsole.Core.Council.Delegates;

/// <summary>Shares seats out by the numbers of people, in integers.</summary>
public static class Apportionment
{
    /// <summary>
    /// The method of the largest remainder (Hamilton 1792; Hare–Niemeyer): a group has the whole part of its quota
    /// seats × people ÷ all people, the seats that are left go one each to the largest remainders.
    /// </summary>
    /// <remarks>It keeps the quota rule: nobody has less than the quota rounded down, nor more than rounded up (Balinski and Young, Fair Representation, 1982, who name its price: with one seat more a group may have one less). Of equal remainders the larger group's goes first, then the one that stands first.</remarks>
    /// <param name="people">Of each group, none below 0, not all of them 0.</param>
    /// <param name="seats">How many there are.</param>
    public static IReadOnlyList<int> LargestRemainder(IReadOnlyList<int> people, int seats)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentOutOfRangeException.ThrowIfNegative(seats);
        var all = people.Sum(count => (long)count);
        ArgumentOutOfRangeException.ThrowIfZero(all, nameof(people));

        var shares = people.Select(count => Math.DivRem((long)seats * count, all)).ToList();
        var fair = shares.Select(share => (int)share.Quotient).ToArray();
        var left = seats - fair.Sum();
        foreach (var group in Enumerable.Range(0, people.Count).OrderByDescending(group => shares[group].Remainder).ThenByDescending(group => people[group]).Take(left))
        {
            fair[group]++;
        }

        return fair;
    }
}
