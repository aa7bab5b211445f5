using System.Collections.Concurrent;
using System.Text;
using CommunityConsole.Iot.Mqtt.Client;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Conformance;

namespace CommunityConsole.Iot.Tests.Mqtt.Client;

public sealed class MqttClientTests
{
    private const string Topic = "community/demo/home/1/water/w1";

    [Theory]
    [InlineData(ProtocolVersion.V311, Qos.AtLeastOnce)]
    [InlineData(ProtocolVersion.V5, Qos.AtLeastOnce)]
    [InlineData(ProtocolVersion.V311, Qos.ExactlyOnce)]
    [InlineData(ProtocolVersion.V5, Qos.ExactlyOnce)]
    public async Task Publish_ManyInFlight_AllArriveInOrder(ProtocolVersion version, Qos qos)
    {
        await using var server = await ServerHost.StartAsync();
        await using var client = new MqttClient(Options(server) with { Version = version, Window = 50 });
        await client.ConnectAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i =>
            client.PublishAsync(new MqttMessage(Topic, Encoding.UTF8.GetBytes($"{i}"), qos))));

        Assert.All(answers, a => Assert.Equal(ReasonCode.Success, a));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), server.Sink.Taken.Select(t => Encoding.UTF8.GetString(t.Payload)));
    }

    [Fact]
    public async Task Publish_WindowOfServerSmaller_NeverExceedsIt()
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:ReceiveMaximum"] = "3" });
        await using var client = new MqttClient(Options(server) with { Window = 50 });
        await client.ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.PublishAsync(new MqttMessage(Topic, "x"u8.ToArray()))));

        Assert.Equal(200, server.Sink.Taken.Count);
        Assert.Equal(0, server.Server.Counters.Faults);
    }

    [Fact]
    public async Task Publish_ConnectionLostBeforeAcknowledgement_IsSentAgain()
    {
        await using var server = await ServerHost.StartAsync();
        server.Sink.Holds = true;
        await using var client = new MqttClient(Options(server));
        await client.ConnectAsync();
        var publishing = client.PublishAsync(new MqttMessage(Topic, "once more"u8.ToArray()));
        await Poll.UntilAsync(() => !server.Sink.Waiting.IsEmpty, "the first delivery");

        server.Sink.Holds = false;
        Assert.True(server.Sink.Waiting.TryDequeue(out var receipt));
        receipt.Rejected(new IOException("disk full"));

        Assert.Equal(ReasonCode.Success, await publishing.WaitAsync(Poll.Limit));
        Assert.Equal(2, server.Sink.Taken.Count);
        Assert.True(server.Sink.Taken.Last().Publish.Duplicate);
    }

    [Fact]
    public async Task Subscribe_ConnectionLost_HearsMessagesAfterReconnection()
    {
        await using var server = await ServerHost.StartAsync();
        var seen = new ConcurrentQueue<string>();
        var logins = 0;
        await using var reader = new MqttClient(Options(server) with { ClientId = "reader", Received = (m, _) => Keep(seen, m) });
        reader.LinkChanged += up => Interlocked.Add(ref logins, up ? 1 : 0);
        await reader.ConnectAsync();
        await reader.SubscribeAsync("plain/#");
        await using (var thief = new MqttClient(Options(server) with { ClientId = "reader", Reconnects = false }))
        {
            // Taking the reader's name over breaks its connection.
            await thief.ConnectAsync();
        }

        await Poll.UntilAsync(() => Volatile.Read(ref logins) >= 2, "the reader's second login");
        await using var writer = new MqttClient(Options(server));
        await writer.ConnectAsync();
        await Poll.UntilAsync(() => writer.PublishAsync(new MqttMessage("plain/a", "news"u8.ToArray())).GetAwaiter().GetResult() == ReasonCode.Success, "a subscriber");

        await Poll.UntilAsync(() => !seen.IsEmpty, "the message");
    }

    [Fact]
    public async Task Dispose_WithoutGoodbye_WillReachesSink()
    {
        await using var server = await ServerHost.StartAsync();
        var client = new MqttClient(Options(server) with { Will = new MqttMessage(Topic, "{\"link\":\"offline\"}"u8.ToArray()) });
        await client.ConnectAsync();

        await client.DisposeAsync();

        await Poll.UntilAsync(() => !server.Sink.Taken.IsEmpty, "the will");
    }

    [Fact]
    public async Task Disconnect_Politely_WillIsNotPublished()
    {
        await using var server = await ServerHost.StartAsync();
        await using var client = new MqttClient(Options(server) with { Will = new MqttMessage(Topic, "gone"u8.ToArray()) });
        await client.ConnectAsync();

        await client.DisconnectAsync();

        await Poll.UntilAsync(() => server.Server.Connections == 0, "the end of the connection");
        Assert.Empty(server.Sink.Taken);
    }

    [Fact]
    public async Task Connect_Refused_SaysWhy()
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:AllowAnonymous"] = "false" });
        await using var client = new MqttClient(Options(server) with { Reconnects = false });

        var refused = await Assert.ThrowsAsync<MqttRefusedException>(() => client.ConnectAsync());

        Assert.Equal(ReasonCode.NotAuthorized, refused.Reason);
    }

    [Theory]
    [InlineData(ReasonCode.UseAnotherServer)]
    [InlineData(ReasonCode.ServerMoved)]
    public async Task Connect_SentElsewhere_SaysWhereAndDoesNotFollow(ReasonCode reason)
    {
        var elsewhere = PropertyBag.Of(Property.Of(PropertyId.ServerReference, "other.example:1883"));
        await using var server = new LyingServer(new ConnAckPacket(false, reason, elsewhere));
        await using var client = new MqttClient(new MqttClientOptions { Host = "127.0.0.1", Port = server.Port, Reconnects = false });

        var refused = await Assert.ThrowsAsync<MqttRefusedException>(() => client.ConnectAsync());

        Assert.Equal(reason, refused.Reason);
        Assert.Contains("other.example:1883", refused.Message, StringComparison.Ordinal);
    }

    private static MqttClientOptions Options(ServerHost server) =>
        new() { Host = "127.0.0.1", Port = server.Port, FirstPause = TimeSpan.FromMilliseconds(10) };

    private static ValueTask Keep(ConcurrentQueue<string> seen, MqttMessage message)
    {
        seen.Enqueue(message.Topic);
        return ValueTask.CompletedTask;
    }
}
