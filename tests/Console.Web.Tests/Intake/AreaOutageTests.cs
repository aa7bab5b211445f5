using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>A cut, from the devices' broken connections to the one alert on the desk.</summary>
public sealed class AreaOutageTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private const int Homes = 8;

    [Fact]
    public async Task Connections_OfManyHomesBreakAtOnce_MakeOneAlertOfTheArea()
    {
        using var console = app.Anonymous();   // starts the program
        var board = app.Services.GetRequiredService<AlertBoard>();
        var devices = new List<IMqttClient>();
        for (var n = 0; n < Homes; n++)
        {
            var topic = $"community/demo/home/cut-{n}/power/p1";
            var device = new MqttClientFactory().CreateMqttClient();
            await device.ConnectAsync(new MqttClientOptionsBuilder()
                .WithTcpServer("127.0.0.1", app.Services.GetRequiredService<MqttListener>().Port)
                .WithWillTopic(topic).WithWillPayload("""{"link":"offline"}""").Build());
            await device.PublishStringAsync(topic, """{"total_wh":5000}""");
            devices.Add(device);
        }

        await Eventually.HoldsAsync(() => app.Services.GetRequiredService<WatchKeeper>().Homes >= Homes, "all homes are watched");

        devices.ForEach(device => device.Dispose());   // no DISCONNECT: the server publishes their wills

        await Eventually.HoldsAsync(
            () => board.Latest("demo").Any(alert => alert.Kind == AnomalyKind.AreaOutage && alert.Homes.Count == Homes),
            "one alert for the area, with its homes");
        var id = board.Latest("demo").Single(alert => alert.Kind == AnomalyKind.AreaOutage).Id;
        using var worker = await app.EnterAsync(Role.SocialWorker);
        var page = await worker.GetStringAsync($"/care?alert={id}");
        Assert.All(Enumerable.Range(0, Homes), n => Assert.Contains($"/homes/cut-{n}\"", page, StringComparison.Ordinal));
        Assert.DoesNotContain("data-key=\"v\"", page, StringComparison.Ordinal);   // nobody is sent to an area's doors
        Assert.DoesNotContain(board.Latest("demo"), alert => alert.Home.Home.StartsWith("cut-", StringComparison.Ordinal));
    }
}
