using System.Globalization;
using Bunit;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Pages.Map;
using CommunityConsole.Web.Pages.Repairs;
using CommunityConsole.Web.Tests.Pages.Map;
using Microsoft.Extensions.DependencyInjection;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Web.Tests.Pages.Repairs;

/// <summary>Each open repair is counted in one place, in the colour and shape of the gravest, and the place's list holds exactly those.</summary>
public sealed class RepairMapTests : BunitContext, IAsyncLifetime
{
    private static readonly Asset Gate = new("demo", "G-001") { Name = "北门", Service = ServiceCodes.Entrance, Place = "北门", Latitude = 31.2, Longitude = 121.4 };
    private readonly RepairRoom _room = Fresh();
    private RepairMapView _view = null!;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging();
        Services.AddLocalization();
        var register = new HomeRegister(
            [Estates.Cell(1), Estates.Cell(2)],
            [Estates.Building(7, 1) with { Latitude = 31.2001, Longitude = 121.4 }, Estates.Building(8, 2)],
            [Estates.Home("h1", 7)]);
        await _room.Stores.Homes.PutAsync(register, new AuditEntry(Noon, "demo", "test", "test", AuditEntry.Done, new("", "", "", "", "", "")), default);
        await _room.Homes.LoadAsync(default);
        await _room.Things.AddAsync(Lamp, Zhou, default);
        await _room.Things.AddAsync(Gate, Zhou, default);
        _view = new RepairMapView("demo", _room.Homes, _room.Assets);
    }

    Task IAsyncLifetime.DisposeAsync() => _room.DisposeAsync().AsTask();

    [Fact]
    public async Task Show_CountsEachOpenRepairOnce_AndThePlacesListHoldsTheSame()
    {
        Repair[] all =
        [
            await _room.ReportAsync(Leak), await _room.ReportAsync(Riddle with { Asset = Lamp.Code }), await _room.ReportAsync(Riddle with { Asset = Gate.Code }),
            await _room.ReportAsync(Leak with { Building = "8" }), await _room.ReportAsync(Leak with { Building = "demolished" }), await _room.ReportAsync(Riddle),
            (await _room.InAsync(RepairState.Done)),
        ];

        _view.Show(all, Noon);

        foreach (var (place, count) in new[] { ("building:7", 2), ("building:8", 1), ("cell:g1", 1), ("cell:g2", 0), (RepairMapView.Unplaced, 2) })
        {
            Assert.Equal(count, _view.State.Of(place).Alerts.Total);
            Assert.Equal(count, all.Count(repair => repair.IsOpen && _view.IsAt(repair, place)));
        }

        Assert.Equal([Gate.Code, Lamp.Code], _view.Things.Select(thing => thing.Asset.Code));
        Assert.Equal([all[1]], all.Where(repair => _view.IsAt(repair, RepairMapView.OfAsset(Lamp.Code))));
        Assert.Equal(["幸福里 8 号楼", "第 1 网格", "路灯 L-012", null], new[] { "building:8", "cell:g1", "asset:L-012", RepairMapView.Unplaced }.Select(_view.NameOf));
    }

    [Fact]
    public async Task Weight_IsDanger_ThenLateOrNotFixed_ThenUrgent()
    {
        var working = await _room.InAsync(RepairState.Working);

        Assert.Equal(Severity.Notice, RepairMapView.WeightOf(working, working.DueAt!.Value.AddSeconds(-1)));
        Assert.Equal(Severity.Urgent, RepairMapView.WeightOf(working, working.DueAt.Value));
        Assert.Equal(Severity.Urgent, RepairMapView.WeightOf(await _room.InAsync(RepairState.Reopened), Noon));
        Assert.Equal(Severity.Attention, RepairMapView.WeightOf(await _room.ReportAsync(Leak with { Urgency = Urgency.High }), Noon));
        Assert.Equal(Severity.Critical, RepairMapView.WeightOf(await _room.ReportAsync(Leak with { Urgency = Urgency.Danger }), Noon.AddDays(30)));
    }

    [Fact]
    public async Task Map_SaysInWordsWhatItDraws_AndLeadsToThePlaceAndBack()
    {
        _view.Show([await _room.ReportAsync(Leak with { Urgency = Urgency.Danger }), await _room.ReportAsync(Riddle with { Asset = Lamp.Code }), await _room.ReportAsync(Riddle)], Noon);

        var map = Render<RepairMap>(p => p.Add(m => m.View, _view).Add(m => m.Filter, new RepairFilter(ServiceCodes.Water, Map: true)).Add(m => m.Here, [])
            .Add(m => m.Names, new RepairNames(_room.Advisor, _room.Staff)).Add(m => m.Role, Role.GridManager).Add(m => m.Me, Zhou.Id));

        var block = map.Find(".plan-wide [data-place='building:7']");
        Assert.Equal("Critical", block.QuerySelector(".mark")!.GetAttribute("data-severity"));
        Assert.Equal("幸福里 7 号楼，2 件没办完，危险 1 件，一般 1 件", block.QuerySelector("a")!.GetAttribute("aria-label"));
        Assert.Equal("/repairs?service=water&at=building%3A7&view=map", block.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("幸福里 8 号楼，没有报修", map.Find(".plan-wide [data-place='building:8'] a").GetAttribute("aria-label"));
        Assert.Equal("另有 1 件不知道在哪栋楼", map.Find(".unplaced a").TextContent);
        Assert.Equal("路灯 L-012，1 件没办完，一般 1 件", map.Find(".things a").GetAttribute("aria-label"));

        map.Render(p => p.Add(m => m.Filter, new RepairFilter(Place: "building:7", Map: true)));

        Assert.Equal("/repairs?view=map", map.Find(".plan-wide a[aria-current]").GetAttribute("href"));
        Assert.StartsWith("幸福里 7 号楼", map.Find(".map-list h2").TextContent, StringComparison.Ordinal);
    }
}
