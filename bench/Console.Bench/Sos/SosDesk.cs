using System.Collections.Concurrent;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using Microsoft.Playwright;

namespace CommunityConsole.Bench.Sos;

/// <summary>The care desk in a real browser, and when each alert's row first stood in its document.</summary>
internal sealed class SosDesk : IAsyncDisposable
{
    // Date.now(): the machine's clock to a millisecond, so the page and the sender agree.
    private const string Watching = """
        const told = new Set();
        const look = () => {
          const now = Date.now();
          for (const row of document.querySelectorAll('[data-alert]')) {
            if (!told.has(row.dataset.alert)) {
              told.add(row.dataset.alert);
              benchSeen(row.dataset.alert, now);
            }
          }
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-alert'] });
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ConcurrentDictionary<AlertId, DateTimeOffset> _seen = new();

    private SosDesk(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public IReadOnlyDictionary<AlertId, DateTimeOffset> Seen => _seen;

    /// <summary>Signs in as a social worker, whose first page is the care desk.</summary>
    public static async Task<SosDesk> OpenAsync(string url)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var desk = new SosDesk(playwright, browser);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await page.ExposeFunctionAsync("benchSeen", (string alert, double at) =>
            desk._seen.TryAdd(new AlertId(Guid.Parse(alert)), DateTimeOffset.FromUnixTimeMilliseconds((long)at)));
        await page.AddInitScriptAsync(Watching);
        await page.GotoAsync(url);
        await page.ClickAsync($"button[data-role={Role.SocialWorker}]");
        await page.WaitForURLAsync("**/care");
        await page.Mouse.MoveAsync(0, 0); // a pointer over the list would hold it
        return desk;
    }

    /// <summary>Returns when all rows were seen, or after a minute.</summary>
    public async Task WaitForAsync(IReadOnlyList<AlertId> alerts)
    {
        for (var left = Limit; left > TimeSpan.Zero && !alerts.All(_seen.ContainsKey); left -= Look)
        {
            await Task.Delay(Look);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
