using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Homes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Web.Tests.Pages.Homes;

/// <summary>The card on a household's page, over the real desk.</summary>
public sealed class ConsentCardTests : BunitContext, IAsyncLifetime
{
    private readonly VolatileAuditLog _audit = new();
    private readonly VolatileReadingStore _readings = new();
    private int _changes;

    public ConsentCardTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Noon));
        Services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        Services.AddSingleton<IAuditLog>(_audit).AddSingleton<IHomeStore>(new VolatileHomeStore(_audit)).AddSingleton<IShiftStore>(new VolatileShiftStore(_audit));
        Services.AddSingleton<IStaffStore>(new VolatileStaffStore(Staff)).AddSingleton<IConsentStore>(new VolatileConsentStore(_audit));
        Services.AddSingleton<IRollupStore>(_readings);
        Services.AddCommunity().AddConsents().AddSingleton<ErasureDesk>();
    }

    private ConsentBook Book => Services.GetRequiredService<ConsentBook>();

    public Task InitializeAsync() => Services.GetRequiredService<HomeDesk>().RegisterAsync(
        new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, CancellationToken.None);

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public void NotAsked_Record_AsksForEverythingForAYearAndTellsThePage()
    {
        var card = Show();
        Assert.Contains("尚未征求同意", card.Markup, StringComparison.Ordinal);

        card.Find("[data-consent=record]").Click();
        card.Find("form").Submit();

        var given = Book.Of(Place).Newest!;
        Assert.Equal((ConsentAnswer.Given, ConsentPurposes.All, new DateOnly(2027, 11, 22), Lin.Id), (given.Answer, given.Purposes, given.LastDay, given.RecordedBy));
        Assert.Contains("有效至 2027-11-22（还有 365 天）", card.Markup, StringComparison.Ordinal);
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Representative_ByWordForWaterOnly_IsPutDownAndShownMasked()
    {
        var card = Show();
        card.Find("[data-consent=record]").Click();
        card.Find("select[name=capacity]").Change(SpeakerCapacity.Guardian.ToString());
        card.Find("input[name=speaker]").Change("张敏");
        card.Find("select[name=form]").Change(ConsentForm.Spoken.ToString());
        card.Find("input[name=witness]").Change("陈秀英");
        foreach (var box in new[] { 1, 2 })
        {
            card.FindAll("fieldset input")[box].Change(false);
        }

        card.Find("form").Submit();

        var given = Book.Of(Place).Newest!;
        Assert.Equal((ConsentPurposes.Water, SpeakerCapacity.Guardian, "张敏", ConsentForm.Spoken, "陈秀英"),
            (given.Purposes, given.Words.Capacity, given.Words.Name, given.Words.Form, given.Words.Witness));
        Assert.Contains("法定监护人 张** · 口头，见证人 陈**", card.Find("details").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("张敏", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_SaysWhatItDoesAndThenOffersToGiveItAnew()
    {
        await GiveAsync(new DateOnly(2027, 11, 22));
        var card = Show();

        card.Find("[data-consent=withdraw]").Click();
        Assert.Contains("一分钟内停止守护", card.Markup, StringComparison.Ordinal);
        Assert.Equal(ConsentState.Given, Book.Of(Place).StateAt(Noon));   // opening the form withdraws nothing
        card.Find("form").Submit();

        Assert.Equal(ConsentState.Withdrawn, Book.Of(Place).StateAt(Noon));
        Assert.Contains("已撤回同意", card.Find(".stands").TextContent, StringComparison.Ordinal);
        Assert.Equal("重新同意", card.Find("[data-consent=record]").TextContent);
        Assert.Empty(card.FindAll("[data-consent=withdraw]"));
    }

    [Fact]
    public async Task Withdrawn_MeanwhileByAnother_IsNotOverwrittenByTheOpenForm()
    {
        await GiveAsync(new DateOnly(2027, 11, 22));
        var card = Show();
        card.Find("[data-consent=record]").Click();
        await Services.GetRequiredService<ConsentDesk>().WithdrawAsync(Place, Word, Zhou, CancellationToken.None);

        card.Find("form").Submit();

        Assert.Contains("刚才有人为这户记录了同意或撤回", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(ConsentState.Withdrawn, Book.Of(Place).StateAt(Noon));
    }

    [Fact]
    public async Task LastDays_AreCounted()
    {
        await GiveAsync(new DateOnly(2026, 11, 22));

        Assert.Contains("今天到期", Show().Find(".soon").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_AfterWithdrawal_IsAskedOnceAndOfferedToGridManagersOnly()
    {
        var meter = new DeviceId(Place, "w1");
        await _readings.StoreAsync([.. Enumerable.Range(0, 3).Select(n => new Reading(meter, DeviceKind.Water, Measure.TotalLitres, n, Noon.AddMinutes(n), Noon))], [], CancellationToken.None);
        await _readings.StoreAsync([new Reading(new DeviceId(Place with { Home = "other" }, "w1"), DeviceKind.Water, Measure.TotalLitres, 1, Noon, Noon)], [], CancellationToken.None);
        await Services.GetRequiredService<ConsentDesk>().WithdrawAsync(Place, Word, Lin, CancellationToken.None);
        Assert.Empty(Show().FindAll("[data-consent=erase]"));
        var card = Show(Ma);

        card.Find("[data-consent=erase]").Click();
        Assert.Equal(3, (await _readings.ReadHomeAsync(Place, Noon.AddDays(-1), Noon.AddDays(1), CancellationToken.None)).Count);
        card.Find("[data-consent=erase-do]").Click();

        Assert.Contains("已删除 3 条", card.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await _readings.ReadHomeAsync(Place, Noon.AddDays(-1), Noon.AddDays(1), CancellationToken.None));
    }

    private IRenderedComponent<ConsentCard> Show() => Show(Lin);

    private IRenderedComponent<ConsentCard> Show(Actor by)
    {
        var me = new CurrentWorker(
            new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, by.Id.Value), new(ClaimTypes.Role, by.Role.ToString()), new(AccountClaims.Community, "demo")])),
            Services.GetRequiredService<IStaffStore>());
        return Render<ConsentCard>(card => card
            .AddCascadingValue(me)
            .Add(c => c.Home, Registered)
            .Add(c => c.Consent, Book.Of(Place))
            .Add(c => c.Now, Noon)
            .Add(c => c.OnChanged, () => _changes++));
    }

    private Task<Result<HomeConsent>> GiveAsync(DateOnly lastDay) =>
        Services.GetRequiredService<ConsentDesk>().RecordAsync(Place, Word, ConsentPurposes.All, lastDay, 0, Lin, CancellationToken.None);
}
