using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>PUBLISH and its acknowledgements in both directions (MQTT 5.0, sections 3.3 to 3.7, 4.3, 4.6).</summary>
public sealed class PublishTests : PlainBroker
{
    [Theory]
    [InlineData(ProtocolVersion.V311, Qos.AtMostOnce)]
    [InlineData(ProtocolVersion.V311, Qos.AtLeastOnce)]
    [InlineData(ProtocolVersion.V311, Qos.ExactlyOnce)]
    [InlineData(ProtocolVersion.V5, Qos.AtMostOnce)]
    [InlineData(ProtocolVersion.V5, Qos.AtLeastOnce)]
    [InlineData(ProtocolVersion.V5, Qos.ExactlyOnce)]
    public async Task Qos_BothWays_WholeExchange(ProtocolVersion version, object quality)
    {
        var qos = (Qos)quality;
        using var reader = await ConnectAsync("reader", version);
        await reader.SubscribeAsync(new FilterRequest("t", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer", version);

        await PublishAsync(writer, "t", "x", qos);
        var heard = await reader.HearAsync();
        if (qos == Qos.AtLeastOnce)
        {
            await reader.AckAsync(PacketType.PubAck, heard.PacketId);
        }
        else if (qos == Qos.ExactlyOnce)
        {
            await reader.AckAsync(PacketType.PubRec, heard.PacketId);
            Assert.Equal((heard.PacketId, ReasonCode.Success), await reader.ReadAckAsync(PacketType.PubRel));
            await reader.AckAsync(PacketType.PubComp, heard.PacketId);
        }

        Assert.Equal(("t", "x", qos, false, false), (heard.Topic, heard.Payload, heard.Qos, heard.Retain, heard.Duplicate));
        Assert.Equal(qos != Qos.AtMostOnce, heard.PacketId != 0);
        await reader.PingAsync();
    }

    [Fact]
    public async Task Dup_OfThePublisher_IsNotHandedOn()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(new FilterRequest("t", Qos.AtLeastOnce));

        await client.SendHexAsync("3A070001740005" + "00" + "78");

        Assert.False((await client.HearAsync()).Duplicate);
    }

    [Fact]
    public async Task Dup_AtQos0_IsAFault()
    {
        using var client = await ConnectAsync("a");

        await client.SendHexAsync("380500017400" + "78");

        Assert.Equal(ReasonCode.MalformedPacket, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData(Qos.AtLeastOnce)]
    [InlineData(Qos.ExactlyOnce)]
    public async Task PacketIds_FromTheClient_AreGoodUpToTheEndOfTheirRange(object qos)
    {
        using var client = await ConnectAsync("a");

        foreach (var id in new ushort[] { 1, 32_767, 32_768, 65_534, 65_535, 1 })
        {
            await PublishAsync(client, "t", "x", (Qos)qos, id);
        }
    }

    [Fact]
    public async Task PacketIds_ToTheClient_BeginAgainAfterTheEndAndPassOverThoseInUse()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(new FilterRequest("t", Qos.AtLeastOnce));
        using var writer = await ConnectAsync("writer");
        var seen = new List<ushort>();

        // The first one is never answered; the others are, 100 at a time.
        for (var round = 0; round <= 656; round++)
        {
            for (ushort i = 1; i <= 100; i++)
            {
                await writer.PublishAsync("t", "x"u8.ToArray(), id: i);
            }

            for (var i = 0; i < 100; i++)
            {
                var id = (await client.HearAsync()).PacketId;
                await (seen.Count == 0 ? Task.CompletedTask : client.AckAsync(PacketType.PubAck, id));
                seen.Add(id);
                await writer.ReadAckAsync(PacketType.PubAck);
            }
        }

        Assert.Equal(Enumerable.Range(1, 65_535).Select(i => (ushort)i), seen.Take(65_535));
        Assert.Equal(Enumerable.Range(2, seen.Count - 65_535).Select(i => (ushort)i), seen.Skip(65_535));
    }

    [Fact]
    public async Task PacketId_Zero_IsAFault()
    {
        using var client = await ConnectAsync("a");

        await client.SendHexAsync("3207000174000000" + "78");

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task Qos2Duplicates_BeforeTheRelease_AreDeliveredOnce(ProtocolVersion version)
    {
        using var reader = await ConnectAsync("reader", version);
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));
        using var writer = await ConnectAsync("writer", version, cleanStart: false, Kept);
        await writer.PublishAsync("t", "x"u8.ToArray(), Qos.ExactlyOnce, 9);
        await writer.ReadAckAsync(PacketType.PubRec);
        await BreakAsync(writer);

        using var again = await ConnectAsync("writer", version, cleanStart: false, Kept);
        await again.PublishAsync("t", "x"u8.ToArray(), Qos.ExactlyOnce, 9);
        Assert.Equal((9, ReasonCode.Success), await again.ReadAckAsync(PacketType.PubRec));
        await again.AckAsync(PacketType.PubRel, 9);
        Assert.Equal((9, ReasonCode.Success), await again.ReadAckAsync(PacketType.PubComp));
        await again.AckAsync(PacketType.PubRel, 9);
        Assert.Equal((9, ReasonCode.Success), await again.ReadAckAsync(PacketType.PubComp));

        Assert.Equal("x", (await reader.HearAsync()).Payload);
        await reader.PingAsync();
    }

    [Fact]
    public async Task Qos2Duplicates_OverAndOverOnOneConnection_AreAFault()
    {
        using var client = await ConnectAsync("a");
        for (var i = 0; i < 2; i++)
        {
            await client.PublishAsync("t", "x"u8.ToArray(), Qos.ExactlyOnce, 9);
            await client.ReadAckAsync(PacketType.PubRec);
        }

        await client.PublishAsync("t", "x"u8.ToArray(), Qos.ExactlyOnce, 9);

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task PubRecErrors_EndTheExchangeAndFreeTheIdentifier()
    {
        using var reader = await ConnectAsync("reader", cleanStart: false, properties: Kept);
        await reader.SubscribeAsync(new FilterRequest("t", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "refused", Qos.ExactlyOnce);
        var refused = await reader.HearAsync();

        await reader.AckAsync(PacketType.PubRec, refused.PacketId, ReasonCode.QuotaExceeded);
        await reader.PingAsync();   // no PUBREL
        await BreakAsync(reader);
        using var back = await ConnectAsync("reader", cleanStart: false, properties: Kept);

        await back.PingAsync();   // and it does not come again
    }

    [Fact]
    public async Task PubRec_OfAnUnknownIdentifier_IsReleased()
    {
        using var client = await ConnectAsync("a");

        await client.AckAsync(PacketType.PubRec, 7);

        Assert.Equal((7, ReasonCode.Success), await client.ReadAckAsync(PacketType.PubRel));
    }

    [Theory]
    [InlineData(Qos.AtLeastOnce, PacketType.PubRec)]
    [InlineData(Qos.AtLeastOnce, PacketType.PubComp)]
    [InlineData(Qos.ExactlyOnce, PacketType.PubAck)]
    [InlineData(Qos.ExactlyOnce, PacketType.PubComp)]
    public async Task Acknowledgement_OfAnotherKindThanTheMessage_IsAFault(object qos, object type)
    {
        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(new FilterRequest("t", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "x", (Qos)qos);
        var heard = await reader.HearAsync();

        await reader.AckAsync((PacketType)type, heard.PacketId);

        Assert.Equal(ReasonCode.ProtocolError, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Acknowledgement_PubAckAfterTheRelease_IsAFault()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(new FilterRequest("t", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "x", Qos.ExactlyOnce);
        var heard = await client.HearAsync();
        await client.AckAsync(PacketType.PubRec, heard.PacketId);
        await client.ReadAckAsync(PacketType.PubRel);

        await client.AckAsync(PacketType.PubAck, heard.PacketId);

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Order_OfOnePublisher_IsKeptToEachSubscriber()
    {
        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(new FilterRequest("t/#", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer");

        for (ushort i = 1; i <= 50; i++)
        {
            await writer.PublishAsync($"t/{i % 3}", System.Text.Encoding.UTF8.GetBytes($"{i}"), Qos.AtLeastOnce, i);
        }

        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"{i}"), await reader.HearAsync(50));
    }
}
