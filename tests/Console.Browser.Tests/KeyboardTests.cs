using System.Text.RegularExpressions;
using CommunityConsole.Core.Community;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>The whole job of the desk with both hands on the keyboard.</summary>
public sealed class KeyboardTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task Desk_KeysOnly_FindsTakesPhonesAndAsksForVisit()
    {
        var place = BrowserApp.PlaceOf(App.HomeOf(4));
        var desk = await App.EnterAsync(Role.SocialWorker);
        await using var device = await Device.ConnectAsync(App.MqttPort);
        await device.PublishAsync(App.HomeOf(4).Id, "sos", "keys-button", """{"sos":1}""");
        var row = desk.Locator("[data-row].sev-Critical", new() { HasText = place });
        await Expect(row).ToBeVisibleAsync();

        await desk.Keyboard.PressAsync("/");
        await desk.Keyboard.TypeAsync(place);
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("[data-row]:not(.gone)")).ToHaveCountAsync(1);
        await Expect(desk).ToHaveURLAsync(new Regex("q=" + Regex.Escape(Uri.EscapeDataString(place))));
        await desk.Keyboard.PressAsync("j");
        await Expect(desk.Locator("article.panel h2")).ToContainTextAsync(place);
        await Expect(desk.Locator("article.panel .panel-marks")).ToContainTextAsync("一键求助");
        await desk.Keyboard.PressAsync("t");
        await Expect(desk.Locator("button[data-key=v].primary")).ToBeEnabledAsync();
        await desk.Keyboard.PressAsync("c");
        await Expect(desk.Locator(".history")).ToContainTextAsync("开始联系");
        await Expect(desk.Locator(".contact")).ToBeInViewportAsync();
        await desk.Keyboard.PressAsync("3");
        await Expect(desk.Locator(".history")).ToContainTextAsync("电话联系 居民本人：无人接听");
        await desk.Keyboard.PressAsync("v");
        await Expect(desk.Locator(".ask textarea")).ToBeFocusedAsync();
        await desk.Keyboard.TypeAsync("电话无人接听");
        await Expect(desk.Locator(".goers input").First).ToBeCheckedAsync();
        foreach (var _ in new[] { "who goes", "the others", "cancel", "send" })
        {
            await desk.Keyboard.PressAsync("Tab");
        }

        await desk.Keyboard.PressAsync("Enter");

        await Expect(desk.Locator(".ask")).ToHaveCountAsync(0);
        await Expect(desk.Locator("article.panel .panel-marks")).ToContainTextAsync("已申请上门");
    }
}
