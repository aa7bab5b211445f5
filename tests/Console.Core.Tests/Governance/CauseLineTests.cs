using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>What a month's list of causes shows.</summary>
public sealed class CauseLineTests
{
    private static readonly FigureSpan November = new(Noon.AddDays(-19), Noon.AddDays(10));

    [Fact]
    public void Of_TwiceAtOnePlace_OnceIsNot_AndADuplicateIsTheSameRepair()
    {
        var lines = CauseLine.Of(
            [Fixed(1), Fixed(2), Fixed(3, building: "9"), Assigned(4, "9").Merge(new RepairId(3), Zhou, Noon).Value], November);

        var line = Assert.Single(lines);
        Assert.Equal((new RepairCause(ServiceCodes.Water, "7", IsAsset: false), 0, 0), (line.Cause, line.NotFixed, line.LowRatings));
        Assert.Equal([2, 1], line.Repairs.Select(id => id.Value));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Of_TheFirstOne_IsThereWhenItWasRatedLow(int stars, bool listed)
    {
        var repair = Rated(Fixed(1), stars, Noon.AddDays(3));

        Assert.Equal(listed ? [1] : [], CauseLine.Of([repair], November).Select(line => line.LowRatings));
    }

    [Fact]
    public void Of_TheFirstOne_IsThereWhenItWasTwiceNotFixed()
    {
        var once = Objected(Fixed(1), Noon.AddDays(1));
        var twice = Objected(Again(Objected(Fixed(2, building: "8"), Noon.AddDays(1))), Noon.AddDays(2));

        var line = Assert.Single(CauseLine.Of([once, twice], November));

        Assert.Equal(("8", 2), (line.Cause.Place, line.NotFixed));
    }

    [Fact]
    public void Of_RatedLowWithoutAPlace_IsThere_ButTwoLampsSomewhereAreNotOneLamp()
    {
        var lines = CauseLine.Of([Fixed(1, building: ""), Fixed(2, building: ""), Rated(Fixed(3, building: ""), 1, Noon.AddDays(3))], November);

        Assert.Equal([3], Assert.Single(lines).Repairs.Select(id => id.Value));
    }

    [Fact]
    public void Of_RatedLowInTheNextMonth_IsOnThatMonthsList()
    {
        var repair = Rated(Fixed(1), 2, Noon.AddDays(12));

        Assert.Empty(CauseLine.Of([repair], November));
        Assert.Single(CauseLine.Of([repair], new FigureSpan(November.Until, November.Until.AddDays(30))));
    }

    [Fact]
    public void Of_TheHeaviestLeads()
    {
        var lines = CauseLine.Of(
            [Fixed(1), Fixed(2), Rated(Again(Objected(Again(Objected(Fixed(3, building: "8"), Noon.AddDays(1))), Noon.AddDays(2))), 1, Noon.AddDays(4))], November);

        Assert.Equal(["8", "7"], lines.Select(line => line.Cause.Place));
    }

    internal static Repair Fixed(int number, string building = "7") => Again(Assigned(number, building));

    private static Repair Assigned(int number, string building)
    {
        var report = Repair.Report(Leak with { Building = building }, Zheng, new RepairReporter(1, Zheng.Id, "", Noon), Noon) with { Id = new RepairId(number) };
        return report.Triage(new RepairTriage(ServiceCodes.Water, SiteKind.Home), Zhou, Noon).Value.Assign(RepairUnits.PropertyEngineering, Ma.Id, Noon.AddDays(1), Zhou, Noon).Value;
    }

    private static Repair Again(Repair repair) => repair.Accept(Ma, Noon.AddHours(1)).Value.Start(Ma, Noon.AddHours(2)).Value.Finish("换了", [], Ma, Noon.AddHours(3)).Value;

    private static Repair Objected(Repair repair, DateTimeOffset at) => repair.NotFixed("还漏", [], Zheng, at).Value;

    private static Repair Rated(Repair repair, int stars, DateTimeOffset at)
    {
        var confirmed = repair.Confirm(Zheng, at).Value;
        return confirmed.Rate(confirmed.Reporters[0], stars, "", Zheng, at).Value;
    }
}
