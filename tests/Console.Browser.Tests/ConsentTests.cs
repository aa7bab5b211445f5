using CommunityConsole.Core.Community;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>A resident withdraws: what the worker does, and what every screen says afterwards, in both languages.</summary>
public sealed class ConsentTests(BrowserApp app) : BrowserTests(app)
{
    [Theory]
    [InlineData("zh-CN", 8, "已撤回同意 · 未守护", "已撤回同意，这户没有守护")]
    [InlineData("en-US", 9, "Consent withdrawn · not watched", "Consent was withdrawn and this home is not watched")]
    public async Task Withdrawn_OnTheHouseholdsPage_StopsTheWatchAndEveryListSaysSo(string language, int number, string chip, string sentence)
    {
        var home = App.HomeOf(number);
        var page = await App.EnterAsync(Role.SocialWorker, language: language);
        await page.GotoAsync($"{App.Url}homes/{home.Id.Home}");
        await Expect(page.Locator("svg[role]").First).ToBeVisibleAsync();
        await page.Locator("[data-consent=record]").ClickAsync();
        await Axe.CheckAsync(page);
        await page.Locator(".consent form .primary").ClickAsync();
        await Expect(page.Locator(".consent form")).ToHaveCountAsync(0);

        await page.Locator("[data-consent=withdraw]").ClickAsync();
        await page.Locator(".consent select[name=form]").SelectOptionAsync("Spoken");
        await page.Locator(".consent input[name=witness]").FillAsync("陈秀英");
        await Axe.CheckAsync(page);
        await page.Locator(".consent form .primary").ClickAsync();

        await Expect(page.Locator(".ended")).ToContainTextAsync(sentence);
        await Expect(page.Locator(".page-head .chip").First).ToHaveTextAsync(chip);
        await Expect(page.Locator("svg.plot")).ToHaveCountAsync(0);
        await Axe.CheckAsync(page);

        await page.GotoAsync($"{App.Url}homes?state=ended&search={home.Id.Home}");
        await Expect(page.Locator("tbody tr", new() { Has = page.Locator($"a[href='/homes/{home.Id.Home}']") })).ToContainTextAsync(chip);
        await Axe.CheckAsync(page);
        await page.GotoAsync($"{App.Url}homes?state=unwatched&search={home.Id.Home}");
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
    }
}
