using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>A server where every topic is plain, with a clock that is moved by hand; what the tests of conformance share.</summary>
public abstract class PlainBroker : IAsyncLifetime
{
    private protected static readonly PropertyBag Kept = Lasting(60);

    private protected FakeTimeProvider Time { get; } = new();

    private protected ServerHost Server { get; private set; } = null!;

    private protected virtual Dictionary<string, string?> Settings => new() { ["Mqtt:PlainTopics"] = "#" };

    public async Task InitializeAsync() => Server = await ServerHost.StartAsync(Settings, Time);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    private protected static PropertyBag Lasting(uint seconds) => PropertyBag.Of(Property.Of(PropertyId.SessionExpiry, seconds));

    private protected Task<RawClient> ConnectAsync(
        string id, ProtocolVersion version = ProtocolVersion.V5, bool cleanStart = true, PropertyBag? properties = null, WillMessage? will = null, ushort keepAlive = 60) =>
        RawClient.ConnectAsync(Server, version, id, cleanStart, keepAlive, will, properties);

    /// <summary>The client says goodbye; the server has seen it.</summary>
    private protected async Task LeaveAsync(RawClient client, params Property[] properties)
    {
        var left = Server.Server.Connections - 1;
        await client.SayAsync(PacketType.Disconnect, ReasonCode.Success, properties);
        client.Dispose();
        await Poll.UntilAsync(() => Server.Server.Connections == left, "the connection has ended");
    }

    /// <summary>The client's connection breaks; the server has seen it.</summary>
    private protected async Task BreakAsync(RawClient client)
    {
        var left = Server.Server.Connections - 1;
        client.Reset();
        await Poll.UntilAsync(() => Server.Server.Connections == left, "the connection has ended");
    }

    /// <summary>Publishes and hears the last acknowledgement.</summary>
    private protected static async Task PublishAsync(RawClient client, string topic, string text, Qos qos = Qos.AtLeastOnce, ushort id = 1, bool retain = false, params Property[] properties)
    {
        await client.PublishAsync(topic, System.Text.Encoding.UTF8.GetBytes(text), qos, id, retain, properties);
        switch (qos)
        {
            case Qos.AtMostOnce:
                await client.PingAsync();
                break;
            case Qos.AtLeastOnce:
                Assert.Equal(id, (await client.ReadAckAsync(PacketType.PubAck)).PacketId);
                break;
            default:
                Assert.Equal(id, (await client.ReadAckAsync(PacketType.PubRec)).PacketId);
                await client.AckAsync(PacketType.PubRel, id);
                Assert.Equal(id, (await client.ReadAckAsync(PacketType.PubComp)).PacketId);
                break;
        }
    }

    /// <summary>Moves the server's clock in the steps of its sweep.</summary>
    private protected async Task MoveAsync(TimeSpan span, Func<bool> until)
    {
        var moved = TimeSpan.Zero;
        await Poll.UntilAsync(() =>
        {
            if (!until() && moved < span)
            {
                Time.Advance(TimeSpan.FromSeconds(0.5));
                moved += TimeSpan.FromSeconds(0.5);
            }

            return until();
        }, "what the time brings");
    }
}
