using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Intake;
using CommunityConsole.Iot.Tests.Mqtt.Server;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>What outlives an orderly stop of the server: sessions with an expiry and all they hold, and retained messages.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private static readonly PropertyBag Kept = PropertyBag.Of(Property.Of(PropertyId.SessionExpiry, 600u));

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly VolatileStateStore _state = new();
    private ServerHost _server = null!;

    public async Task InitializeAsync() => await StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task DurableSession_KeepsSubscriptionsQueueAndOpenIdentifiers(ProtocolVersion version)
    {
        var reader = await RawClient.ConnectAsync(_server, version, "reader", cleanStart: false, properties: Kept);
        await reader.SubscribeAsync(7, new FilterRequest("t/#", Qos.ExactlyOnce));
        var writer = await RawClient.ConnectAsync(_server, version, "writer");
        await SayAsync(writer, "t/1", "done", Qos.AtLeastOnce);
        await SayAsync(writer, "t/2", "released", Qos.ExactlyOnce);
        await SayAsync(writer, "t/3", "open", Qos.AtLeastOnce);
        var heard = new[] { await reader.HearAsync(), await reader.HearAsync(), await reader.HearAsync() };
        await reader.AckAsync(PacketType.PubAck, heard[0].PacketId);
        await reader.AckAsync(PacketType.PubRec, heard[1].PacketId);
        await reader.ReadAckAsync(PacketType.PubRel);
        reader.Reset();
        await Poll.UntilAsync(() => _server.Server.Connections == 1, "the reader has gone");
        await SayAsync(writer, "t/4", "queued", Qos.ExactlyOnce);
        await SayAsync(writer, "t/5", "lost", Qos.AtMostOnce);

        await RestartAsync();
        using var back = await RawClient.ConnectAsync(_server, version, "reader", cleanStart: false, properties: Kept);

        Assert.True(back.Welcome.SessionPresent);
        Assert.Equal((heard[1].PacketId, ReasonCode.Success), await back.ReadAckAsync(PacketType.PubRel));
        Assert.Equal(("open", heard[2].PacketId, true), await back.HearAsync() is var again ? (again.Payload, again.PacketId, again.Duplicate) : default);
        var queued = await back.HearAsync();
        Assert.Equal(("t/4", "queued", Qos.ExactlyOnce, false), (queued.Topic, queued.Payload, queued.Qos, queued.Duplicate));
        Assert.Equal(version == ProtocolVersion.V5 ? [7u] : [], queued.Identifiers);
        using var later = await RawClient.ConnectAsync(_server, version, "later");
        await SayAsync(later, "t/6", "live", Qos.AtLeastOnce);
        Assert.Equal("live", (await back.HearAsync()).Payload);
        writer.Dispose();
        reader.Dispose();
    }

    [Fact]
    public async Task DurableSession_OfAPublisher_KnowsItsQos2PublicationAgain()
    {
        var writer = await RawClient.ConnectAsync(_server, id: "writer", cleanStart: false, properties: Kept);
        await writer.PublishAsync("t", "x"u8.ToArray(), Qos.ExactlyOnce, 9);
        await writer.ReadAckAsync(PacketType.PubRec);

        await RestartAsync();
        using var reader = await RawClient.ConnectAsync(_server, id: "reader");
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));
        using var back = await RawClient.ConnectAsync(_server, id: "writer", cleanStart: false, properties: Kept);
        await back.PublishAsync("t", "x"u8.ToArray(), Qos.ExactlyOnce, 9);
        await back.ReadAckAsync(PacketType.PubRec);
        await back.AckAsync(PacketType.PubRel, 9);
        await back.ReadAckAsync(PacketType.PubComp);

        Assert.Equal("x", (await reader.HearAsync()).Payload);
        await reader.PingAsync();   // once
        writer.Dispose();
    }

    [Fact]
    public async Task DurableSession_TimeGoesOnWhileTheServerIsDown()
    {
        foreach (var (id, seconds) in new[] { ("short", 30u), ("long", 600u), ("none", 0u) })
        {
            using var client = await RawClient.ConnectAsync(_server, id: id, properties: PropertyBag.Of(Property.Of(PropertyId.SessionExpiry, seconds)));
            await client.SubscribeAsync(new FilterRequest(id, Qos.AtLeastOnce));
        }

        await Poll.UntilAsync(() => _server.Server.Connections == 0, "all have gone");
        using (var writer = await RawClient.ConnectAsync(_server, id: "writer"))
        {
            await SayAsync(writer, "long", "short-lived", Qos.AtLeastOnce, Property.Of(PropertyId.MessageExpiry, 20u));
            await SayAsync(writer, "long", "long-lived", Qos.AtLeastOnce, Property.Of(PropertyId.MessageExpiry, 200u));
        }

        await RestartAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, _server.Server.Sessions);
        using var back = await RawClient.ConnectAsync(_server, id: "long", cleanStart: false, properties: Kept);
        var heard = await back.HearAsync();
        Assert.Equal(("long-lived", 140u), (heard.Payload, heard.Number(PropertyId.MessageExpiry)));
    }

    [Fact]
    public async Task SharedSubscription_OfADurableSession_IsOneOfItsGroupAgain()
    {
        using (var away = await RawClient.ConnectAsync(_server, id: "away", properties: Kept))
        {
            await away.SubscribeAsync(new FilterRequest("$share/g/t", Qos.AtLeastOnce));
        }

        await RestartAsync();
        using var writer = await RawClient.ConnectAsync(_server, id: "writer");
        await SayAsync(writer, "t", "x", Qos.AtLeastOnce);
        using var back = await RawClient.ConnectAsync(_server, id: "away", cleanStart: false, properties: Kept);

        Assert.Equal("x", (await back.HearAsync()).Payload);
    }

    [Fact]
    public async Task Crash_LeavesNoSessions_SoThatNothingOldIsRepeated()
    {
        using (var client = await RawClient.ConnectAsync(_server, id: "a", properties: Kept))
        {
            await client.SubscribeAsync(new FilterRequest("t", Qos.AtLeastOnce));
        }

        await RestartAsync();   // it takes what the stop has left
        var crashed = _server;
        await StartAsync();     // and the next one finds nothing, since that one was never stopped
        using var back = await RawClient.ConnectAsync(_server, id: "a", cleanStart: false, properties: Kept);

        Assert.False(back.Welcome.SessionPresent);
        await crashed.DisposeAsync();
    }

    [Fact]
    public async Task Retained_IsWrittenAsItChanges_AndComesBackWithWhatBelongsToIt()
    {
        using (var writer = await RawClient.ConnectAsync(_server, id: "writer"))
        {
            await writer.PublishAsync("t/kept", "x"u8.ToArray(), retain: true, properties: [Property.User("a", "1"), Property.Of(PropertyId.MessageExpiry, 100u)]);
            await writer.PublishAsync("t/over", "x"u8.ToArray(), id: 2, retain: true, properties: Property.Of(PropertyId.MessageExpiry, 10u));
            await writer.PublishAsync("t/cleared", "x"u8.ToArray(), id: 3, retain: true);
            await writer.PublishAsync("t/cleared", Array.Empty<byte>(), id: 4, retain: true);
            for (var i = 0; i < 4; i++)
            {
                await writer.ReadAckAsync(PacketType.PubAck);
            }
        }

        // Without a stop: what was written is all there is.
        _time.Advance(TimeSpan.FromSeconds(2));
        await Poll.UntilAsync(() => _state.Retained.Count == 2, "it is written");
        var crashed = _server;
        _time.Advance(TimeSpan.FromSeconds(18));
        await StartAsync();
        using var reader = await RawClient.ConnectAsync(_server, id: "reader");
        await reader.SubscribeAsync(new FilterRequest("t/#", Qos.AtLeastOnce));

        var heard = await reader.HearAsync();
        Assert.Equal(("t/kept", "x", true, 80u), (heard.Topic, heard.Payload, heard.Retain, heard.Number(PropertyId.MessageExpiry)));
        Assert.Equal("1", heard.Properties.Text(PropertyId.UserProperty));
        await reader.PingAsync();
        await crashed.DisposeAsync();
    }

    [Fact]
    public async Task DurableSession_AndRetainedMessage_OfALoginThatIsRevokedMeanwhile_AreGone()
    {
        await using var trusted = await Trusted.StartAsync();
        var (good, bad) = (await trusted.GatewayAsync("demo", ["plain/#"], "plain/#"), await trusted.GatewayAsync("demo", ["plain/#"], "plain/#"));
        foreach (var (who, name) in new[] { (good, "good"), (bad, "bad") })
        {
            using var client = await trusted.ConnectAsync(who, name, properties: Kept);
            await client.SubscribeAsync(new FilterRequest("plain/queue", Qos.AtLeastOnce));
            await client.PublishAsync($"plain/{name}", "kept"u8.ToArray(), retain: true);
            await client.ReadAckAsync(PacketType.PubAck);
        }

        using var staff = await trusted.ConnectOperatorAsync("demo");
        await Poll.UntilAsync(() => trusted.Server.Server.Connections == 1, "both have gone");
        await trusted.Server.StopAsync();
        await trusted.RevokeAsync(bad);
        await trusted.RestartAsync();

        Assert.Equal(1, trusted.Server.Server.Sessions);
        using var back = await trusted.ConnectAsync(good, "good", cleanStart: false, properties: Kept);
        Assert.True(back.Welcome.SessionPresent);
        await back.SubscribeAsync(new FilterRequest("plain/+", Qos.AtMostOnce));
        Assert.Equal("plain/good", (await back.HearAsync()).Topic);
        await back.PingAsync();
    }

    [Fact]
    public void State_DamagedOrOfAnotherVersion_IsPassedOver()
    {
        var codec = new StateCodec(_ => MqttLogin.Anonymous, _time);
        var session = codec.Write(new KeptSession(new SessionKey(null, "a"), TimeSpan.FromSeconds(60), _time.GetTimestamp(), 1)
        {
            Subscriptions = [new KeptSubscription("t", new FilterRequest("t", Qos.AtLeastOnce), 5)],
        });

        Assert.Equal("a", codec.ReadSession(session)?.Key.ClientId);
        Assert.Null(codec.ReadSession([2, .. session[1..]]));
        Assert.All(Enumerable.Range(0, session.Length), length => Assert.Null(codec.ReadSession(session[..length])));
        Assert.Null(codec.ReadMessage([1, 255, 255, 255, 255]));
    }

    private async Task StartAsync() =>
        _server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:PlainTopics"] = "#" }, _time, store: _state);

    private async Task RestartAsync(TimeSpan away = default)
    {
        await _server.DisposeAsync();
        _time.Advance(away);
        await StartAsync();
    }

    private static async Task SayAsync(RawClient client, string topic, string text, Qos qos, params Property[] properties)
    {
        await client.PublishAsync(topic, System.Text.Encoding.UTF8.GetBytes(text), qos, 1, false, properties);
        if (qos == Qos.AtLeastOnce)
        {
            await client.ReadAckAsync(PacketType.PubAck);
        }
        else if (qos == Qos.ExactlyOnce)
        {
            await client.ReadAckAsync(PacketType.PubRec);
            await client.AckAsync(PacketType.PubRel, 1);
            await client.ReadAckAsync(PacketType.PubComp);
        }
    }
}
