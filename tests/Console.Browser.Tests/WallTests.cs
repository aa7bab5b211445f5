using CommunityConsole.Core.Community;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>A display on a wall: what it shows to strangers, and that it helps itself up.</summary>
public sealed class WallTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task CallForHelp_IsShownByBuildingAndUnit_WithoutRoomNameOrNumber()
    {
        var home = App.HomeOf(8);
        var wall = await HangAsync();
        await using var button = await Device.ConnectAsync(App.MqttPort);

        await button.PublishAsync(home.Id, "sos", "wall-button", """{"sos":1}""");

        await Expect(wall.Locator($"[data-place='building:{home.Address.Building}'] [data-severity=Critical]")).ToBeVisibleAsync();
        await Expect(wall.Locator(".last")).ToContainTextAsync(home.Address.Entrance!.Zh);
        var said = await wall.ContentAsync();
        Assert.All(App.Services.GetRequiredService<HomeDirectory>().Homes("demo"), known =>
            Assert.All([known.Address.Text.Zh, known.Id.Home, known.Resident.Name, known.Resident.Phone], secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal)));
        Assert.All(App.Services.GetRequiredService<StaffDirectory>().Goers("demo"), person => Assert.DoesNotContain(person.Name, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DarkDisplay_IsTheRule_WhateverTheDeskWears()
    {
        var wall = await App.EnterAsync(Role.GridManager, 1920, 1080);
        await wall.Locator("[data-look=theme]").ClickAsync();
        await wall.Locator("[data-look=theme]").ClickAsync();   // chosen and chosen back: the desk is light by somebody's will

        await wall.GotoAsync(App.Url + "wall");

        await Expect(wall.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(wall.Locator("nav")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Link_CutAndMended_GreysTheWallSaysSoAndComesBack()
    {
        await using var relay = LinkRelay.To(App.Url);
        var wall = await HangAsync(relay.Url);

        relay.Cut();
        await Expect(wall.Locator(".link-banner")).ToBeVisibleAsync(new() { Timeout = 5_000 });

        await Expect(wall.Locator("main")).ToHaveCSSAsync("filter", "grayscale(1) contrast(0.85)");
        var box = await wall.Locator(".wall footer").BoundingBoxAsync();
        Assert.True(box is { Height: > 20, Y: > 500 and < 1080 }, $"The old picture is still there to be read: {box?.Y}, {box?.Height}");
        relay.Mend();
        await Expect(wall.Locator(".link-banner")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Server_AwayForLong_IsWaitedForAndThePageOpensAgainByItself()
    {
        string at;
        IPage wall;
        await using (var relay = LinkRelay.To(App.Url))
        {
            at = relay.Url;
            wall = await HangAsync(at);
            await wall.EvaluateAsync("window.hung = true");
        }

        await Expect(wall.Locator("html[data-link=lost]")).ToBeAttachedAsync();
        await wall.RunAndWaitForRequestAsync(
            () => wall.EvaluateAsync("document.getElementById('components-reconnect-modal').className = 'components-reconnect-failed'"),   // as after a thousand tries
            "**/health/live");
        Assert.True(await wall.EvaluateAsync<bool>("window.hung"));
        await using var back = LinkRelay.To(App.Url, at);

        await wall.WaitForFunctionAsync("() => !window.hung && document.documentElement.dataset.link === 'up' && document.querySelector('[data-live]')");
        await Expect(wall.Locator(".block").First).ToBeVisibleAsync();
    }

    private async Task<IPage> HangAsync(string? at = null)
    {
        var wall = await App.EnterAsync(Role.SocialWorker, 1920, 1080, at: at);
        await wall.GotoAsync((at ?? App.Url) + "wall");
        await Expect(wall.Locator("[data-live]")).ToBeAttachedAsync();
        return wall;
    }
}
