using System.Numerics;
using CommunityConsole.Core.Council;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>The rules at their edges, and against exact rationals.</summary>
public sealed class ThresholdTests
{
    [Theory]
    // At least two thirds (Civil Code Art. 278: taking part).
    [InlineData("2/3", 2, 3, true)]
    [InlineData("2/3", 1, 3, false)]
    [InlineData("2/3", 0, 3, false)]
    [InlineData("2/3", 3, 3, true)]
    [InlineData("2/3", 66, 100, false)]
    [InlineData("2/3", 67, 100, true)]
    [InlineData("2/3", 199, 300, false)]
    [InlineData("2/3", 200, 300, true)]
    [InlineData("2/3", 201, 300, true)]
    [InlineData("2/3", 1, 1, true)]
    [InlineData("2/3", 0, 1, false)]
    [InlineData("2/3", 1, 2, false)]
    [InlineData("2/3", 2, 2, true)]
    [InlineData("2/3", 3, 4, true)]
    [InlineData("2/3", 2, 4, false)]
    [InlineData("2/3", 6_666_666, 10_000_000, false)]
    [InlineData("2/3", 6_666_667, 10_000_000, true)]
    [InlineData("2/3", 17_999_999, 27_000_000, false)]
    [InlineData("2/3", 18_000_000, 27_000_000, true)]
    // More than half (agreement on ordinary matters).
    [InlineData(">1/2", 1, 2, false)]
    [InlineData(">1/2", 2, 2, true)]
    [InlineData(">1/2", 2, 3, true)]
    [InlineData(">1/2", 1, 3, false)]
    [InlineData(">1/2", 50, 100, false)]
    [InlineData(">1/2", 51, 100, true)]
    [InlineData(">1/2", 49, 99, false)]
    [InlineData(">1/2", 50, 99, true)]
    [InlineData(">1/2", 1, 1, true)]
    [InlineData(">1/2", 0, 1, false)]
    [InlineData(">1/2", 5_000_000_000, 10_000_000_000, false)]
    [InlineData(">1/2", 5_000_000_001, 10_000_000_000, true)]
    // At least three quarters (agreement on heavier matters).
    [InlineData("3/4", 3, 4, true)]
    [InlineData("3/4", 2, 4, false)]
    [InlineData("3/4", 74, 100, false)]
    [InlineData("3/4", 75, 100, true)]
    [InlineData("3/4", 2, 3, false)]
    [InlineData("3/4", 3, 3, true)]
    [InlineData("3/4", 4, 5, true)]
    [InlineData("3/4", 3, 5, false)]
    [InlineData("3/4", 749_999, 1_000_000, false)]
    [InlineData("3/4", 750_000, 1_000_000, true)]
    [InlineData("3/4", 1, 1, true)]
    [InlineData("3/4", 0, 1, false)]
    // Nothing of nothing, whatever is asked.
    [InlineData("2/3", 0, 0, false)]
    [InlineData(">1/2", 0, 0, false)]
    [InlineData("3/4", 0, 0, false)]
    [InlineData("0/1", 0, 0, false)]
    // Everybody; nobody needed; figures no estate has, without overflow.
    [InlineData("1/1", 9, 10, false)]
    [InlineData("1/1", 10, 10, true)]
    [InlineData("0/1", 0, 10, true)]
    [InlineData(">0/1", 0, 10, false)]
    [InlineData(">0/1", 1, 10, true)]
    [InlineData(">1/2", long.MaxValue / 2, long.MaxValue, false)]
    [InlineData(">1/2", long.MaxValue / 2 + 1, long.MaxValue, true)]
    [InlineData("2/3", long.MaxValue, long.MaxValue, true)]
    [InlineData("2147483646/2147483647", long.MaxValue - 1, long.MaxValue, true)]
    public void IsReached_AtTheEdge(string threshold, long part, long whole, bool reached) =>
        Assert.Equal(reached, Threshold.Parse(threshold).IsReached(part, whole));

    [Theory]
    [InlineData("2/3", 3, 2)]
    [InlineData("2/3", 4, 3)]
    [InlineData("2/3", 100, 67)]
    [InlineData(">1/2", 4, 3)]
    [InlineData(">1/2", 5, 3)]
    [InlineData("3/4", 5, 4)]
    [InlineData("3/4", 8, 6)]
    [InlineData(">1/2", 0, 1)]
    public void Least_IsTheSmallestPartThatReaches(string threshold, long whole, long least)
    {
        Assert.Equal(least, Threshold.Parse(threshold).Least(whole));
        Assert.Equal(whole > 0, Threshold.Parse(threshold).IsReached(least, whole));
        Assert.False(Threshold.Parse(threshold).IsReached(least - 1, whole));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("2/0")]
    [InlineData("3/2")]
    [InlineData("-1/2")]
    [InlineData("0.66")]
    [InlineData(">=1/2")]
    public void Parse_NoThreshold_SaysHowToWriteOne(string text) => Assert.Contains(">1/2", Assert.Throws<FormatException>(() => Threshold.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Outcome_TenThousandRandomRolls_EqualsExactRationals()
    {
        var random = new Random(278);
        for (var roll = 0; roll < 10_000; roll++)
        {
            var profile = RuleProfiles.Default.All[random.Next(RuleProfiles.Default.All.Count)];
            var voters = Enumerable.Range(0, random.Next(1, 40)).Select(_ => (Heads: random.Next(10) == 0 ? 0 : 1, Area: (long)random.Next(1, 40_000))).ToList();
            var choices = voters.Select(_ => random.Next(4)).ToList();   // 3: did not take part
            string[] codes = [VoteOption.For, VoteOption.Against, VoteOption.Abstain];
            var definition = Definitions.Of(profile, voters.Sum(voter => voter.Heads), voters.Sum(voter => voter.Area), voters.Count);
            var sums = codes.Select((code, index) => (code, voters.Where((_, at) => choices[at] == index).ToList()))
                .ToDictionary(pair => pair.code, pair => new VoteSum(pair.Item2.Count, pair.Item2.Sum(voter => voter.Heads), pair.Item2.Sum(voter => voter.Area)));

            var carried = VoteCount.Outcome(definition, sums).Carried;

            var took = voters.Where((_, at) => choices[at] < 3).ToList();
            var agreed = voters.Where((_, at) => choices[at] == 0).ToList();
            var expected = agreed.Count > 0 && profile.Measures.All(rule =>
            {
                BigInteger Of(IEnumerable<(int Heads, long Area)> some) => some.Aggregate(BigInteger.Zero, (sum, voter) => sum + (rule.Measure == Measure.Heads ? voter.Heads : voter.Area));
                return Reaches(Of(took), Of(voters), rule.TakePart) && Reaches(Of(agreed), Of(rule.AgreeOf == AgreeOf.Roll ? voters : took), rule.Agree);
            });
            Assert.Equal(expected ? VoteOption.For : null, carried);
        }
    }

    [Fact]
    public void Outcome_SeveralChoices_TieCarriesNothing()
    {
        var definition = Definitions.Of(RuleProfiles.Default.Find("procedural")!, 4, 0, 4) with { Options = [new("a", "甲"), new("b", "乙"), new(VoteOption.Abstain, "弃权")] };

        Assert.Null(VoteCount.Outcome(definition, Heads(("a", 2), ("b", 2))).Carried);
        Assert.Equal("a", VoteCount.Outcome(definition, Heads(("a", 3), ("b", 1))).Carried);
        Assert.Null(VoteCount.Outcome(definition, Heads(("a", 2), ("b", 1), (VoteOption.Abstain, 1))).Carried);
    }

    private static Dictionary<string, VoteSum> Heads(params (string Code, int Heads)[] sums) => sums.ToDictionary(sum => sum.Code, sum => new VoteSum(sum.Heads, sum.Heads, 0));

    // Exact rationals: the sign of part/whole minus the threshold, over a common denominator of any size.
    private static bool Reaches(BigInteger part, BigInteger whole, Threshold threshold)
    {
        if (whole == 0)
        {
            return false;
        }

        var difference = part * threshold.Denominator - whole * threshold.Numerator;
        return threshold.MoreThan ? difference.Sign > 0 : difference.Sign >= 0;
    }
}

/// <summary>Definitions for tests of counting.</summary>
internal static class Definitions
{
    internal static VoteDefinition Of(RuleProfile profile, long heads, long area, int size) => new()
    {
        Id = new VoteId(1),
        Community = "demo",
        Topic = 0,
        Question = "同意吗？",
        Options = VoteOption.OfMotion,
        Mode = VoteMode.Named,
        Profile = profile,
        MayChange = false,
        OpensAt = VoteRoom.Noon,
        ClosesAt = VoteRoom.Noon.AddHours(1),
        Chair = VoteRoom.Chair.Id,
        Scrutineers = [VoteRoom.Shen.Id, VoteRoom.Wu.Id],
        RollRoot = new byte[32],
        RollSize = size,
        Heads = heads,
        Area = area,
        PublicKey = [],
    };
}
