using CommunityConsole.Core.Community;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>The main job as its people do it: a packet over a real socket, three people at three screens, a closed alert.</summary>
public sealed class JourneyTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task HelpButton_FromPacketToDoor_IsTakenApprovedVisitedAndClosed()
    {
        var home = App.HomeOf(0);
        var place = BrowserApp.PlaceOf(home);
        var social = await App.EnterAsync(Role.SocialWorker);
        await Expect(social.Locator(".desk")).ToBeVisibleAsync();
        await using var button = await Device.ConnectAsync(App.MqttPort);

        await button.PublishAsync(home.Id, "sos", "journey-button", """{"sos":1}""");

        await social.Locator("[data-row].sev-Critical", new() { HasText = place }).ClickAsync();
        await Press(social, "t");
        await Expect(social.Locator("button[data-key=v]")).ToBeEnabledAsync();
        await Press(social, "v");
        await social.Locator(".ask textarea").FillAsync("按了求助按钮，电话无人接听");
        await social.Locator(".goers input[value=demo-SocialWorker]").CheckAsync();
        await social.Locator(".ask .button.primary").ClickAsync();
        await Expect(social.Locator(".ask")).ToHaveCountAsync(0);

        var manager = await App.EnterAsync(Role.GridManager, 390, 844);
        await manager.GotoAsync(App.Url + "approvals");
        var request = manager.Locator("article.visit", new() { HasText = place }).First;
        await Expect(request).ToContainTextAsync("电话无人接听");
        await Expect(request.Locator(".goers input:checked")).ToHaveValueAsync("demo-SocialWorker");   // whom the worker asked for, wherever ranked
        await request.Locator(".visit-acts .button.primary").ClickAsync();
        await Expect(request.Locator("button", new() { HasText = "不批准" })).ToHaveCountAsync(0);

        var field = await App.EnterAsync(Role.SocialWorker, 390, 844);
        await field.GotoAsync(App.Url + "field");
        var visit = field.Locator("article.going", new() { HasText = place });
        await visit.Locator("button[data-act=depart]").ClickAsync();
        await Expect(visit.Locator(".steps li").First).ToHaveClassAsync("passed");
        await visit.Locator("button[data-act=arrive]").ClickAsync();
        await visit.Locator(".choices input").First.CheckAsync();
        await visit.Locator("button[data-act=outcome]").ClickAsync();

        await Expect(visit).ToHaveCountAsync(0);
        await Expect(social.Locator("[data-row].sev-Critical:not(.gone)", new() { HasText = place })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task HelpButton_CalledFalse_StaysOpenUntilASecondPersonConfirms()
    {
        var home = App.HomeOf(7);
        var place = BrowserApp.PlaceOf(home);
        var social = await App.EnterAsync(Role.SocialWorker);
        await using var button = await Device.ConnectAsync(App.MqttPort);
        await button.PublishAsync(home.Id, "sos", "false-button", """{"sos":1}""");
        var row = social.Locator("[data-row].sev-Critical", new() { HasText = place });
        await row.ClickAsync();
        await Expect(social.Locator("button[data-key=f]")).ToBeEnabledAsync();

        await OpenAsync(social, "f");
        await social.Locator(".ask .choice input").First.CheckAsync();
        await social.Locator(".ask .button.primary").ClickAsync();

        await Expect(social.Locator(".proposal")).ToContainTextAsync("提议误报，等第二人确认");
        await Expect(social.Locator("button[data-key=f]")).ToBeDisabledAsync();
        var manager = await App.EnterAsync(Role.GridManager);
        await manager.GotoAsync(social.Url);
        await ConnectedAsync(manager);
        await Expect(manager.Locator("[data-row].sev-Critical", new() { HasText = place })).ToContainTextAsync("等第二人确认");
        await Expect(manager.Locator(".proposal button[data-key=f]")).ToBeEnabledAsync();
        await OpenAsync(manager, "f");
        await manager.Locator(".ask .button.primary").ClickAsync();

        await Expect(manager.Locator(".history")).ToContainTextAsync("判为误报");
        await Expect(social.Locator("[data-row].sev-Critical:not(.gone)", new() { HasText = place })).ToHaveCountAsync(0);
    }

    // A press can meet a button that is being drawn anew and is nobody's then: like a person, press until the dialog is there.
    private static async Task OpenAsync(IPage page, string key)
    {
        const int Tries = 20;
        for (var tries = 1; ; tries++)
        {
            await Press(page, key);
            try
            {
                await page.Locator(".ask").WaitForAsync(new() { Timeout = 3_000 });
                return;
            }
            catch (TimeoutException) when (tries < Tries)
            {
                // pressed in that moment
            }
        }
    }

    private static Task Press(IPage page, string key) => page.Locator("body").PressAsync(key);
}
