using CommunityConsole.Core.Community;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>The map tells in which building somebody calls, and leads from there to the alert.</summary>
public sealed class MapTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task CallForHelp_MarksItsBuilding_AndTheKeyboardLeadsToTheAlert()
    {
        var home = App.HomeOf(7);
        var map = await App.EnterAsync(Role.SocialWorker);
        await map.Locator("a.map-link").ClickAsync();
        var block = map.Locator($".plan-wide [data-place='building:{home.Address.Building}']");
        await Expect(block).ToBeVisibleAsync();
        await Expect(block.Locator("[data-severity=Critical]")).ToHaveCountAsync(0);

        await using var button = await Device.ConnectAsync(App.MqttPort);
        await button.PublishAsync(home.Id, "sos", "map-button", """{"sos":1}""");

        await Expect(block.Locator("[data-severity=Critical]")).ToBeVisibleAsync();
        await block.Locator("a").FocusAsync();
        await map.Keyboard.PressAsync("Enter");
        await map.Locator(".panel .sev-Critical[data-row]", new() { HasText = BrowserApp.PlaceOf(home) }).ClickAsync();
        await map.WaitForURLAsync("**/care?alert=*");
        await Expect(map.Locator("[data-row][aria-current=true]")).ToContainTextAsync(BrowserApp.PlaceOf(home));
    }

    [Fact]
    public async Task Phone_PlanHasThreeBlocksAcrossAtMost_AndAPlaceTakesThePage()
    {
        var map = await App.EnterAsync(Role.SocialWorker, 390, 844);
        await map.GotoAsync(App.Url + "map");
        await ConnectedAsync(map);
        var block = map.Locator(".plan-tall .block").Last;
        await Expect(block).ToBeVisibleAsync();
        await Expect(map.Locator(".plan-wide")).ToBeHiddenAsync();
        var box = await block.Locator(".ground").BoundingBoxAsync();
        Assert.True(box is { Width: >= 60, Height: >= 44 }, $"{box?.Width} by {box?.Height}");

        await block.ClickAsync();

        await Expect(map.Locator(".panel h2")).ToBeInViewportAsync();
        await Expect(map.Locator(".plan-tall")).ToBeHiddenAsync();
    }
}
