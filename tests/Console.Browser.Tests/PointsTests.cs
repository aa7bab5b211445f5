using CommunityConsole.Core.Community;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>A resident earns points by being there, not by an old code and not twice, and buys something with them.</summary>
public sealed class PointsTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task CheckIn_ByTheCodeOnTheScreen_EarnsOnce_AnOldCodeEarnsNothing_AndThePointsBuyAVoucher()
    {
        var first = await PlanAsync("陪独居老人聊天");
        var second = await PlanAsync("楼道清洁");
        var phone = await App.EnterAsync(Role.Resident, 390, 844);
        await phone.Context.GrantPermissionsAsync(["geolocation"]);
        await phone.Context.SetGeolocationAsync(new() { Latitude = 31.2305f, Longitude = 121.4738f, Accuracy = 15 });
        await phone.GotoAsync(App.Url + "points");
        await Expect(phone.Locator("[data-balance]")).ToBeVisibleAsync();

        // A code of two minutes ago, passed on by somebody who was there.
        var terms = await App.Services.GetRequiredService<IPointsStore>().LookAsync("demo", sight => sight.CheckInTerms(second)!, default);
        await phone.GotoAsync($"{App.Url}points/in/{second}?code={terms.CodeAt(Now.AddMinutes(-2))}");
        await ConnectedAsync(phone);
        await phone.Locator("[data-check-in]").ClickAsync();
        await Expect(phone.Locator(".refusal")).ToContainTextAsync("已经换过");

        var screen = await App.EnterAsync(Role.SocialWorker);
        await screen.GotoAsync($"{App.Url}points/activity/{first}");
        await Expect(screen.Locator("[data-code]")).ToBeVisibleAsync();
        await phone.GotoAsync($"{App.Url}points/in/{first}?code={await screen.Locator("[data-code]").GetAttributeAsync("data-code")}");
        await ConnectedAsync(phone);
        await phone.Locator("[data-check-in]").ClickAsync();
        await Expect(phone.Locator("[data-counted]")).ToBeVisibleAsync();
        await Expect(screen.Locator("[data-came] b")).ToHaveTextAsync("1");

        // The second time there is nothing left to press.
        await phone.ReloadAsync();
        await Expect(phone.Locator("[data-counted]")).ToBeVisibleAsync();
        await Expect(phone.Locator("[data-check-in]")).ToHaveCountAsync(0);

        await phone.GotoAsync(App.Url + "points");
        await ConnectedAsync(phone);
        await Expect(phone.Locator("[data-reward=market-10]")).ToBeVisibleAsync();
        var before = await phone.Locator("[data-voucher]").CountAsync();
        await phone.Locator("[data-reward=market-10] [data-ask-redeem]").ClickAsync();
        await phone.Locator("[data-reward=market-10] [data-redeem]").ClickAsync();
        await Expect(phone.Locator("[data-voucher]")).Not.ToHaveCountAsync(before);
    }

    private DateTimeOffset Now => App.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    // Four hours of volunteering that began just now: 120 points.
    private async Task<Guid> PlanAsync(string title)
    {
        var worker = new Actor(new StaffId(DemoAccounts.IdOf(Role.SocialWorker)), "林晓芸", Role.SocialWorker, "demo");
        var plan = new ActivityPlan(title, "volunteer", Now, 240, "东门") { Spot = new CheckInSpot(31.2304, 121.4737, 100) };
        return (await App.Services.GetRequiredService<CheckInDesk>().PlanAsync(plan, worker with { CommandKey = Guid.NewGuid() }, default)).Value.Activity!.Id;
    }
}
