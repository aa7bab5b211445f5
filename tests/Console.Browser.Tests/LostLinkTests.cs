using CommunityConsole.Core.Community;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>A desk whose link dies: it says so within 5 s, and when the link is back nothing was missed and nothing typed is lost.</summary>
public sealed class LostLinkTests(BrowserApp app) : BrowserTests(app)
{
    private const int NoticedWithinMilliseconds = 5_000;

    [Fact]
    public async Task Link_CutAndMended_IsToldAndLosesNothing()
    {
        var (first, second) = (App.HomeOf(1), App.HomeOf(2));
        await using var relay = LinkRelay.To(App.Url);
        var desk = await App.EnterAsync(Role.SocialWorker, at: relay.Url);
        await using var button = await Device.ConnectAsync(App.MqttPort);
        await button.PublishAsync(first.Id, "sos", "lost-link-1", """{"sos":1}""");
        await desk.Locator("[data-row].sev-Critical", new() { HasText = BrowserApp.PlaceOf(first) }).ClickAsync();
        await desk.Mouse.MoveAsync(1_200, 450);
        await desk.Locator("button[data-key=t]").ClickAsync();
        await Expect(desk.Locator("button[data-key=v]")).ToBeEnabledAsync();
        await desk.Locator("button[data-key=v]").ClickAsync();
        await desk.Locator(".ask textarea").FillAsync("写到一半的原因");

        relay.Cut();
        await Expect(desk.Locator(".link-banner")).ToBeVisibleAsync(new() { Timeout = NoticedWithinMilliseconds });
        await button.PublishAsync(second.Id, "sos", "lost-link-2", """{"sos":1}""");
        relay.Mend();

        await Expect(desk.Locator(".link-banner")).ToBeHiddenAsync();
        await Expect(desk.Locator("[data-row].sev-Critical", new() { HasText = BrowserApp.PlaceOf(second) })).ToBeVisibleAsync();
        await Expect(desk.Locator(".ask textarea")).ToHaveValueAsync("写到一半的原因");
    }
}
