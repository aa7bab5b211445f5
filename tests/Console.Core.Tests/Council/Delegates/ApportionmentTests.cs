using CommunityConsole.Core.Council.Delegates;

namespace CommunityConsole.Core.Tests.Council.Delegates;

public sealed class ApportionmentTests
{
    [Fact]
    public void RandomEstates_SumIsSeats_EachHasItsQuotaRoundedDownOrUp_AndALargerGroupNeverLess()
    {
        var random = new Random(1792);
        for (var run = 0; run < 2_000; run++)
        {
            var people = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(5) == 0 ? 0 : random.Next(1, random.Next(2, 1_000_000))).ToList();
            people[0]++;
            var seats = random.Next(0, 400);

            var fair = Apportionment.LargestRemainder(people, seats);

            var all = people.Sum(count => (long)count);
            Assert.Equal(seats, fair.Sum());
            Assert.All(people.Zip(fair), group =>
            {
                var (whole, rest) = Math.DivRem((long)seats * group.First, all);
                Assert.InRange(group.Second, whole, rest == 0 ? whole : whole + 1);
            });
            var sorted = people.Zip(fair).OrderBy(group => group.First).ThenBy(group => group.Second).ToList();
            Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.True(pair.First.Second <= pair.Second.Second || pair.First.First == pair.Second.First));
        }
    }

    // A worked example that stands in text books: 100,000 votes, 10 seats.
    [Fact]
    public void LargestRemainder_TheTextbookExample_IsAsPrinted() =>
        Assert.Equal([5, 2, 1, 1, 1, 0], Apportionment.LargestRemainder([47_000, 16_000, 15_800, 12_000, 6_100, 3_100], 10));

    [Fact]
    public void LargestRemainder_OfEqualRemainders_TheLargerGroupComesFirst_ThenTheFirst()
    {
        Assert.Equal([0, 2], Apportionment.LargestRemainder([1, 3], 2));   // 0.5 and 1.5
        Assert.Equal([1, 0, 0], Apportionment.LargestRemainder([5, 5, 5], 1));
    }

    [Fact]
    public void LargestRemainder_OfNobody_IsAFault() => Assert.Throws<ArgumentOutOfRangeException>(() => Apportionment.LargestRemainder([0, 0], 3));
}
