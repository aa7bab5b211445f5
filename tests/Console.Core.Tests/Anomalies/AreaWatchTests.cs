using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Tests.Anomalies;

public class AreaWatchTests
{
    private static readonly TimeSpan Warm = TimeSpan.FromHours(3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_FiveHundredHomes_IsOneOutageWithinFiveMinutes(bool byLink)
    {
        await using var estate = new Estate(500);
        await estate.StartAsync();
        await estate.RunAsync(Warm);
        var cut = estate.Now;

        if (byLink)
        {
            await estate.CutAsync(estate.Homes, "water", "power");
        }

        await estate.RunAsync(TimeSpan.FromHours(2), _ => false);

        var opened = estate.Told.First(told => told.Decision.Kind == AnomalyKind.AreaOutage);
        Assert.InRange(opened.Told - cut, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.Equal(("", "community", DecisionChange.Opened), (opened.Decision.Home.Home, opened.Decision.Cause, opened.Decision.Change));
        Assert.Single(estate.Outages.Select(outage => outage.Opened).Distinct());
        Assert.Equal(500, estate.Outages.Last().Extent!.Homes.Count);
        Assert.Equal(Severity.Urgent, estate.Outages.Last().Severity);
        Assert.Empty(estate.Singly);
    }

    [Fact]
    public async Task Cut_OneBuilding_NamesThatBuildingOnly()
    {
        await using var estate = new Estate(500);
        var building = estate.In(7).ToHashSet();
        await estate.StartAsync();
        await estate.RunAsync(Warm);
        var cut = estate.Now;

        await estate.RunAsync(TimeSpan.FromHours(1), home => !building.Contains(home));

        Assert.All(estate.Outages, outage => Assert.Equal("building:7", outage.Cause));
        Assert.InRange(estate.Told[0].Told - cut, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.Equal(building.Order(Comparer<HomeId>.Create((a, b) => string.CompareOrdinal(a.Home, b.Home))), estate.Outages.Last().Extent!.Homes);
        Assert.Empty(estate.Singly);
    }

    [Fact]
    public async Task Return_AfterAnOutage_ClearsItAndTellsOnlyThoseThatStayAway()
    {
        await using var estate = new Estate(100, buildings: 5);
        var gone = estate.Homes[42];
        await estate.StartAsync();
        await estate.RunAsync(Warm);

        await estate.RunAsync(TimeSpan.FromHours(1), _ => false);
        await estate.RunAsync(TimeSpan.FromHours(1.5), home => home != gone);
        var cleared = Assert.Single(estate.Outages, outage => outage.Change == DecisionChange.Cleared);
        Assert.Empty(estate.Singly);

        await estate.RunAsync(TimeSpan.FromHours(1), home => home != gone);
        Assert.Equal([gone], estate.Singly);
        Assert.Equal(100, cleared.Extent!.Homes.Count);

        // Armed again: the next silence of a home that is back is its own.
        var next = estate.Homes[7];
        await estate.RunAsync(TimeSpan.FromHours(1.5), home => home != gone && home != next);
        Assert.Equal([gone, next], estate.Singly);
    }

    [Fact]
    public async Task Return_SomeHomesMayNotBeWatchedAnyMore_ClearsWithoutWaitingForThem()
    {
        await using var estate = new Estate(100, buildings: 5);
        var left = estate.Homes.Take(15).ToHashSet();
        await estate.StartAsync();
        await estate.RunAsync(Warm);
        await estate.RunAsync(TimeSpan.FromHours(1), _ => false);

        estate.Withdraw(left);
        await estate.RunAsync(TimeSpan.FromMinutes(45), home => !left.Contains(home));

        Assert.Equal(DecisionChange.Cleared, estate.Outages.Last().Change);
        Assert.Empty(estate.Singly);
    }

    [Fact]
    public async Task Silence_OfItsOwnDuringAnOutage_IsToldSingly()
    {
        await using var estate = new Estate(100, buildings: 5);
        var cut = estate.In(2, 5).ToHashSet();
        var later = estate.In(2, 5)[3];
        await estate.StartAsync();
        await estate.RunAsync(Warm);

        await estate.RunAsync(TimeSpan.FromMinutes(40), home => !cut.Contains(home) || home == later);
        await estate.RunAsync(TimeSpan.FromHours(1.5), home => !cut.Contains(home));

        Assert.Equal([later], estate.Singly);
        Assert.DoesNotContain(later, estate.Outages.Last().Extent!.Homes);
    }

    [Fact]
    public async Task Help_CalledInAnOutage_IsToldAtOnce()
    {
        await using var estate = new Estate(100, buildings: 5);
        await estate.StartAsync();
        await estate.RunAsync(Warm);
        await estate.RunAsync(TimeSpan.FromMinutes(30), _ => false);

        await estate.CallAsync(estate.Homes[3]);

        Assert.Contains(estate.Told, told => told.Decision is { Kind: AnomalyKind.Sos, Severity: Severity.Critical } && told.Told == estate.Now);
    }

    [Fact]
    public async Task Restart_InAnOutage_GoesOnWithIt()
    {
        await using var estate = new Estate(100, buildings: 5);
        await estate.StartAsync();
        await estate.RunAsync(Warm);
        await estate.RunAsync(TimeSpan.FromMinutes(50), _ => false);

        await estate.RestartAsync();
        await estate.RunAsync(TimeSpan.FromMinutes(50), _ => false);
        Assert.Empty(estate.Singly);
        Assert.DoesNotContain(estate.Outages, outage => outage.Change == DecisionChange.Cleared);

        await estate.RunAsync(TimeSpan.FromMinutes(40));
        Assert.Single(estate.Outages.Select(outage => outage.Opened).Distinct());
        Assert.Equal(DecisionChange.Cleared, estate.Outages.Last().Change);
        Assert.Empty(estate.Singly);
    }

    [Fact]
    public async Task Losses_ScatteredOverHomes_AreNoOutage()
    {
        await using var estate = new Estate(300);
        var random = new Random(7);
        await estate.StartAsync();
        await estate.RunAsync(Warm);

        // One report in ten is lost, as on a poor radio link.
        await estate.RunAsync(TimeSpan.FromHours(8), _ => random.NextDouble() > 0.1);

        Assert.Empty(estate.Outages);
    }
}
