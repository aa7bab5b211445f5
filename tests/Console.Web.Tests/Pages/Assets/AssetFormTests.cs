using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Assets;
using Microsoft.Extensions.DependencyInjection;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Web.Tests.Pages.Assets;

/// <summary>The form over the real desk.</summary>
public sealed class AssetFormTests : BunitContext, IAsyncLifetime
{
    private readonly RepairRoom _room = Fresh();
    private readonly List<Asset?> _done = [];

    public AssetFormTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton(_room.Things).AddSingleton(_room.Assets).AddSingleton(_room.Homes);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _room.DisposeAsync();
    }

    [Fact]
    public async Task New_ProposesTheNextCodeOfItsKind_AndIsKeptWithWhatWasSaid()
    {
        await _room.Things.AddAsync(Lamp with { Building = "" }, Zhou, default);
        var form = Show(null);

        form.Find("select[name=service]").Change("lighting");
        Assert.Equal("L-013", form.Find("input[name=code]").GetAttribute("value"));
        form.Find("input[name=name]").Change("草坪灯");
        form.Find("form").Submit();
        Assert.Contains("请写明在哪里", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        form.Find("input[name=place]").Change("中心花园");
        form.Find("form").Submit();

        var lamp = _room.Assets.Find("demo", "L-013");
        Assert.Equal(("草坪灯", "中心花园", SiteKind.Estate), (lamp?.Name, lamp?.Place, lamp?.Site));
        Assert.Equal([lamp], _done);
    }

    [Fact]
    public void New_CodeTypedByHand_StaysWhenTheKindChanges()
    {
        var form = Show(null);

        form.Find("select[name=service]").Change("lighting");
        form.Find("input[name=code]").Change("b7-1");
        form.Find("select[name=service]").Change("lift");

        Assert.Equal("b7-1", form.Find("input[name=code]").GetAttribute("value"));
    }

    [Fact]
    public async Task Edited_ByTwo_TheSecondIsToldAndNothingIsLost()
    {
        var seen = (await _room.Things.AddAsync(Lamp with { Building = "" }, Zhou, default)).Value;
        var form = Show(seen);
        await _room.Things.ChangeAsync(seen with { Place = "西侧" }, Gu, default);

        form.Find("input[name=place]").Change("东侧");
        form.Find("form").Submit();

        Assert.Contains("刚才有人修改了", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("西侧", _room.Assets.Find("demo", seen.Code)!.Place);
        Assert.Empty(_done);
    }

    [Fact]
    public async Task Retire_AsksOnceAndSaysWhatItMeans_AndCanBeTakenBack()
    {
        var lamp = (await _room.Things.AddAsync(Lamp with { Building = "" }, Zhou, default)).Value;
        var form = Show(lamp);

        form.Find("[data-retire=ask]").Click();
        Assert.False(_room.Assets.Find("demo", lamp.Code)!.Retired);
        Assert.Contains("空白的报修页", form.Markup, StringComparison.Ordinal);
        form.Find("[data-retire=do]").Click();

        var retired = _room.Assets.Find("demo", lamp.Code)!;
        Assert.True(retired.Retired);
        Show(retired).FindAll("button").Single(button => button.TextContent == "恢复使用").Click();
        Assert.False(_room.Assets.Find("demo", lamp.Code)!.Retired);
    }

    private IRenderedComponent<AssetForm> Show(Asset? asset)
    {
        var me = new CurrentWorker(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Zhou.Id.Value), new Claim(AccountClaims.Community, "demo")])),
            new VolatileStaffStore([new StaffMember(Zhou.Id, Zhou.Name, Zhou.Role, "demo", Disabled: false)]));
        return Render<AssetForm>(p => p.AddCascadingValue(me).Add(f => f.Asset, asset).Add(f => f.OnDone, asset => _done.Add(asset)));
    }
}
