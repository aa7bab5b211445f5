using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.Tests.MutualHelp;
using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.MutualHelp;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Radzen.Blazor;
using static CommunityConsole.Core.Tests.MutualHelp.HelpRoom;

namespace CommunityConsole.Web.Tests.Pages.MutualHelp;

/// <summary>The pages of mutual help over the real desks and a real time bank in memory.</summary>
public sealed class TimePagesTests : BunitContext, IAsyncLifetime
{
    private readonly VolatileStaffStore _people = new([.. new[] { Zheng, Li, Xu, Lin, Zhou }.Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false))]);
    private TimeRoom _bank = null!;
    private HelpRoom _room = null!;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        _bank = await TimeRoom.OpenAsync();
        _bank.Time.SetUtcNow(Noon);
        _room = new HelpRoom(bankOf: homes => new HelpHours(_bank.Desk, _bank.Reader, _bank.Store, _bank.Bell, homes, HelpRoom.Calendar));
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging().AddLocalization().AddOptions();
        Services.AddSingleton<TimeProvider>(_room.Time).AddSingleton(HelpRoom.Calendar).AddSingleton(_room.Homes).AddSingleton(new StaffDirectory(_people));
        Services.AddSingleton(_room.Desk).AddSingleton(_room.Served).AddSingleton(_room.Reader).AddSingleton(_room.Contacts).AddSingleton(_room.Bank);
        Services.AddSingleton(_bank.Desk).AddSingleton(_bank.Reader).AddSingleton(_bank.Bell).AddSingleton(new TimeRelatives(_bank.Store));
        Services.AddScoped<DialogService>().AddScoped<HelpDialogs>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Wallet_OfANewcomer_AsksForTheYear_ThenSaysWhatToDo()
    {
        var page = Open<TimeWallet>(Zheng);

        page.WaitForElement("[name=year]").Input("1950");
        await page.Find("[data-join]").ClickAsync(new());

        await ComesAsync(() => page.FindAll("[data-balance]").Any(balance => balance.TextContent == "0 分钟"));
        Assert.Contains("需要帮忙，点“我要求助”", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Contains("您的时间银行现有 0 分钟", page.Find("[data-read]").GetAttribute("data-read"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_TheDeskRefuses_StaysWithEveryWord_AndItsDraftGoesOnceTaken()
    {
        await _bank.JoinAsync(Zheng);
        var me = WorkerOf(Zheng);
        var page = Render<RadzenDialog>(parameters => parameters.AddCascadingValue(me));
        var asked = page.InvokeAsync(() => Services.GetRequiredService<HelpDialogs>().AskAsync(null, me));

        await page.WaitForElement("[name=service]").ChangeAsync(new() { Value = "1" });
        await page.Find("[name=building]").ChangeAsync(new() { Value = "7" });
        await page.Find("[name=phone]").InputAsync(new() { Value = "12" });
        await page.Find("[name=note]").InputAsync(new() { Value = "走得慢" });
        await page.Find("[data-send]").ClickAsync(new());

        Assert.Contains("电话", page.WaitForElement(".refusal").TextContent, StringComparison.Ordinal);
        Assert.Equal("走得慢", page.Find("[name=note]").GetAttribute("value"));
        Assert.Empty(JSInterop.Invocations["consoleDrafts.forget"]);

        await page.Find("[name=phone]").InputAsync(new() { Value = "13812348000" });
        await page.Find("[data-send]").ClickAsync(new());

        await asked.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("走得慢", Assert.Single(_room.Board.Latest("demo")).Wish.Note);
        Assert.Contains("help-note", JSInterop.Invocations["consoleDrafts.forget"].Single().Arguments.SelectMany(argument => argument as object?[] ?? [argument]).OfType<string>());
    }

    [Fact]
    public async Task Board_SaysWhoCouldHelpAndWhy_AndArrangesIt_WithTheAskersNameOnRecord()
    {
        await _bank.JoinAsync(Li);
        await _room.Desk.OfferAsync(Any with { Services = [1] }, Li, default);
        var page = Open<TimeBoard>(Xu);
        Assert.Contains("没有在等人的求助", page.WaitForElement(".empty").TextContent, StringComparison.Ordinal);

        var help = (await _room.Desk.AskForAsync("孙德明", "h1", Walk, Xu, default)).Value;
        await ComesAsync(() => page.FindAll($"[data-help='{help.Id}']").Any(line => line.TextContent.Contains("孙德明", StringComparison.Ordinal)));
        Assert.Contains("那时有空", page.Find("[data-person=li]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Any.Phone, page.Markup, StringComparison.Ordinal);

        await page.Find("[data-person=li] [data-reveal]").ClickAsync(new());
        Assert.Contains(Any.Phone, page.WaitForElement("[data-contact]").TextContent, StringComparison.Ordinal);

        await page.Find("[data-arrange]").ClickAsync(new());
        Assert.True(_room.Now(help.Id) is { State: HelpState.Proposed, ReceiverAgreed: true });
    }

    [Fact]
    public async Task Wallet_ShowsTheHelperADoor_OnlyOnceBothHaveAgreed()
    {
        await _bank.JoinAsync(Zheng);
        await _bank.JoinAsync(Li);
        await _room.Desk.OfferAsync(Any with { Services = [1] }, Li, default);
        var id = (await _room.AskAsync()).Value.Id;
        await _room.Desk.ProposeAsync(id, Li.Id, Li, default);

        var page = Open<TimeWallet>(Li);
        page.WaitForElement($"[data-help='{id}']");
        Assert.DoesNotContain(Walk.Phone, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Walk.Door, page.Markup, StringComparison.Ordinal);

        await _room.Desk.AgreeAsync(id, Zheng, default);
        await ComesAsync(() => page.FindAll("[data-phone]").Any(link => link.GetAttribute("href") == "tel:" + Walk.Phone));
        Assert.Contains(Walk.Door, page.Markup, StringComparison.Ordinal);
    }

    // The screens take a change up after a pause of the program's clock, on their own threads.
    private Task ComesAsync(Func<bool> shown) => Eventually.HoldsAsync(
        () =>
        {
            _room.Time.Advance(TimeSpan.FromMilliseconds(600));
            _bank.Time.Advance(TimeSpan.FromMilliseconds(600));
            return shown();
        },
        "the page to show it",
        TimeSpan.FromSeconds(20));

    private IRenderedComponent<TPage> Open<TPage>(Actor person)
        where TPage : IComponent => Render<TPage>(parameters => parameters.AddCascadingValue(WorkerOf(person)));

    private CurrentWorker WorkerOf(Actor person) => new(
        new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, person.Id.Value), new Claim(ClaimTypes.Name, person.Name),
            new Claim(ClaimTypes.Role, person.Role.ToString()), new Claim(AccountClaims.Community, person.Community),
        ])),
        _people);
}
