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
    // The same engine without the windows of a desktop browser, which nobody sees here and every screen would pay for.
    private const string HeadlessShell = "/usr/bin/chromium-headless-shell";

    private readonly string _data = Directory.CreateTempSubdirectory("console-browser-").FullName;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Address of the console, with a slash at the end.</summary>
    public string Url => ClientOptions.BaseAddress.ToString();

    /// <summary>What a gateway for messages would get, one event a line.</summary>
    internal string MessagesFile => Path.Combine(_data, "messages.jsonl");

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
            ExecutablePath = File.Exists(HeadlessShell) ? HeadlessShell : "/usr/bin/chromium",
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

    /// <summary>The home with that number in the order of ids; a test takes one that no other test uses.</summary>
    internal Home HomeOf(int number, string community = "demo") => Services.GetRequiredService<HomeDirectory>().Homes(community)[number];

    /// <summary>The home's place as the Chinese screens write it.</summary>
    internal static string PlaceOf(Home home) => home.Address.Text.Zh.TrimEnd(' ', ',');

    /// <summary>Closes every screen that was opened.</summary>
    internal async Task CloseScreensAsync()
    {
        foreach (var screen in _browser.Contexts.ToList())
        {
            await screen.CloseAsync();
        }
    }

    /// <summary>A screen of its own before the sign-in.</summary>
    /// <param name="at">Where the browser looks for the console: the console itself, or something between.</param>
    internal async Task<IPage> OpenAsync(int width = 1440, int height = 900, string language = "zh-CN", string? at = null)
    {
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        await context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = $"c={language}|uic={language}", Url = at ?? Url }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(at ?? Url);
        return page;
    }

    /// <summary>A person at a screen of their own, signed in as <paramref name="role"/> and standing on that role's first page.</summary>
    internal async Task<IPage> EnterAsync(Role role, int width = 1440, int height = 900, string language = "zh-CN", string? at = null) =>
        await EnterAsync(await OpenAsync(width, height, language, at), $"button[data-role={role}]");

    /// <summary>The same in the neighbour community.</summary>
    internal async Task<IPage> EnterNeighbourAsync(Role role) => await EnterAsync(await OpenAsync(), $"button[data-neighbour={role}]");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Data:Directory", _data);
        builder.UseSetting("Mqtt:Port", "0");
        builder.UseSetting("Demo:Homes", "12");
        builder.UseSetting("Notices:File", MessagesFile);
        builder.UseSetting("Care:AreaContacts:0:Name", "物业值班室");
        builder.UseSetting("Care:AreaContacts:0:Phone", "021-55550188");
    }

    private static async Task<IPage> EnterAsync(IPage page, string door)
    {
        var before = page.Url;
        await page.ClickAsync(door);
        await page.WaitForURLAsync(address => address != before);
        return page;
    }
}
