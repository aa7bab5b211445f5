using CommunityConsole.Core.Community;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>Pages, panels and dialogs against the machine-checkable rules of WCAG 2.2 AA, in a real browser, in the light theme and, taking turns, in one of the others (CONSOLE_LOOKS=all: in all of them); whole pages of the care side: <see cref="CarePagesTests"/>.</summary>
public sealed class AccessibilityTests(BrowserApp app) : BrowserTests(app)
{
    // One after the other in one browser page: to sign in anew for each costs more than to judge it. Path and what must be seen there.
    [Theory]
    [InlineData(Role.SocialWorker, "map?at=building:1", ".panel .homes a", "points/desk", "[data-activity]", "points/desk?show=Review", "#appeals")]
    [InlineData(Role.GridManager, "duty?shift=new", ".shift-form", "devices", "tbody tr a", "repairs/improvements", "[data-improvement]")]
    [InlineData(Role.Administrator, "devices?device=new", ".panel", "logins?login=new", ".panel", "quarantine", "details", "status", ".tile")]
    [InlineData(Role.Resident, "welcome", "h1", "votes", ".list li", "votes/1", ".result", "votes/10", "[data-ballot]", "topics", ".list li", "topics/plan", ".plan li", "points", ".balance")]
    [InlineData(Role.CouncilChair, "votes/new", ".modes", "votes/11/chair", ".roll tbody tr", "topics/2", ".tasks li", "topics/3", ".way", "delegates?table=Age", ".make-up-form", "points/rules/new", ".rules-draft h1")]
    [InlineData(Role.Scrutineer, "votes/11/watch", "[data-checkpoint]", "votes/1/minutes", ".signatures")]
    [InlineData(Role.StationClerk, "time/desk", ".time-desk h2", "time/disputes", ".disputes h2", "time/health", ".bars", "time/proof", ".ask-code", "votes/11/serve", "[data-serve]", "repairs/numbers", ".repair-numbers h1", "points/desk", "[data-member]")]
    public async Task Pages_OfARole_BreakNoRule(Role role, params string[] pathsAndSights)
    {
        await using var device = await Device.ConnectAsync(App.MqttPort);
        await device.PublishAsync(App.HomeOf(5).Id, "water", "axe-meter", "no json");
        var page = await App.EnterAsync(role);
        foreach (var pair in pathsAndSights.Chunk(2))
        {
            await page.GotoAsync(App.Url + pair[0]);
            await Expect(page.Locator(pair[1]).First).ToBeVisibleAsync();
            await CheckAsync(page);
        }
    }

    [Theory]
    [InlineData("wall")]
    [InlineData("wall?theme=light")]
    public async Task Wall_InEveryTheme_BreaksNoRule(string path)
    {
        var page = await App.EnterAsync(Role.SocialWorker, 1920, 1080);

        await page.GotoAsync(App.Url + path);

        await ConnectedAsync(page);
        await Expect(page.Locator(".block").First).ToBeVisibleAsync();
        await Expect(page).Not.ToHaveTitleAsync("");
        await Axe.CheckAsync(page, path);
    }

    [Theory]
    [InlineData("screen/1")]
    [InlineData("screen/8?theme=dark")]
    [InlineData("screen/9")]
    public async Task Screen_InEveryTheme_BreaksNoRule(string path)
    {
        var page = await App.EnterAsync(Role.Resident, 1920, 1080);

        await page.GotoAsync(App.Url + path);

        await ConnectedAsync(page);
        await Expect(page.Locator(".ring").First).ToBeVisibleAsync();
        await Axe.CheckAsync(page, path);
    }

    [Fact]
    public async Task Rules_PaleWordsAndNamelessButton_AreFound()
    {
        var page = await App.OpenAsync();
        await page.SetContentAsync("<html lang='zh'><title>t</title><main><p style='color:#ccc;background:#fff'>看不清的字</p><button></button></main>");

        var found = await page.RunAxe(Axe.Rules);

        Assert.Equal(["button-name", "color-contrast"], found.Violations.Select(rule => rule.Id).Order());
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Axe.CheckColoursAsync(page, "as it is"));
    }

    [Fact]
    public async Task SignIn_InEveryTheme_BreaksNoRule() => await CheckAsync(await App.OpenAsync());

    [Fact]
    public async Task DevicePanel_WithItsRawMessage_BreaksNoRule()
    {
        await using var device = await Device.ConnectAsync(App.MqttPort);
        var home = App.HomeOf(5).Id;
        await device.PublishAsync(home, "lock", "axe-lock", """{"lock":"unlocked:inside","battery":12}""");
        var page = await App.EnterAsync(Role.Administrator);
        await page.GotoAsync($"{App.Url}devices?search=axe-lock&device={Uri.EscapeDataString($"{home}/axe-lock")}");

        await page.Locator(".panel button", new() { HasText = "查看原始消息" }).ClickAsync();

        await Expect(page.Locator(".panel pre")).ToContainTextAsync("unlocked:inside");
        await CheckAsync(page);
    }

    [Fact]
    public async Task Alert_FromPanelToDoor_BreaksNoRule()
    {
        var home = App.HomeOf(6);
        var desk = await App.EnterAsync(Role.SocialWorker);
        await using var button = await Device.ConnectAsync(App.MqttPort);
        await button.PublishAsync(home.Id, "sos", "axe-button", """{"sos":1}""");
        await desk.Locator("[data-row].sev-Critical", new() { HasText = BrowserApp.PlaceOf(home) }).ClickAsync();
        await desk.Locator("button[data-key=t]").ClickAsync();
        await Expect(desk.Locator("button[data-key=v]")).ToBeEnabledAsync();
        await CheckAsync(desk);

        foreach (var key in new[] { "r", "f", "v" })
        {
            await desk.Locator($"button[data-key={key}]").ClickAsync();
            await Expect(desk.Locator(".ask")).ToBeVisibleAsync();
            await CheckAsync(desk);
            if (key != "v")
            {
                await desk.Keyboard.PressAsync("Escape");
                await Expect(desk.Locator(".ask")).ToHaveCountAsync(0);
            }
        }

        await desk.Locator(".goers input[value=demo-SocialWorker]").CheckAsync();
        await desk.Locator(".ask textarea").FillAsync("看一看");
        await desk.Locator(".ask .button.primary").ClickAsync();
        var manager = await App.EnterAsync(Role.GridManager);
        await manager.GotoAsync(App.Url + "approvals");
        var card = manager.Locator("article.visit", new() { HasText = BrowserApp.PlaceOf(home) }).First;
        await Expect(card).ToBeVisibleAsync();
        await CheckAsync(manager);
        await card.Locator(".visit-acts .button.primary").ClickAsync();
        await desk.GotoAsync(App.Url + "field");
        await Expect(desk.Locator("article.going", new() { HasText = BrowserApp.PlaceOf(home) })).ToBeVisibleAsync();
        await CheckAsync(desk);
    }

    [Fact]
    public async Task Proposal_AndBothAnswers_BreakNoRule()
    {
        var home = App.HomeOf(8);
        var desk = await App.EnterAsync(Role.SocialWorker);
        await using var button = await Device.ConnectAsync(App.MqttPort);
        await button.PublishAsync(home.Id, "sos", "axe-false", """{"sos":1}""");
        await desk.Locator("[data-row].sev-Critical", new() { HasText = BrowserApp.PlaceOf(home) }).ClickAsync();
        await desk.Locator("button[data-key=f]").ClickAsync();
        await desk.Locator(".ask .choice input").First.CheckAsync();
        await desk.Locator(".ask .button.primary").ClickAsync();
        await Expect(desk.Locator(".proposal")).ToBeVisibleAsync();
        await CheckAsync(desk);

        var manager = await App.EnterAsync(Role.GridManager);
        await manager.GotoAsync(desk.Url);
        foreach (var key in new[] { "n", "f" })
        {
            await manager.Locator($".proposal button[data-key={key}]").ClickAsync();
            await Expect(manager.Locator(".ask")).ToBeVisibleAsync();
            await CheckAsync(manager);
            await manager.Keyboard.PressAsync("Escape");
            await Expect(manager.Locator(".ask")).ToHaveCountAsync(0);
        }
    }

    private static readonly string[] Others = ["dark", "contrast"];
    private static int _turn;

    private static async Task CheckAsync(IPage page)
    {
        await WearAsync(page, "light");
        await Axe.CheckAsync(page, "light");
        foreach (var theme in Axe.All ? Others : [Others[_turn++ % Others.Length]])
        {
            await WearAsync(page, theme);
            await Axe.CheckColoursAsync(page, theme);
        }
    }

    /// <summary>Switches the theme as a hand would, and waits for the library's style sheets to follow.</summary>
    private static async Task WearAsync(IPage page, string theme)
    {
        await page.EvaluateAsync("theme => { for (let i = 0; i < 3 && document.documentElement.dataset.theme !== theme; i++) { document.querySelector('[data-look=theme]').click(); } }", theme);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)");
    }
}
