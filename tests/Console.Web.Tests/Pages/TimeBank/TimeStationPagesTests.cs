using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.TimeBank;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static CommunityConsole.Core.Tests.TimeBank.TimeRoom;

namespace CommunityConsole.Web.Tests.Pages.TimeBank;

/// <summary>The station's desk and the dispute desk over a real time bank in memory.</summary>
public sealed class TimeStationPagesTests : BunitContext, IAsyncLifetime
{
    private readonly VolatileStaffStore _people = new([.. new[] { Zheng, Li, Xu, Lin, Zhou }.Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false))]);
    private TimeRoom _room = null!;
    private Id32 _zheng;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        _room = await OpenAsync();
        await _room.JoinAsync(Li);
        _zheng = await _room.JoinAsync(Zheng);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging().AddLocalization().AddOptions();
        Services.AddSingleton<TimeProvider>(_room.Time).AddSingleton(TimeRoom.Calendar).AddSingleton(new StaffDirectory(_people));
        Services.AddSingleton(_room.Desk).AddSingleton(_room.Office).AddSingleton(_room.Bell);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Desk_OfTheClerk_ConfirmsWhoIsThere_AndTheRecordGoes()
    {
        var record = await _room.FileAsync(_zheng, 90);
        var page = Open<TimeDesk>(Xu);
        Assert.Contains("李** 帮助了 郑**", page.WaitForElement("[data-record]").TextContent, StringComparison.Ordinal);

        await page.Find("[data-confirm]").ClickAsync(new());

        Assert.Equal(RecordStatus.Settled, await _room.StatusAsync(record));
        await NextAsync(page, () => Assert.Empty(page.FindAll("[data-record]")));
    }

    [Fact]
    public async Task Desk_ReceiverNotThere_WantsWordsFirst()
    {
        var record = await _room.FileAsync(_zheng, 90);
        var page = Open<TimeDesk>(Xu);
        await page.WaitForElement("[data-confirm-for]").ClickAsync(new());
        Assert.True(page.WaitForElement("[data-send]").HasAttribute("disabled"));

        await page.Find("textarea").InputAsync("电话问过，说来了一个半小时");
        await page.Find("[data-send]").ClickAsync(new());

        Assert.Equal(RecordStatus.Settled, await _room.StatusAsync(record));
    }

    [Fact]
    public async Task Desk_OfTheSocialWorker_HasNoConfirm_ButEnrols()
    {
        await _room.FileAsync(_zheng, 90);
        var page = Open<TimeDesk>(Lin);
        page.WaitForElement("[data-cancel]");
        Assert.Empty(page.FindAll("[data-confirm]"));

        await page.Find("[data-name]").ChangeAsync("王桂英");
        await page.Find("[data-born]").ChangeAsync("1946");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("王** 已是成员", page.Markup, StringComparison.Ordinal));
        Assert.Equal(3, await _room.Store.LookAsync(sight => sight.People().Count, default));
    }

    [Fact]
    public async Task Disputes_TheGridManagerReverses_TheClerkOnlyReads()
    {
        var record = await _room.ServeAsync(_zheng, 90);
        await _room.Desk.DisputeAsync(record, "没有来", Zheng, default);
        var clerk = Open<TimeDisputes>(Xu);
        Assert.Contains("没有来", clerk.WaitForElement("[data-record]").TextContent, StringComparison.Ordinal);
        Assert.Empty(clerk.FindAll("[data-reverse]"));
        var page = Open<TimeDisputes>(Zhou);

        await page.WaitForElement("[data-reverse]").ClickAsync(new());
        await page.WaitForElement("textarea").InputAsync("查看门口记录，没有人来");
        await page.Find("[data-send]").ClickAsync(new());

        Assert.Equal(RecordStatus.Reversed, await _room.StatusAsync(record));
        Assert.Equal(0, await _room.BalanceAsync(_zheng));
    }

    private IRenderedComponent<TPage> Open<TPage>(Actor person)
        where TPage : IComponent => Render<TPage>(parameters => parameters.AddCascadingValue(new CurrentWorker(
            new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, person.Id.Value), new Claim(ClaimTypes.Name, person.Name),
                new Claim(ClaimTypes.Role, person.Role.ToString()), new Claim(AccountClaims.Community, person.Community),
            ])),
            _people)));

    // The bell rings a screen at most twice a second of this clock.
    private async Task NextAsync<TPage>(IRenderedComponent<TPage> page, Action seen)
        where TPage : IComponent
    {
        await Eventually.HoldsAsync(() =>
        {
            _room.Time.Advance(TimeSpan.FromSeconds(1));
            return page.FindAll("[data-record]").Count == 0;
        }, "the record goes");
        page.WaitForAssertion(seen);
    }
}
