using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using OurClient = CommunityConsole.Iot.Mqtt.Client.MqttClient;
using OurOptions = CommunityConsole.Iot.Mqtt.Client.MqttClientOptions;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>The program itself is stopped and started again: sessions and retained messages are there, by mqtt.db; after kill -9 the retained ones only.</summary>
public sealed class ListenerRestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("listener-restart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Stop_KeepsSessionsAndRetainedMessages_KillKeepsTheRetainedOnes()
    {
        using (var server = await ServerProcess.StartAsync(_folder))
        {
            // Our own client breaks off without a word; MQTTnet's goodbye ends the session with it.
            await using (var reader = new OurClient(new OurOptions { Host = "127.0.0.1", Port = server.Port, ClientId = "reader", SessionExpiry = TimeSpan.FromMinutes(10) }))
            {
                await reader.ConnectAsync();
                await reader.SubscribeAsync("plain/queue");
            }

            using var writer = await ConnectAsync(server, "writer");
            await writer.PublishStringAsync("plain/queue", "queued", MqttQualityOfServiceLevel.AtLeastOnce);
            await writer.PublishStringAsync("plain/state", "kept", MqttQualityOfServiceLevel.AtLeastOnce, retain: true);
            await server.StopAsync();
        }

        using (var server = await ServerProcess.StartAsync(_folder))
        {
            var heard = new ConcurrentQueue<string>();
            using var back = await ConnectAsync(server, "reader", heard);
            await Eventually.HoldsAsync(() => heard.Contains("plain/queue=queued"), "the queued message");
            await back.SubscribeAsync("plain/state");
            await Eventually.HoldsAsync(() => heard.Contains("plain/state=kept"), "the retained message");
            await server.KillAsync();
        }

        using var last = await ServerProcess.StartAsync(_folder);
        var after = new ConcurrentQueue<string>();
        using var late = await ConnectAsync(last, "late", after);
        await late.SubscribeAsync("plain/#");
        await Eventually.HoldsAsync(() => after.Contains("plain/state=kept"), "the retained message");
        using var again = Client();
        Assert.False((await again.ConnectAsync(Options(last, "reader"))).IsSessionPresent);
        await last.KillAsync();
    }

    private static async Task<IMqttClient> ConnectAsync(ServerProcess server, string id, ConcurrentQueue<string>? heard = null)
    {
        var client = Client();
        client.ApplicationMessageReceivedAsync += e =>
        {
            heard?.Enqueue($"{e.ApplicationMessage.Topic}={e.ApplicationMessage.ConvertPayloadToString()}");
            return Task.CompletedTask;
        };
        await client.ConnectAsync(Options(server, id));
        return client;
    }

    private static IMqttClient Client() => new MqttClientFactory().CreateMqttClient();

    private static MqttClientOptions Options(ServerProcess server, string id) => new MqttClientOptionsBuilder()
        .WithTcpServer("127.0.0.1", server.Port).WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(id)
        .WithCleanStart(false).WithSessionExpiryInterval(600).Build();
}
