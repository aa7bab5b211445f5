using System.Globalization;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>Made-up and damaged packets on real sockets: the server closes whom it must and serves the next one.</summary>
public sealed class ServerFuzzTests
{
    // MQTT_FUZZ_CONNECTIONS=100000 runs the full form.
    private static readonly int Connections = int.Parse(Environment.GetEnvironmentVariable("MQTT_FUZZ_CONNECTIONS") ?? "300", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Serve_DamagedConversations_GoesOnAndIsIdleAfterwards()
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:PlainTopics"] = "#" });
        for (var seed = 0; seed < Connections; seed++)
        {
            await TalkAsync(server, seed);
        }

        using var good = await RawClient.ConnectAsync(server, id: "good");
        await good.SubscribeAsync(new FilterRequest("a", Qos.AtMostOnce));
        await good.PublishAsync("a", "still here"u8.ToArray(), Qos.AtMostOnce);
        Assert.Equal("still here", (await good.ReadPublishAsync()).Payload);
        await Poll.UntilAsync(() => server.Server.Connections == 1, "only the good client's connection");
        Assert.InRange(server.Server.Counters.Faults, Connections / 4, Connections);
    }

    private static async Task TalkAsync(ServerHost server, int seed)
    {
        var random = new Random(seed);
        var maker = new PacketMaker(seed);
        using var client = await RawClient.ConnectAsync(server, maker.Version, $"fuzz-{seed}");
        try
        {
            for (var packets = random.Next(1, 10); packets > 0; packets--)
            {
                var bytes = maker.Next();
                if (random.Next(2) == 0)
                {
                    bytes[random.Next(Math.Min(bytes.Length, 10))] ^= (byte)(1 << random.Next(8));
                }

                await client.SendAsync(bytes);
            }
        }
        catch (System.Net.Sockets.SocketException)
        {
            // The server has closed already.
        }
    }
}
