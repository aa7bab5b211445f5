using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Pages.Map;
using CommunityConsole.Web.Tests.Pages.Care;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Web.Tests.Pages.Map;

public sealed class EstateStateTests
{
    private static readonly Home[] Homes = [Estates.Home("h1", 1), Estates.Home("h2", 1), Estates.Home("h3", 2), Estates.Bare("h4")];

    private static readonly EstateOutline Outline = EstateOutline.Of([Estates.Cell(1)], [Estates.Building(1, 1), Estates.Building(2, 1)], Homes);

    [Fact]
    public void Of_AlertsOfABuilding_CountsThemAndItsUnwatchedHomes()
    {
        var state = Of([MadeUpAlerts.Of(1), MadeUpAlerts.Of(2, Severity.Critical), MadeUpAlerts.Of(3, Severity.Notice)], unwatched: "h1");

        var building = state.Of("building:1");
        Assert.Equal((2, 1, Severity.Critical), (building.Homes, building.Unwatched, building.Alerts.Gravest));
        Assert.Equal([(Severity.Critical, false, 1), (Severity.Urgent, true, 1)], building.Kinds);
        Assert.Equal(Severity.Notice, state.Of("building:2").Alerts.Gravest);
        Assert.Null(state.Of(EstateOutline.NoBuilding).Alerts.Gravest);
        Assert.Equal((4, 1), (state.Homes, state.Unwatched));
    }

    [Fact]
    public void Of_ResidentKnownToBeAway_WeighsAsARemark()
    {
        var held = MadeUpAlerts.Of(1, Severity.Critical).Hold(MadeUpAlerts.Noon.AddDays(2), MadeUpAlerts.Worker, MadeUpAlerts.Noon);

        Assert.Equal(Severity.Notice, Of([held]).Of("building:1").Alerts.Gravest);
    }

    [Theory]
    [InlineData("building:2", "building:2")]
    [InlineData("cell:g1", "cell:g1")]
    [InlineData("community", EstateState.Elsewhere)]
    [InlineData("building:77", EstateState.Elsewhere)]
    public void Of_AlertOfAnArea_MarksThatArea(string area, string place)
    {
        var outage = MadeUpAlerts.Of(0) with { Home = new HomeId("demo", ""), Kind = AnomalyKind.AreaOutage, Cause = area };

        Assert.Equal(1, Of([outage]).Of(place).Alerts.Total);
    }

    [Fact]
    public void Of_AlertOfAHomeThatIsNotRegistered_IsCountedElsewhere() =>
        Assert.Equal(1, Of([MadeUpAlerts.Of(99)]).Of(EstateState.Elsewhere).Alerts.Total);

    [Fact]
    public void AnyAlerts_AreEachInOnePlace_AndEachHomeIsDrawnOnce() => Prop.ForAll<(byte Home, byte Severity)[]>(drawn =>
    {
        Alert[] alerts = [.. drawn.Select(one => MadeUpAlerts.Of(one.Home % 6, (Severity)(one.Severity % 4)))];

        var state = Of(alerts, unwatched: "h2");

        string[] places = [.. Outline.Cells.SelectMany(cell => cell.Buildings.Select(building => building.Key).Append(cell.Key)), EstateState.Elsewhere];
        Assert.Equal(alerts.Length, places.Sum(place => state.Of(place).Alerts.Total));
        Assert.Equal(Homes.Length, places.Sum(place => state.Of(place).Kinds.Sum(kind => kind.Count)));
        Assert.All(places, place => Assert.Equal(alerts.Count(alert => state.PlaceOf(alert) == place), state.Of(place).Alerts.Total));
    }).QuickCheckThrowOnFailure();

    private static EstateState Of(IReadOnlyCollection<Alert> alerts, string? unwatched = null) =>
        EstateState.Of(Outline, Homes, alerts, home => home.Home == unwatched);
}
