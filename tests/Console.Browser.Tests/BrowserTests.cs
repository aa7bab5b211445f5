using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>What people do at their screens; when a test ends they all go home, so that no forgotten screen draws on.</summary>
[Collection(OneBrowser.Name)]
public abstract class BrowserTests(BrowserApp app) : IAsyncLifetime
{
    protected BrowserApp App => app;

    /// <summary>Waits until the page just loaded is drawn by its circuit: what stood there before is drawn anew, and answers to nothing.</summary>
    protected static Task ConnectedAsync(IPage page) => Expect(page.Locator("[data-pulse][data-live]")).ToHaveCountAsync(1);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => app.CloseScreensAsync();
}
