using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Outbound.Notices;

/// <summary>The whole program with a file and a gateway on real sockets.</summary>
public sealed class NoticeChannelsTests : IAsyncLifetime, IAsyncDisposable
{
    private const string About = "按下了测试用的求助按钮。";

    private static readonly HomeId Home = new("demo", "9-901");

    private readonly string _folder = Directory.CreateTempSubdirectory("notices-").FullName;
    private readonly ConsoleApp _console = new();
    private Gateway _gateway = null!;
    private WebApplicationFactory<Program> _app = null!;

    private string FilePath => Path.Combine(_folder, "out", "notices.jsonl");

    public async Task InitializeAsync()
    {
        _gateway = await Gateway.StartAsync(About, refusals: 2);
        _app = _console.WithWebHostBuilder(host =>
        {
            host.UseSetting("Notices:File", FilePath);
            host.UseSetting("Notices:Webhook", _gateway.Url);
            host.UseSetting("Notices:WebhookSecret", "test-secret");
            host.UseSetting("Notices:ConsoleAddress", "https://console.example");
        });
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _console.DisposeAsync();
        await _gateway.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Call_ReachesFileAndGatewayDespiteRefusals_AndStopsWithin2SecondsOfTaking()
    {
        var desk = _app.Services.GetRequiredService<AlertDesk>();
        var worker = new StaffId("demo-SocialWorker");
        var at = TimeProvider.System.GetUtcNow();
        await Eventually.HoldsAsync(() => _app.Services.GetRequiredService<DutyRoster>().At("demo", at) is not null, "somebody is on duty");
        var decision = new WatchDecision(
            at, Home, AnomalyKind.Sos, "button", Severity.Critical, DecisionChange.Opened, at, at, new Sentence(About, "The test button was pressed."));
        await ((IWatchFacts)desk).DecidedAsync([decision], CancellationToken.None);
        await Eventually.HoldsAsync(() => _gateway.Heard.Count > 0, "the gateway has the call");

        var call = _gateway.Heard[0];
        Assert.Equal("notice", call.Event);
        Assert.Equal([call.Key, call.Key], _gateway.Refused);
        Assert.Equal(call.Key, call["key"]);
        Assert.Equal($"https://console.example/care?alert={AlertPolicy.ConditionOf(decision)}", call["link"]);
        Assert.Contains(About, call.Text, StringComparison.Ordinal);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("test-secret"), call.Body)), call.Signature);

        var watch = Stopwatch.StartNew();
        await desk.TakeAsync(AlertPolicy.ConditionOf(decision), new Actor(worker, "林晓芸", Role.SocialWorker, "demo"), CancellationToken.None);
        await Eventually.HoldsAsync(() => _gateway.Heard.Any(one => one.Event == "stop" && one.Key == call.Key + "-stop"), "the gateway is told to stop");
        await Eventually.HoldsAsync(() => Events().Count >= 2, "the file has both");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(["notice", "stop"], Events());
        var subject = $"alert:{AlertPolicy.ConditionOf(decision)}";
        await Eventually.HoldsAsync(() => _app.Services.GetRequiredService<NoticeOutbox>().Active.All(notice => notice.Subject != subject), "nothing of it is left in the outbox");
    }

    private List<string> Events() => !File.Exists(FilePath) ? [] :
        [.. File.ReadAllLines(FilePath).Where(line => line.Contains(About, StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!)];
}
