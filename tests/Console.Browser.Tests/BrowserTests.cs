namespace CommunityConsole.Browser.Tests;

/// <summary>What people do at their screens; when a test ends they all go home, so that no forgotten screen draws on.</summary>
[Collection(OneBrowser.Name)]
public abstract class BrowserTests(BrowserApp app) : IAsyncLifetime
{
    protected BrowserApp App => app;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => app.CloseScreensAsync();
}
