using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Improvements;
using CommunityConsole.Web.Tests.Pages.Care;
using CommunityConsole.Web.Tests.Pages.RepairNumbers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Radzen;

namespace CommunityConsole.Web.Tests.Pages.Improvements;

public sealed class ImprovementsTests : BunitContext
{
    private static readonly StaffMember Zhou = new(new StaffId("demo-GridManager"), "周建平", Role.GridManager, "demo", Disabled: false);
    private static readonly StaffMember Ma = new(new StaffId("demo-RepairWorker"), "马大勇", Role.RepairWorker, "demo", Disabled: false);
    private static readonly StaffMember Lin = new(new StaffId("demo-SocialWorker"), "林晓芸", Role.SocialWorker, "demo", Disabled: false);
    private static readonly Actor Manager = new(Zhou.Id, Zhou.Name, Zhou.Role, "demo");
    private readonly FakeTimeProvider _time = new(MadeUpAlerts.Noon);
    private readonly VolatileRepairStore _store;
    private readonly EstateCalendar _calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public ImprovementsTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var log = new VolatileAuditLog();
        _store = new VolatileRepairStore(log);
        Services.AddLogging().AddLocalization().AddRadzenComponents();
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<TimeProvider>(_time).AddSingleton(_calendar).AddSingleton<IRepairStore>(_store).AddSingleton<IAuditLog>(log);
        Services.AddSingleton(new HomeDirectory(new VolatileHomeStore(log), _time)).AddSingleton(new AssetDirectory(new VolatileAssetStore(log), _time)).AddSingleton<CommandLog>();
        Services.AddSingleton<IStaffStore>(new VolatileStaffStore([Zhou, Ma, Lin])).AddSingleton<StaffDirectory>();
        Services.AddSingleton<IImprovementStore>(new VolatileImprovementStore(log));
        Services.AddSingleton<ImprovementBoard>().AddSingleton<CauseBell>().AddSingleton<ImprovementReader>().AddSingleton<ImprovementDesk>().AddScoped<ImprovementDialogs>();
        Services.AddRepairKnowledge().AddSingleton<RepairAdvisor>();
    }

    [Fact]
    public void Nothing_SaysInSentencesWhatComesHere()
    {
        var page = Open(Zhou);

        Assert.Contains("没有在办的改进", page.Markup, StringComparison.Ordinal);
        Assert.Contains("没有反复出问题的地方", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Causes_ALowRating_IsThereWithItsReasons_AndCanBecomeAnImprovement()
    {
        await ReportAsync();

        var page = Open(Zhou);

        var rated = page.Find("[data-cause='building:8:water']");
        Assert.Contains("低分 1 个", rated.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 件报修", rated.TextContent, StringComparison.Ordinal);
        Assert.NotNull(rated.QuerySelector("button[data-open]"));
        Assert.Contains("2 件报修", page.Find("[data-cause='building:7:water']").TextContent, StringComparison.Ordinal);

        await BeginAsync(new RepairCause(ServiceCodes.Water, "8", IsAsset: false), Ma.Id, 7);
        await ComesAsync(() => page.Find("[data-cause='building:8:water']").TextContent.Contains("已列为改进", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Improvements_AreLive_OverdueFirst_WithWhatEachReaderMayDo()
    {
        await BeginAsync(new RepairCause(ServiceCodes.Lift, "2", IsAsset: false), Ma.Id, 20);
        var worker = Open(Ma);
        Assert.Equal(["finish", "drop"], worker.FindAll("[data-improvement] [data-act-on]").Select(button => button.GetAttribute("data-act-on")));
        Assert.Empty(Open(Lin).FindAll("[data-act-on], [data-open]"));

        await BeginAsync(new RepairCause(ServiceCodes.Lift, "3", IsAsset: false), Zhou.Id, 1);
        _time.Advance(TimeSpan.FromDays(3));

        await ComesAsync(() => worker.FindAll("[data-improvement]").Select(card => card.HasAttribute("data-overdue")).SequenceEqual([true, false]));
        Assert.Contains("逾期 2 天", worker.FindAll("[data-improvement]")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("1 项逾期", worker.Markup, StringComparison.Ordinal);
    }

    // The screens take a change up after a pause of the program's clock, on their own threads.
    private async Task ComesAsync(Func<bool> shown)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!shown())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "It never came.");
            _time.Advance(TimeSpan.FromMilliseconds(300));
            await Task.Yield();
        }
    }

    private IRenderedComponent<Web.Pages.Improvements.Improvements> Open(StaffMember who)
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/repairs/improvements");
        var me = new CurrentWorker(
            new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, who.Id.Value), new Claim(AccountClaims.Community, "demo"), new Claim(ClaimTypes.Role, who.Role.ToString())])),
            Services.GetRequiredService<IStaffStore>());
        return Render<Web.Pages.Improvements.Improvements>(parameters => parameters.AddCascadingValue(me));
    }

    private async Task BeginAsync(RepairCause cause, StaffId owner, int days)
    {
        var terms = new ImprovementTerms("换一种", owner, null, _calendar.Day(_time.GetUtcNow()).AddDays(days));
        Assert.True((await Services.GetRequiredService<ImprovementDesk>().OpenAsync(cause, terms, Manager, CancellationToken.None)).Succeeded);
    }

    private async Task ReportAsync()
    {
        foreach (var repair in MadeUpRepairs.At(MadeUpAlerts.Noon.AddDays(-5)))
        {
            await _store.AddAsync(repair, _ => [], CancellationToken.None);
        }
    }
}
