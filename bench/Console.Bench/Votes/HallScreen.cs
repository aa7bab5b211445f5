using System.Collections.Concurrent;
using CommunityConsole.Core.Community;
using Microsoft.Playwright;

namespace CommunityConsole.Bench.Votes;

/// <summary>The hall's screen in a real browser, and when each number of people who took part first stood on it.</summary>
internal sealed class HallScreen : IAsyncDisposable
{
    // Date.now(): the machine's clock to a millisecond, so the page and the sender agree.
    private const string Watching = """
        let told = -1;
        const look = () => {
          const shown = document.querySelector('.ring figcaption b')?.textContent.replace(/,/g, '').match(/\d+/);
          if (shown && Number(shown[0]) > told) {
            told = Number(shown[0]);
            benchShown(told, Date.now());
          }
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private HallScreen(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public ConcurrentQueue<(int Count, DateTimeOffset At)> Shown { get; } = new();

    /// <summary>Signs in as the chair and opens the screen of that vote.</summary>
    public static async Task<HallScreen> OpenAsync(string url, int vote)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var screen = new HallScreen(playwright, browser);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        await page.ExposeFunctionAsync("benchShown", (int count, double at) =>
        {
            screen.Shown.Enqueue((count, DateTimeOffset.FromUnixTimeMilliseconds((long)at)));
            return true;
        });
        await page.AddInitScriptAsync(Watching);
        await page.GotoAsync(url);
        await page.ClickAsync($"button[data-role={Role.CouncilChair}]");
        await page.GotoAsync($"{url}/screen/{vote}");
        await page.WaitForSelectorAsync(".ring figcaption b");
        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
