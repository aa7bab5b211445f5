using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>The morning list from the care desk's strip to a home that is fine again, by two people on a desk and on a phone.</summary>
public sealed class MorningTests(BrowserApp app) : BrowserTests(app)
{
    // No reading ever came of it: unwatched, whatever hour the test runs at.
    private static readonly HomeId Home = new("demo", "morning-1");

    private static readonly Home Register = new(Home, new Address("", Home.Home, "", ""), new GridCellId("demo", "1"), new Resident("张桂芳", "13812348000", 1941, LivesAlone: true));

    [Fact]
    public async Task HomeToCall_PhonedTwiceThenFine_LeavesTheListForEverybody()
    {
        await App.Services.GetRequiredService<HomeDesk>().RegisterAsync(new HomeRegister([], [], [Register]), Actor.Program("demo"), CancellationToken.None);
        var desk = await App.EnterAsync(Role.SocialWorker);
        await Eventually.HoldsAsync(() => App.Services.GetRequiredService<MorningBoard>().Latest("demo").Lines.Any(line => line.IsToCall && line.Home.Id == Home), "it is to be called");
        await desk.Locator("[data-morning]").ClickAsync();
        await desk.WaitForURLAsync("**/morning");
        await ConnectedAsync(desk);
        var row = desk.Locator($"[data-home={Home.Home}]");
        await row.Locator("[data-row]").ClickAsync();
        await Expect(row.Locator("[data-key=c]")).ToBeEnabledAsync();

        await desk.Keyboard.PressAsync("c");
        await Expect(row).ToContainTextAsync("正在联系");
        await Axe.CheckAsync(desk, "list");

        // Somebody else sees who has it.
        var phone = await App.EnterAsync(Role.GridManager, 390, 844, "en-US");
        await phone.EvaluateAsync("document.querySelector('[data-look=theme]').click()");
        await phone.EvaluateAsync("document.querySelector('[data-look=font]').click()");
        await phone.GotoAsync($"{App.Url}morning?home={Home.Home}");
        var same = phone.Locator($"[data-home={Home.Home}]");
        await Expect(same).ToContainTextAsync("is calling this home");
        await Expect(same.Locator("[data-key='1']")).ToHaveCountAsync(0);
        await Axe.CheckAsync(phone, "phone");

        await desk.Keyboard.PressAsync("2");
        await Expect(row).ToContainTextAsync("无人接听");
        await desk.Keyboard.PressAsync("2");
        await Expect(row.Locator("button.primary[data-key=v]")).ToBeEnabledAsync();
        await desk.Keyboard.PressAsync("v");
        await Expect(row).ToContainTextAsync("上门待审批");
        await desk.Keyboard.PressAsync("1");
        await Expect(row).ToContainTextAsync("已有着落");
        await desk.Locator("[data-group=Answered] button").ClickAsync();
        await Expect(desk.Locator("[data-group=Answered] li", new() { HasText = Home.Home })).ToContainTextAsync("平安");
        await Axe.CheckAsync(desk, "answered");

        await Expect(same).ToHaveCountAsync(0);
        var csv = await desk.APIRequest.GetAsync(App.Url + "morning.csv?q=" + Home.Home);
        Assert.Contains($"{Home.Home},", await csv.TextAsync(), StringComparison.Ordinal);
        Assert.Contains(",Answered,yes,", await csv.TextAsync(), StringComparison.Ordinal);
    }
}
