using CommunityConsole.Core.Community;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommunityConsole.Browser.Tests;

/// <summary>The whole program on real sockets with a small demonstration estate, and a real browser to look at it.</summary>
public sealed class BrowserApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("console-browser-").FullName;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Address of the console, with a slash at the end.</summary>
    public string Url => ClientOptions.BaseAddress.ToString();

    /// <summary>Port of the embedded MQTT server.</summary>
    public int MqttPort => Services.GetRequiredService<MqttListener>().Port;

    public async Task InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(60_000);
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>A person at a screen of their own, signed in as <paramref name="role"/> and standing on that role's first page.</summary>
    internal async Task<IPage> EnterAsync(Role role, int width = 1440, int height = 900, string language = "zh-CN")
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        await context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = $"c={language}|uic={language}", Url = Url }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(Url);
        await page.ClickAsync($"button[data-role={role}]");
        await page.WaitForURLAsync(address => address != Url);
        return page;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Data:Directory", _data);
        builder.UseSetting("Mqtt:Port", "0");
        builder.UseSetting("Demo:Homes", "12");
    }
}
