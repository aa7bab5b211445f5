using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Tests.Pages.Care;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Pages.RepairNumbers;

public sealed class RepairNumbersTests : BunitContext
{
    private static readonly StaffMember Clerk = new(new StaffId("clerk"), "许文静", Role.StationClerk, "demo", Disabled: false);
    private readonly FakeTimeProvider _time = new(MadeUpAlerts.Noon);
    private readonly VolatileRepairStore _store;

    public RepairNumbersTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var log = new VolatileAuditLog();
        _store = new VolatileRepairStore(log);
        var calendar = new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_time).AddSingleton(calendar);
        Services.AddSingleton(new HomeDirectory(new VolatileHomeStore(log), _time)).AddSingleton(new AssetDirectory(new VolatileAssetStore(log), _time));
        Services.AddSingleton(new RepairNumbersDesk(_store, calendar, _time));
    }

    [Fact]
    public void Nothing_Reported_SaysSoInASentence_WithoutAFigure()
    {
        var page = Open();

        Assert.Contains("这段时间没有报修", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-figure], figure, table"));
    }

    [Fact]
    public async Task Some_TilesBarsAndTables_SayTheSame()
    {
        await ReportAsync();

        var page = Open();

        Assert.Equal(
            ["Responded:50 %:3 / 6 件", "Resolved:40 %:2 / 5 件", "Satisfied:50 %:1 / 2 次评价", "Reopened:25 %:1 / 4 件", "Refused:14.3 %:1 / 7 件"],
            page.FindAll("[data-figure]").Take(5).Select(tile => $"{tile.GetAttribute("data-figure")}:{tile.QuerySelector(".value")!.TextContent}:{tile.QuerySelector(".of")!.TextContent}"));
        Assert.Equal("6 小时", page.Find("[data-figure=Median] .value").TextContent);
        var unit = page.Find("[data-group=property-engineering]");
        Assert.Contains("物业工程部 5 件", unit.QuerySelector(".name")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("按时修好：50 %（2 / 4）", unit.QuerySelectorAll(".share")[1].GetAttribute("aria-label"));
        Assert.Equal("width: 50%", unit.QuerySelectorAll(".track i")[1].GetAttribute("style"));
        Assert.Equal("物业工程部|5|60 % 3/5|50 % 2/4|50 % 1/2|25 % 1/4|20 % 1/5|6 小时", string.Join('|', page.FindAll("table")[0].QuerySelector("tbody tr")!.Children.Select(cell => cell.TextContent.Trim().Replace('\u00a0', ' '))));
        Assert.Equal("6 分", page.Find("[data-state=Triaged] b").TextContent);
        Assert.Contains("7 号楼", page.Find(".repeats li").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 次", page.Find(".repeats li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_InTheAddress_ChooseTheSpanOfFiguresAndExports()
    {
        await ReportAsync();   // five days ago

        var page = Open("?days=1");

        Assert.Empty(page.FindAll("[data-figure]"));
        Assert.Equal("今天", page.Find("[aria-current]").TextContent);
        Assert.Equal(["/repair-numbers.csv?days=1", "/repair-steps.csv?days=1"], page.FindAll("a[download]").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("/repairs/numbers?days=7", "/repairs", false)]
    [InlineData("/repairs/numbers?days=7", "/repairs/numbers", true)]
    [InlineData("/repairs/17", "/repairs", true)]
    public void Navigation_MarksThePageItself_NotTheOneAboveIt(string at, string link, bool marked)
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo(at);

        var drawn = Render<NavigationLink>(parameters => parameters.AddUnmatched("href", link));

        Assert.Equal(marked ? "page" : null, drawn.Find("a").GetAttribute("aria-current"));
    }

    private IRenderedComponent<Web.Pages.RepairNumbers.RepairNumbers> Open(string query = "")
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/repairs/numbers" + query);
        var me = new CurrentWorker(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Clerk.Id.Value), new Claim(AccountClaims.Community, "demo")])), new VolatileStaffStore([Clerk]));
        return Render<Web.Pages.RepairNumbers.RepairNumbers>(parameters => parameters.AddCascadingValue(me));
    }

    private async Task ReportAsync()
    {
        foreach (var repair in MadeUpRepairs.At(MadeUpAlerts.Noon.AddDays(-5)))
        {
            await _store.AddAsync(repair, _ => [], CancellationToken.None);
        }
    }
}
