using CommunityConsole.Core.Community;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>Two communities on one installation never see each other's alerts.</summary>
public sealed class CommunitiesTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task Desk_CallForHelpNextDoor_ShowsItsOwnOnly()
    {
        var (own, theirs) = (App.HomeOf(3), App.HomeOf(0, "heping"));
        var desk = await App.EnterAsync(Role.SocialWorker);
        var neighbour = await App.EnterNeighbourAsync(Role.SocialWorker);
        await using var button = await Device.ConnectAsync(App.MqttPort);

        await button.PublishAsync(own.Id, "sos", "border-button", """{"sos":1}""");
        await button.PublishAsync(theirs.Id, "sos", "border-button", """{"sos":1}""");

        await Expect(desk.Locator("[data-row]", new() { HasText = BrowserApp.PlaceOf(own) })).ToBeVisibleAsync();
        await Expect(neighbour.Locator("[data-row]", new() { HasText = BrowserApp.PlaceOf(theirs) })).ToBeVisibleAsync();
        await Expect(desk.Locator("[data-row]", new() { HasText = "和平里" })).ToHaveCountAsync(0);
        await Expect(neighbour.Locator("[data-row]", new() { HasText = "幸福里" })).ToHaveCountAsync(0);
        var alert = await desk.Locator("[data-row]", new() { HasText = BrowserApp.PlaceOf(own) }).GetAttributeAsync("data-alert");
        await neighbour.GotoAsync($"{App.Url}care?alert={alert}");
        await Expect(neighbour.Locator(".desk-list")).ToBeVisibleAsync();
        await Expect(neighbour.Locator("article.panel")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task DemoPage_TriggeredNextDoor_HappensAndIsToldThereOnly()
    {
        var own = await App.EnterAsync(Role.SocialWorker);
        var neighbour = await App.EnterNeighbourAsync(Role.SocialWorker);
        await own.GotoAsync($"{App.Url}demo");
        await neighbour.GotoAsync($"{App.Url}demo");

        await neighbour.Locator(".incidents li", new() { HasText = "水龙头没关" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(neighbour.Locator(".happened a")).ToContainTextAsync("和平里");
        await own.Locator(".incidents li", new() { HasText = "工作人员上门" }).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(own.Locator(".happened a", new() { HasText = "幸福里" })).ToHaveCountAsync(1);
        await Expect(own.Locator(".happened a", new() { HasText = "和平里" })).ToHaveCountAsync(0);
        await Expect(neighbour.Locator(".happened a")).ToHaveCountAsync(1);
    }
}
