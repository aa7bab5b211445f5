using CommunityConsole.Iot.Simulation;
using CommunityConsole.Iot.Tests.Mqtt;

namespace CommunityConsole.Iot.Tests.Simulation;

public sealed class MqttDeviceLinesTests
{
    [Fact]
    public async Task Publish_OverARealSocket_ReturnsWhenTheServerHasAll()
    {
        await using var server = await ServerHost.StartAsync();
        await using var line = new MqttDeviceLines("127.0.0.1", server.Port).Open(new LineSettings("gateway-1", null, null));
        var packets = Enumerable.Range(0, 500).Select(i => new DevicePacket("community/demo/home/h1/water/w1", [(byte)(i & 255)])).ToList();

        await line.PublishAsync(packets, default);

        Assert.Equal(packets.Select(p => p.Payload[0]), server.Sink.Taken.Select(t => t.Payload[0]));
    }

    [Fact]
    public async Task Break_AfterSpeaking_LetsTheServerPublishTheWill()
    {
        await using var server = await ServerHost.StartAsync();
        const string Topic = "community/demo/home/h1/power/p1";
        await using var line = new MqttDeviceLines("127.0.0.1", server.Port).Open(
            new LineSettings("plug-1", new DevicePacket(Topic, "down"u8.ToArray()), new DevicePacket(Topic, "up"u8.ToArray())));
        await line.PublishAsync([], default);

        await line.BreakAsync();

        await Poll.UntilAsync(() => server.Sink.Taken.Count == 2, "birth and will");
        Assert.Equal(["up"u8.ToArray(), "down"u8.ToArray()], server.Sink.Taken.Select(t => t.Payload));
    }

    [Fact]
    public async Task Dispose_InOrder_PublishesNoWill()
    {
        await using var server = await ServerHost.StartAsync();
        const string Topic = "community/demo/home/h1/power/p1";
        var line = new MqttDeviceLines("127.0.0.1", server.Port).Open(new LineSettings("plug-1", new DevicePacket(Topic, "down"u8.ToArray()), null));
        await line.PublishAsync([new DevicePacket(Topic, "said"u8.ToArray())], default);

        await line.DisposeAsync();

        await Poll.UntilAsync(() => server.Server.Connections == 0, "the connection is gone");
        Assert.Equal(["said"u8.ToArray()], server.Sink.Taken.Select(t => t.Payload));
    }
}
