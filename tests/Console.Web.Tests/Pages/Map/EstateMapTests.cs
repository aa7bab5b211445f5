using System.Globalization;
using Bunit;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Pages.Map;
using CommunityConsole.Web.Tests.Pages.Care;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Pages.Map;

public sealed class EstateMapTests : BunitContext
{
    private static readonly Home[] Homes = [Estates.Home("h1", 1), Estates.Home("h2", 2), Estates.Home("h3", 3), Estates.Home("h4", 3)];

    private static readonly EstateOutline Outline = EstateOutline.Of(
        [Estates.Cell(1), Estates.Cell(2)], [Estates.Building(1, 1), Estates.Building(2, 1), Estates.Building(3, 2)], Homes);

    private readonly EstatePlan _plan = EstatePlan.Of(Outline, PlanShape.Wide);

    public EstateMapTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging();
        Services.AddLocalization();
    }

    [Fact]
    public void RaisedAlert_MarksItsBuildingWithShapeNumberAndWord()
    {
        var map = Show(State());

        map.Render(p => p.Add(m => m.State, State(MadeUpAlerts.Of(2, Severity.Critical))));

        var block = map.Find("[data-place='building:2']");
        Assert.Equal("Critical", block.QuerySelector(".mark")!.GetAttribute("data-severity"));
        Assert.Equal("1", block.QuerySelector(".mark text")!.TextContent);
        Assert.Equal("幸福里 2 号楼，1 户，危急 1 条", block.GetAttribute("aria-label"));
        Assert.Single(map.FindAll(".mark"));
    }

    [Fact]
    public void RaisedAlert_DrawsItsBuildingAgainAndNoOther()
    {
        var map = Show(State(MadeUpAlerts.Of(1)));
        var drawn = Renders(map);

        map.Render(p => p.Add(m => m.State, State(MadeUpAlerts.Of(1), MadeUpAlerts.Of(3))));

        Assert.Equal(["building:3"], Renders(map).Where(now => drawn[now.Key] != now.Value).Select(now => now.Key));
    }

    [Fact]
    public void LessGraveAlerts_AreCountedBesideTheGravest()
    {
        var map = Show(State(MadeUpAlerts.Of(3, Severity.Notice), MadeUpAlerts.Of(4, Severity.Urgent)));

        Assert.Equal("1 +1", map.Find("[data-place='building:3'] .mark text").TextContent);
    }

    [Fact]
    public void UnwatchedHome_IsHatchedAndCounted()
    {
        var map = Render<EstateMap>(p => p.Add(m => m.Plan, _plan).Add(m => m.State, EstateState.Of(Outline, Homes, [], home => home.Home == "h4")));

        var block = map.Find("[data-place='building:3']");
        Assert.Contains("url(#", block.QuerySelectorAll(".dots")[0].GetAttribute("style"), StringComparison.Ordinal);
        Assert.Null(block.QuerySelectorAll(".dots")[1].GetAttribute("style"));
        Assert.Contains("失守 1 户", block.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void MapOfAPage_LeadsToEachPlace_AndShowsTheChosenOne()
    {
        var map = Render<EstateMap>(p => p.Add(m => m.Plan, _plan).Add(m => m.State, State()).Add(m => m.HrefOf, place => "/map?at=" + place).Add(m => m.Chosen, "building:2"));

        Assert.Equal("/map?at=building:1", map.Find("[data-place='building:1'] a").GetAttribute("href"));
        Assert.Equal("/map?at=cell:g2", map.Find("[data-place='cell:g2'] a").GetAttribute("href"));
        Assert.Equal(["building:2"], map.FindAll("a[aria-current]").Select(link => link.ParentElement!.GetAttribute("data-place")));
    }

    [Fact]
    public void MapOfAWall_HasNothingToPress() => Assert.Empty(Show(State(MadeUpAlerts.Of(1))).FindAll("a"));

    private static Dictionary<string, int> Renders(IRenderedComponent<EstateMap> map) => map.FindComponents<MapBlock>()
        .ToDictionary(block => block.Instance.Block.Key, block => block.RenderCount)
        .Concat(map.FindComponents<MapCell>().ToDictionary(cell => cell.Instance.Cell.Key, cell => cell.RenderCount))
        .ToDictionary();

    private static EstateState State(params Alert[] alerts) => EstateState.Of(Outline, Homes, alerts, _ => false);

    private IRenderedComponent<EstateMap> Show(EstateState state) => Render<EstateMap>(p => p.Add(m => m.Plan, _plan).Add(m => m.State, state));
}
