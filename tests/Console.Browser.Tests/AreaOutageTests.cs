using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>A building falls silent at once: one alert, one call to the property office, nobody sent to its doors.</summary>
public sealed class AreaOutageTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task Building_CutOff_IsOneAlert_PhonedAboutAndClosedAsRestored()
    {
        var homes = App.Services.GetRequiredService<HomeDirectory>().Homes("demo").GroupBy(home => home.Address.Building).MaxBy(building => building.Count())!.ToList();
        var desk = await App.EnterAsync(Role.SocialWorker);
        var before = await OpenRows(desk).CountAsync();

        await CutOffAsync(homes);

        var row = OpenRows(desk).Filter(new() { HasText = "片区中断" });
        await Expect(row).ToContainTextAsync(homes[0].Address.BuildingName);
        await Expect(OpenRows(desk)).ToHaveCountAsync(before + 1);
        await row.ClickAsync();
        await Expect(desk.Locator(".area-homes li")).ToHaveCountAsync(homes.Count);
        await Expect(desk.Locator("button[data-key=v]")).ToHaveCountAsync(0);
        await desk.Keyboard.PressAsync("t");
        await Expect(desk.Locator("button[data-key=r]")).ToBeEnabledAsync();
        await desk.Keyboard.PressAsync("c");
        await Expect(desk.Locator(".area-plan .people")).ToContainTextAsync("物业值班室");
        await Expect(desk.Locator(".area-plan a[href='tel:02155550188'], .area-plan a[href='tel:021-55550188']")).ToBeVisibleAsync();
        await desk.Locator(".area-plan .outcomes button[data-key='1']").ClickAsync();
        await Expect(desk.Locator(".history")).ToContainTextAsync("对方已知情，正在处理");
        await desk.Locator("button[data-key=r]").ClickAsync();
        await desk.Locator(".ask .choice input").First.CheckAsync();
        await desk.Locator(".ask .button.primary").ClickAsync();

        await Expect(desk.Locator(".history")).ToContainTextAsync("已恢复");
        await Expect(row).ToHaveCountAsync(0);
    }

    private static ILocator OpenRows(IPage desk) => desk.Locator("[data-row]:not(.gone)");

    // As the watch tells it; from devices' broken connections to this alert: AreaOutageTests of the web tests.
    private ValueTask CutOffAsync(List<Home> homes)
    {
        var area = new AreaId("demo", AreaKind.Building, homes[0].Address.Building);
        var at = App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var evidence = new Sentence($"{homes.Count} 户同时失联。", $"{homes.Count} homes were cut off at once.");
        var decision = new WatchDecision(at, area.Place, AnomalyKind.AreaOutage, area.Text, Severity.Attention, DecisionChange.Opened, at, at.AddMinutes(-3), evidence)
        {
            Extent = new OutageExtent(area, [.. homes.Select(home => home.Id)]),
        };
        return ((IWatchFacts)App.Services.GetRequiredService<AlertDesk>()).DecidedAsync([decision], CancellationToken.None);
    }
}
