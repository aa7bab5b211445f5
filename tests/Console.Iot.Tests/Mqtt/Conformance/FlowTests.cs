using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>Limits in both directions, queues and redelivery (MQTT 5.0, sections 4.3, 4.4, 4.9).</summary>
public sealed class FlowTests : PlainBroker
{
    private protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Mqtt:ReceiveMaximum"] = "3", ["Mqtt:MaximumPacketSize"] = "256", ["Mqtt:QueueLimit"] = "5" };

    [Fact]
    public async Task MaximumPacketSize_OfTheServer_IsToldAndAPacketBeyondItIsRefusedUnread()
    {
        using var client = await ConnectAsync("a");
        Assert.Equal(256u, client.Welcome.Properties.Number(PropertyId.MaximumPacketSize));
        await PublishAsync(client, "t", new string('x', 240));

        await client.SendHexAsync("30FFFF7F");   // its header alone

        Assert.Equal(ReasonCode.PacketTooLarge, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData(Qos.AtMostOnce)]
    [InlineData(Qos.AtLeastOnce)]
    [InlineData(Qos.ExactlyOnce)]
    public async Task MaximumPacketSize_OfTheClient_LargerMessagesAreLeftOutAsIfDelivered(object qos)
    {
        using var reader = await ConnectAsync("reader", properties: PropertyBag.Of(Property.Of(PropertyId.MaximumPacketSize, 30u)));
        await reader.SubscribeAsync(new FilterRequest("t", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer");

        await PublishAsync(writer, "t", new string('x', 30), (Qos)qos);
        await PublishAsync(writer, "t", "small", (Qos)qos);

        Assert.Equal("small", (await reader.HearAsync()).Payload);
    }

    [Fact]
    public async Task MaximumPacketSize_OfTheClient_AnAnswerBeyondItEndsTheConnection()
    {
        using var client = await ConnectAsync("a", properties: PropertyBag.Of(Property.Of(PropertyId.MaximumPacketSize, 30u)));
        var request = new SubscribePacket(1, [.. Enumerable.Range(0, 40).Select(i => new FilterRequest($"{i}", Qos.AtMostOnce))], PropertyBag.Empty);

        await client.SendAsync(w => ControlWriter.Write(w, request, ProtocolVersion.V5));

        Assert.Equal(ReasonCode.PacketTooLarge, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task ReceiveMaximum_OfTheServer_BeyondItIsClosed()
    {
        using var client = await ConnectAsync("a");
        Assert.Equal(3u, client.Welcome.Properties.Number(PropertyId.ReceiveMaximum));

        for (ushort i = 1; i <= 4; i++)
        {
            await client.PublishAsync("t", "x"u8.ToArray(), Qos.ExactlyOnce, i);
        }

        Assert.Equal(ReasonCode.ReceiveMaximumExceeded, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task ReceiveMaximum_OfTheServer_IsOfferedAgainWithEachPubComp()
    {
        using var client = await ConnectAsync("a");

        for (ushort i = 1; i <= 20; i++)
        {
            await PublishAsync(client, "t", "x", Qos.ExactlyOnce, i);
        }
    }

    [Theory]
    [InlineData(Qos.AtLeastOnce)]
    [InlineData(Qos.ExactlyOnce)]
    public async Task ReceiveMaximum_OfTheClient_IsNeverExceededAndQos0Passes(object qos)
    {
        using var reader = await ConnectAsync("reader", properties: PropertyBag.Of(Property.Of(PropertyId.ReceiveMaximum, 2u)));
        await reader.SubscribeAsync(new FilterRequest("#", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer");
        foreach (var text in new[] { "1", "2", "3" })
        {
            await PublishAsync(writer, "t", text, (Qos)qos);
        }

        var (first, second) = (await reader.HearAsync(), await reader.HearAsync());
        await reader.PingAsync();   // the third one waits
        if ((Qos)qos == Qos.ExactlyOnce)
        {
            await reader.AckAsync(PacketType.PubRec, second.PacketId);
            await reader.ReadAckAsync(PacketType.PubRel);
            await reader.PingAsync();   // PUBREC makes no room
            await reader.AckAsync(PacketType.PubComp, second.PacketId);
        }
        else
        {
            await reader.AckAsync(PacketType.PubAck, first.PacketId);
        }

        Assert.Equal("3", (await reader.HearAsync()).Payload);
    }

    [Fact]
    public async Task SilentConsumer_ThatNeverAcknowledges_SlowsItsPublisherAndIsCut()
    {
        using var silent = await ConnectAsync("silent", keepAlive: 600, properties: PropertyBag.Of(Property.Of(PropertyId.ReceiveMaximum, 1u)));
        await silent.SubscribeAsync(new FilterRequest("t", Qos.AtLeastOnce));
        using var writer = await ConnectAsync("writer", keepAlive: 600);
        var writing = Task.Run(async () =>
        {
            for (ushort i = 1; i <= 10; i++)
            {
                await PublishAsync(writer, "t", $"{i}", id: i);
            }
        });

        await silent.HearAsync();
        await MoveAsync(TimeSpan.FromSeconds(60), () => Server.Server.Connections == 1);

        Assert.Equal(ReasonCode.QuotaExceeded, await silent.ReadToEndAsync());
        await writing.WaitAsync(Poll.Limit);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task OfflineQueue_KeepsQos1And2InOrder_NotQos0(ProtocolVersion version)
    {
        var reader = await ConnectAsync("reader", version, cleanStart: false, Kept);
        await reader.SubscribeAsync(new FilterRequest("t/#", Qos.ExactlyOnce));
        await LeaveAsync(reader);
        using var writer = await ConnectAsync("writer", version);
        await PublishAsync(writer, "t/1", "one");
        await PublishAsync(writer, "t/2", "two", Qos.ExactlyOnce);
        await PublishAsync(writer, "t/3", "lost", Qos.AtMostOnce);
        await PublishAsync(writer, "t/1", "three");

        using var back = await ConnectAsync("reader", version, cleanStart: false, Kept);

        Assert.Equal(["one", "two", "three"], await back.HearAsync(3));
        await back.PingAsync();
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task Redelivery_OnReconnect_SameIdentifiersInOrderMarked_AndOnlyWhatIsOpen(ProtocolVersion version)
    {
        var reader = await ConnectAsync("reader", version, cleanStart: false, Kept);
        await reader.SubscribeAsync(new FilterRequest("t", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer", version);
        await PublishAsync(writer, "t", "done");
        await PublishAsync(writer, "t", "released", Qos.ExactlyOnce);
        await PublishAsync(writer, "t", "open", Qos.ExactlyOnce);
        await PublishAsync(writer, "t", "unanswered");
        var heard = new[] { await reader.HearAsync(), await reader.HearAsync(), await reader.HearAsync(), await reader.HearAsync() };
        await reader.AckAsync(PacketType.PubAck, heard[0].PacketId);
        await reader.AckAsync(PacketType.PubRec, heard[1].PacketId);
        await reader.ReadAckAsync(PacketType.PubRel);
        await BreakAsync(reader);

        using var back = await ConnectAsync("reader", version, cleanStart: false, Kept);

        Assert.Equal((heard[1].PacketId, ReasonCode.Success), await back.ReadAckAsync(PacketType.PubRel));
        var again = new[] { await back.HearAsync(), await back.HearAsync() };
        Assert.Equal([("open", heard[2].PacketId, true), ("unanswered", heard[3].PacketId, true)], again.Select(h => (h.Payload, h.PacketId, h.Duplicate)));
        await back.PingAsync();
    }
}
