using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Core.Tests.Points;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Points;
using CommunityConsole.Web.Tests.Pages.Votes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Radzen.Blazor;
using static CommunityConsole.Core.Tests.Points.BankRoom;

namespace CommunityConsole.Web.Tests.Pages.Points;

/// <summary>The screens of the points bank over real desks, in memory; the clock stands until a test moves it.</summary>
public sealed class PointsPagesTests : BunitContext, IAsyncLifetime
{
    private readonly CountedPeople _people = new([.. new[] { Lin, Zhou, Xu, Chen, Zheng, Li }.Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false))]);

    // A click that opens a dialog ends when the dialog does.
    private readonly List<Task> _open = [];

    private BankRoom Room { get; set; } = null!;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Room = await BankRoom.OpenAsync(new VolatilePointsStore());
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging().AddLocalization().AddOptions();
        Services.AddSingleton<TimeProvider>(Room.Time).AddSingleton(BankRoom.Calendar).AddSingleton(Room.Desk).AddSingleton(Room.Reader).AddSingleton(Room.CheckIns).AddSingleton(Room.CheckInReader).AddSingleton(Room.Bell);
        Services.AddSingleton<IIdentityCheck>(Room.Identity).AddSingleton(new HomeDirectory(new VolatileHomeStore(Room.Audit), Room.Time));
        Services.AddScoped<DialogService>().AddScoped<PointsDialogs>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Counter_RedeemsForSomebodyWithoutAPhone_AndHandsOverByCode()
    {
        var zheng = await Room.JoinAsync(Zheng);
        await Room.EarnAsync(zheng, 120);
        await Room.StockAsync(2);
        var (page, dialog) = Desk(Xu);

        await page.WaitForElement("[data-member]").ClickAsync(new());
        _open.Add(page.WaitForElement("[data-redeem-for=market-10]").ClickAsync(new()));
        Assert.Contains("扣 100 分，之后还有 20 分", dialog.WaitForElement(".ask").TextContent, StringComparison.Ordinal);
        await dialog.Find("[data-send]").ClickAsync(new());
        var code = page.WaitForElement("[data-fresh]").GetAttribute("data-fresh")!;

        await page.Find("[name=voucher]").InputAsync(new() { Value = $"{code[..4]} {code[4..8]}-{code[8..].ToLowerInvariant()}" });
        await page.Find(".code-form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("已核销：10 元超市券", page.Find(".agreed[role=status]:not([data-fresh])").TextContent, StringComparison.Ordinal));
        Assert.Equal(20, await Room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Counter_VoucherUsedBefore_IsRefusedInASentence_AndItsCodeStays()
    {
        await Room.EarnAsync(await Room.JoinAsync(Zheng), 100);
        await Room.StockAsync(1);
        var code = (await Room.Desk.RedeemAsync("market-10", Zheng, default)).Value.Voucher!.Code;
        await Room.Desk.HonourAsync(code, Xu, default);
        var (page, _) = Desk(Xu);

        await page.WaitForElement("[name=voucher]").InputAsync(new() { Value = code });
        await page.Find(".code-form").SubmitAsync();

        Assert.Contains("已在 2026-11-20", page.WaitForElement(".refusal").TextContent, StringComparison.Ordinal);
        Assert.Equal(code, page.Find("[name=voucher]").GetAttribute("value"));
    }

    [Fact]
    public async Task Coordinator_TicksWhoCame_OnceEach()
    {
        var zheng = await Room.JoinAsync(Zheng);
        await Room.ActivityAsync();
        var (page, dialog) = Desk(Lin);

        _open.Add(page.WaitForElement("[data-confirm]").ClickAsync(new()));
        await dialog.WaitForElement($"[data-member='{zheng}']").ChangeAsync(new() { Value = true });
        await dialog.Find("[data-send]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("已给 1 人记分", page.Find(".agreed").TextContent, StringComparison.Ordinal));
        _open.Add(page.Find("[data-confirm]").ClickAsync(new()));
        dialog.WaitForElement(".people .done");
        Assert.Empty(dialog.FindAll("[data-member]"));
        Assert.Equal(20, await Room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Stock_FewerThanThereAre_IsRefused_AndWhatWasTypedStays()
    {
        await Room.StockAsync(2);
        var (page, dialog) = Desk(Xu, "Stock");

        _open.Add(page.WaitForElement("[data-stock=market-10]").ClickAsync(new()));
        await dialog.WaitForElement("[name=change]").InputAsync(new() { Value = "-3" });
        await dialog.Find("[name=reason]").InputAsync(new() { Value = "盘点" });
        await dialog.Find("[data-send]").ClickAsync(new());

        dialog.WaitForElement(".refusal");
        Assert.Equal(("-3", "盘点"), (dialog.Find("[name=change]").GetAttribute("value"), dialog.Find("[name=reason]").GetAttribute("value")));

        await dialog.Find("[name=change]").InputAsync(new() { Value = "-2" });
        await dialog.Find("[data-send]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("剩 0 件", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_AreMaskedAtTheDesk_AndTheWholeNameFinds()
    {
        await Room.JoinAsync(Zheng);
        await Room.JoinAsync(Li);
        var (page, _) = Desk(Xu);

        page.WaitForElement("[data-member]");
        Assert.DoesNotContain(Zheng.Name, page.Markup, StringComparison.Ordinal);
        await page.Find("[type=search]").InputAsync(new() { Value = Zheng.Name });

        page.WaitForAssertion(() => Assert.Contains("郑**", Assert.Single(page.FindAll("[data-member]")).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Screen_ShowsTheCodeOfTheHalfMinute_AndWhoWaitsIsConfirmedThere()
    {
        var zheng = await Room.JoinAsync(Zheng);
        var activity = await Room.OpenCheckInAsync();
        await Room.CheckInAsync(activity, Zheng, await Room.CodeAsync(activity), null);
        var page = Render<ActivityPage>(parameters => parameters.Add(each => each.Id, activity).AddCascadingValue(WorkerOf(Lin)));

        var first = page.WaitForElement("[data-code]").GetAttribute("data-code");
        Assert.Equal(await Room.CodeAsync(activity), first);
        await page.WaitForElement("[data-waiting] [data-seen]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-waiting]")));
        Assert.Equal(20, await Room.BalanceAsync(zheng));

        Room.Time.Advance(TimeSpan.FromSeconds(30));
        page.WaitForAssertion(() => Assert.NotEqual(first, page.Find("[data-code]").GetAttribute("data-code")));
    }

    [Fact]
    public async Task Phone_SendsItsPlace_AndIsToldInWords()
    {
        await Room.JoinAsync(Zheng);
        var activity = await Room.OpenCheckInAsync();
        var phone = Render<CheckInPage>(parameters => parameters.Add(each => each.Id, activity).AddCascadingValue(WorkerOf(Zheng)));

        await phone.WaitForElement("[name=code]").InputAsync(new() { Value = await Room.CodeAsync(activity) });
        await phone.Find("form").SubmitAsync();

        // A browser that answers nothing has said nothing of its place.
        phone.WaitForElement("[data-waiting]");
        Assert.Contains("当面确认", phone.Find("[data-waiting]").TextContent, StringComparison.Ordinal);
        Assert.Single(JSInterop.Invocations["consoleCheckIn.ask"]);
        phone.WaitForElement("details");
    }

    [Fact]
    public async Task Chair_PublishesWhatAnAdoptedResolutionCarries_AfterBeingAskedOnce()
    {
        var page = Render<RulesDraftPage>(parameters => parameters.AddCascadingValue(WorkerOf(Chen)));

        Assert.Single(page.WaitForElement("[name=resolution]").QuerySelectorAll("option"));   // the first resolution carries the first rules
        await page.Find("[data-rule=council] [data-points]").InputAsync(new() { Value = "25" });
        await page.Find("[data-ask-publish]").ClickAsync(new());
        await page.WaitForElement("form").SubmitAsync();

        page.WaitForElement("[data-published='2']");
        Assert.Equal(25, (await Room.Reader.RulesAsync("demo", default))[1].Find("council")!.Points);
    }

    private (IRenderedComponent<PointsDeskPage> Page, IRenderedComponent<RadzenDialog> Dialog) Desk(Actor person, string? part = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(part is null ? "/points/desk" : $"/points/desk?show={part}");
        var me = WorkerOf(person);
        return (Render<PointsDeskPage>(parameters => parameters.AddCascadingValue(me)), Render<RadzenDialog>(parameters => parameters.AddCascadingValue(me)));
    }

    private CurrentWorker WorkerOf(Actor person) => new(
        new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, person.Id.Value), new Claim(ClaimTypes.Name, person.Name),
            new Claim(ClaimTypes.Role, person.Role.ToString()), new Claim(AccountClaims.Community, person.Community),
        ])),
        _people);
}
