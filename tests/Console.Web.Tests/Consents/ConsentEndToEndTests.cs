using System.Globalization;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Web.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;

namespace CommunityConsole.Web.Tests.Consents;

/// <summary>The whole program, from the device's packet to the desk, when a resident withdraws.</summary>
public sealed class ConsentEndToEndTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private static readonly HomeId Place = new("demo", "consent-1");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Withdrawn_WithinAMinute_NothingOfTheHomeIsStoredJudgedOrShownButItsHelpButtonCalls()
    {
        using var worker = await app.EnterAsync(Role.SocialWorker);
        var board = app.Services.GetRequiredService<AlertBoard>();
        var keeper = app.Services.GetRequiredService<WatchKeeper>();
        await app.Services.GetRequiredService<HomeDesk>().EnsureAsync(Place, Stop);
        using var meter = new MqttClientFactory().CreateMqttClient();
        await meter.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", app.Services.GetRequiredService<MqttListener>().Port).Build());
        await LeakAsync(meter, minutesAgo: 60);
        await Eventually.HoldsAsync(() => Of(board).Any(alert => alert.Kind == AnomalyKind.ContinuousWater), "the leak is on the desk");
        Assert.NotNull(keeper.PictureOf(Place));
        var stored = (await ReadingsAsync()).Count;
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1));

        var withdrawn = await app.Services.GetRequiredService<ConsentDesk>().WithdrawAsync(
            Place, new ConsentWords(SpeakerCapacity.Resident, "", today, ConsentForm.Paper, "", ""), Actor.Program("demo"), Stop);

        Assert.True(withdrawn.Succeeded);
        await Eventually.HoldsAsync(() => !Of(board).Any() && keeper.PictureOf(Place) is null, "the watch has stopped and its alert is closed", Minute);
        await LeakAsync(meter, minutesAgo: 30);   // acknowledged: the device need not send it again
        await meter.SendAsync("community/demo/home/consent-1/sos/b1", """{"sos":1}""");
        await Eventually.HoldsAsync(() => Of(board).Any(), "the call for help is on the desk");
        Assert.Equal([AnomalyKind.Sos], Of(board).Select(alert => alert.Kind));
        Assert.Equal([Measure.Sos], (await ReadingsAsync()).Skip(stored).Select(reading => reading.Measure));
        Assert.True(app.Services.GetRequiredService<IngestGauges>().Read().Withheld >= 2);

        var page = await worker.GetStringAsync("/homes/consent-1");
        Assert.Contains("不同意 · 未守护", page, StringComparison.Ordinal);
        Assert.DoesNotContain("持续用水", page, StringComparison.Ordinal);
        var line = (await worker.GetStringAsync("/homes.csv?state=ended")).Split('\n').Single(row => row.StartsWith("consent-1,", StringComparison.Ordinal));
        Assert.Contains(",NotWatched,", line, StringComparison.Ordinal);
        Assert.DoesNotContain("consent-1,", await worker.GetStringAsync("/homes.csv?state=unwatched"), StringComparison.Ordinal);
    }

    private static async Task LeakAsync(IMqttClient meter, int minutesAgo)
    {
        var at = DateTimeOffset.UtcNow.AddMinutes(-minutesAgo);
        await meter.SendAsync("community/demo/home/consent-1/water/w1", $$"""{"t":"{{Iso(at)}}","alarm":"leak","total_l":5000}""");
        await meter.SendAsync("community/demo/home/consent-1/water/w1", $$"""{"t":"{{Iso(at.AddMinutes(20))}}","total_l":{{5000 + (60 - minutesAgo)}}}""");
    }

    private static string Iso(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static IEnumerable<Alert> Of(AlertBoard board) => board.Latest("demo").Where(alert => alert.Home == Place);

    private async Task<IReadOnlyList<Reading>> ReadingsAsync() =>
        [.. (await app.Services.GetRequiredService<IReadingStore>().ReadHomeAsync(Place, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddDays(1), Stop)).OrderBy(stored => stored.Position).Select(stored => stored.Reading)];
}
