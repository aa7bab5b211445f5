using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>Plain topics are routed as any broker does; devices' topics reach the sink and no subscriber.</summary>
public sealed class RoutingTests : IAsyncLifetime
{
    private ServerHost _server = null!;

    public async Task InitializeAsync() => _server = await ServerHost.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("#")]
    [InlineData("+/x")]
    [InlineData("community/#")]
    [InlineData("community/demo/home/1/water/w1")]
    [InlineData("$SYS/#")]
    [InlineData("$share/group/#")]
    [InlineData("$share/group/community/#")]
    public async Task Subscribe_AnonymousBeyondPlainTopics_IsRefused(string filter)
    {
        using var client = await RawClient.ConnectAsync(_server);
        using var old = await RawClient.ConnectAsync(_server, ProtocolVersion.V311, id: "old");

        Assert.Equal([ReasonCode.NotAuthorized, ReasonCode.GrantedQos1], await client.SubscribeAsync(new FilterRequest(filter, Qos.AtLeastOnce), new FilterRequest("plain/a", Qos.AtLeastOnce)));
        Assert.Equal([ReasonCode.UnspecifiedError], await old.SubscribeAsync(new FilterRequest(filter, Qos.AtLeastOnce)));
    }

    [Theory]
    [InlineData("other/topic")]
    [InlineData("$SYS/broker")]
    [InlineData("plainer/a")]
    public async Task Publish_TopicOfNobody_IsRefusedWithAReasonOrClosed(string topic)
    {
        using var client = await RawClient.ConnectAsync(_server);
        using var old = await RawClient.ConnectAsync(_server, ProtocolVersion.V311, id: "old");

        await client.PublishAsync(topic, "x"u8.ToArray());
        Assert.Equal((1, ReasonCode.NotAuthorized), await client.ReadAckAsync(PacketType.PubAck));
        await client.PublishAsync(topic, "x"u8.ToArray(), Qos.ExactlyOnce, 2);
        Assert.Equal((2, ReasonCode.NotAuthorized), await client.ReadAckAsync(PacketType.PubRec));
        await client.PublishAsync(topic, "x"u8.ToArray(), Qos.AtMostOnce);
        Assert.Equal(ReasonCode.NotAuthorized, await client.ReadToEndAsync());

        await old.PublishAsync(topic, "x"u8.ToArray());
        Assert.Null(await old.ReadAsync());
        Assert.Empty(_server.Sink.Taken);
    }

    [Fact]
    public async Task RetainedPublication_WhileSomebodySubscribes_IsHeardOnce()
    {
        const int Rounds = 400;   // lost once in about a hundred where it was routed before it was kept
        using var writer = await RawClient.ConnectAsync(_server, id: "writer");
        for (var round = 0; round < Rounds; round++)
        {
            var topic = $"plain/race/{round}";
            using var reader = await RawClient.ConnectAsync(_server, id: "reader");

            await Task.WhenAll(
                reader.SendAsync(w => ControlWriter.Write(w, new SubscribePacket(1, [new FilterRequest(topic, Qos.AtMostOnce)], PropertyBag.Empty), ProtocolVersion.V5)),
                writer.PublishAsync(topic, "kept"u8.ToArray(), retain: true));

            await writer.ReadAckAsync(PacketType.PubAck);
            var heard = await HearUntilAsync(reader, PacketType.SubAck);
            await writer.PublishAsync(topic, "end"u8.ToArray());
            await writer.ReadAckAsync(PacketType.PubAck);
            heard.AddRange(await HearUntilAsync(reader, PacketType.Publish, "end"));
            Assert.Single(heard, "kept");
        }
    }

    // A publication may come before the SUBACK (MQTT 5.0, 3.8.4).
    private static async Task<List<string>> HearUntilAsync(RawClient client, PacketType type, string? payload = null)
    {
        var heard = new List<string>();
        while (true)
        {
            var packet = (await client.ReadAsync())!.Value;
            var said = packet.Type == PacketType.Publish ? HeardMessage.Of(packet, ProtocolVersion.V5).Payload : null;
            if (packet.Type == type && said == payload)
            {
                return heard;
            }

            heard.Add(said!);
        }
    }

    [Fact]
    public async Task Publish_NobodySubscribes_SaysSo()
    {
        using var client = await RawClient.ConnectAsync(_server);

        await client.PublishAsync("plain/a", "x"u8.ToArray());

        Assert.Equal((1, ReasonCode.NoMatchingSubscribers), await client.ReadAckAsync(PacketType.PubAck));
    }

    [Fact]
    public async Task Publish_OverlappingFilters_ArrivesOnceWithTheHigherQos()
    {
        using var reader = await RawClient.ConnectAsync(_server, id: "reader");
        await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtMostOnce), new FilterRequest("plain/+", Qos.AtLeastOnce));
        using var writer = await RawClient.ConnectAsync(_server, id: "writer");

        await writer.PublishAsync("plain/a", "x"u8.ToArray(), Qos.ExactlyOnce);
        await writer.ReadAckAsync(PacketType.PubRec);
        await writer.SendHexAsync("62020001");
        await writer.ReadAckAsync(PacketType.PubComp);

        Assert.Equal(("plain/a", "x", Qos.AtLeastOnce, false), (await reader.ReadPublishAsync()) is var m ? (m.Topic, m.Payload, m.Qos, m.Retain) : default);
        await reader.PingAsync();
    }

    [Fact]
    public async Task Unsubscribe_ThenPublish_NothingComes()
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.SubscribeAsync(new FilterRequest("plain/#", Qos.AtMostOnce));

        await client.SendAsync(w => ControlWriter.Write(w, new UnsubscribePacket(5, ["plain/#", "plain/none"], PropertyBag.Empty), ProtocolVersion.V5));
        var answer = await client.ReadAsync(PacketType.UnsubAck);
        await client.PublishAsync("plain/a", "x"u8.ToArray());

        Assert.Equal([ReasonCode.Success, ReasonCode.NoSubscriptionExisted], PacketReader.ReadFilterAck(answer.Type, answer.Body.Span, ProtocolVersion.V5).Reasons);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, (await client.ReadAckAsync(PacketType.PubAck)).Reason);
    }

    [Fact]
    public async Task Retained_SetReplacedAndCleared_NewSubscriberSeesTheLastOnly()
    {
        using var writer = await RawClient.ConnectAsync(_server, id: "writer");
        foreach (var (topic, text) in new[] { ("plain/a", "old"), ("plain/a", "new"), ("plain/b", "gone"), ("plain/b", "") })
        {
            await writer.PublishAsync(topic, System.Text.Encoding.UTF8.GetBytes(text), retain: true);
            await writer.ReadAckAsync(PacketType.PubAck);
        }

        using var reader = await RawClient.ConnectAsync(_server, id: "reader");
        await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtMostOnce));

        Assert.Equal(("plain/a", "new", Qos.AtMostOnce, true, (ushort)0), await reader.ReadPublishAsync());
        await reader.PingAsync();
    }

    [Fact]
    public async Task Retained_FloodBeyondTheLimit_IsRefused()
    {
        await using var small = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:RetainedLimit"] = "2" });
        using var client = await RawClient.ConnectAsync(small);
        var reasons = new List<ReasonCode>();
        foreach (var topic in new[] { "plain/1", "plain/2", "plain/3", "plain/2" })
        {
            await client.PublishAsync(topic, "x"u8.ToArray(), retain: true);
            reasons.Add((await client.ReadAckAsync(PacketType.PubAck)).Reason);
        }

        Assert.Equal([ReasonCode.Success, ReasonCode.Success, ReasonCode.QuotaExceeded, ReasonCode.Success], reasons);
    }

    [Fact]
    public async Task Subscriptions_BeyondTheLimit_AreRefused()
    {
        await using var small = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:SubscriptionLimit"] = "1" });
        using var client = await RawClient.ConnectAsync(small);

        Assert.Equal([ReasonCode.Success, ReasonCode.QuotaExceeded], await client.SubscribeAsync(new FilterRequest("plain/1", 0), new FilterRequest("plain/2", 0)));
        Assert.Equal([ReasonCode.Success], await client.SubscribeAsync(new FilterRequest("plain/1", 0)));
    }

    [Fact]
    public async Task PlainTopics_Everything_IsAPlainBroker()
    {
        await using var broker = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:PlainTopics"] = "#" });
        using var client = await RawClient.ConnectAsync(broker);

        Assert.Equal([ReasonCode.Success, ReasonCode.NotAuthorized], await client.SubscribeAsync(new FilterRequest("#", 0), new FilterRequest("$SYS/#", 0)));
        await client.PublishAsync("community/demo/home/1/water/w1", "x"u8.ToArray(), Qos.AtMostOnce);

        Assert.Equal("community/demo/home/1/water/w1", (await client.ReadPublishAsync()).Topic);
        Assert.Empty(broker.Sink.Taken);
    }

    [Fact]
    public async Task RefuseSubscriptions_NamedFilter_IsRefused()
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:RefuseSubscriptions"] = "plain/no, plain/never" });
        using var client = await RawClient.ConnectAsync(server);

        Assert.Equal([ReasonCode.NotAuthorized, ReasonCode.Success], await client.SubscribeAsync(new FilterRequest("plain/never", 0), new FilterRequest("plain/yes", 0)));
    }

    [Fact]
    public async Task Will_ConnectionBroken_ReachesSubscribersOfPlainTopic()
    {
        using var reader = await RawClient.ConnectAsync(_server, id: "reader");
        await reader.SubscribeAsync(new FilterRequest("plain/will", Qos.AtMostOnce));
        var will = new WillMessage("plain/will", "gone"u8.ToArray(), Qos.AtLeastOnce, true, PropertyBag.Empty);
        var client = await RawClient.ConnectAsync(_server, ProtocolVersion.V311, id: "mortal", will: will);

        client.Reset();

        Assert.Equal("gone", (await reader.ReadPublishAsync()).Payload);
        await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtMostOnce));
        Assert.True((await reader.ReadPublishAsync()).Retain);
    }

    [Theory]
    [InlineData("E000", 0)] // normal
    [InlineData("E00104", 1)] // with will
    public async Task Will_Disconnect_IsPublishedOnlyWhenAskedFor(string disconnect, int published)
    {
        var will = new WillMessage("community/demo/home/1/water/w1", "gone"u8.ToArray(), Qos.AtLeastOnce, false, PropertyBag.Empty);
        using var client = await RawClient.ConnectAsync(_server, id: "mortal", will: will);

        await client.SendHexAsync(disconnect);

        await Poll.UntilAsync(() => _server.Server.Connections == 0, "the end of the connection");
        Assert.Equal(published, _server.Sink.Taken.Count);
    }

    [Fact]
    public async Task Will_OnTopicOfNobody_LoginIsRefused()
    {
        using var client = await RawClient.OpenAsync(_server);
        var will = new WillMessage("other/topic", [], Qos.AtMostOnce, false, PropertyBag.Empty);

        await client.SendAsync(w => ControlWriter.Write(w, new ConnectPacket(ProtocolVersion.V5, "a", true, 0, PropertyBag.Empty) { Will = will }));

        Assert.Equal(ReasonCode.NotAuthorized, (await client.ReadConnAckAsync()).Reason);
    }
}
