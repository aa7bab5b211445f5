using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>Topic aliases in both directions (MQTT 5.0, section 3.3.2.3.4).</summary>
public sealed class AliasTests : PlainBroker
{
    [Fact]
    public async Task AliasFromTheClient_StandsForItsTopic_AndCanBeGivenAnother()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(new FilterRequest("#", Qos.AtMostOnce));

        foreach (var topic in new[] { "first", "", "second", "" })
        {
            await client.PublishAsync(topic, "x"u8.ToArray(), Qos.AtMostOnce, properties: Property.Of(PropertyId.TopicAlias, 10u));
        }

        var heard = new[] { await client.HearAsync(), await client.HearAsync(), await client.HearAsync(), await client.HearAsync() };
        Assert.Equal(["first", "first", "second", "second"], heard.Select(h => h.Topic));
        Assert.All(heard, h => Assert.Null(h.Number(PropertyId.TopicAlias)));
    }

    [Theory]
    [InlineData("", 1u, ReasonCode.ProtocolError)] // unknown
    [InlineData("t", 11u, ReasonCode.TopicAliasInvalid)] // above the maximum
    [InlineData("t", 0u, ReasonCode.ProtocolError)]
    public async Task AliasFromTheClient_ThatIsUnknownOrOutOfRange_IsAFault(string topic, uint alias, object reason)
    {
        using var client = await ConnectAsync("a");
        Assert.Equal(10u, client.Welcome.Properties.Number(PropertyId.TopicAliasMaximum));

        await client.PublishAsync(topic, "x"u8.ToArray(), properties: Property.Of(PropertyId.TopicAlias, alias));

        Assert.Equal(reason, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task AliasFromTheClient_OfAnEarlierConnection_IsForgotten()
    {
        var first = await ConnectAsync("a", cleanStart: false, properties: Kept);
        await PublishAsync(first, "t", "x", properties: Property.Of(PropertyId.TopicAlias, 1u));
        await LeaveAsync(first);
        using var again = await ConnectAsync("a", cleanStart: false, properties: Kept);

        await again.PublishAsync("", "x"u8.ToArray(), properties: Property.Of(PropertyId.TopicAlias, 1u));

        Assert.Equal(ReasonCode.ProtocolError, await again.ReadToEndAsync());
    }

    [Fact]
    public async Task AliasFromTheClient_OfALargerPublicationOfQos2_StandsForItsTopic()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));
        await PublishAsync(client, "other", "x", properties: Property.Of(PropertyId.TopicAlias, 1u));
        await client.PublishAsync("t", "first"u8.ToArray(), Qos.ExactlyOnce, 5, properties: Property.Of(PropertyId.TopicAlias, 2u));
        await client.ReadAckAsync(PacketType.PubRec);
        await client.PublishAsync("", "second"u8.ToArray(), Qos.ExactlyOnce, 6, properties: Property.Of(PropertyId.TopicAlias, 2u));
        await client.ReadAckAsync(PacketType.PubRec);

        await client.AckAsync(PacketType.PubRel, 6);

        Assert.Equal(("t", "second"), await client.HearAsync() is var heard ? (heard.Topic, heard.Payload) : default);
    }

    [Fact]
    public async Task AliasToTheClient_IsNamedOnceAndThenStandsAlone()
    {
        using var reader = await ConnectAsync("reader", properties: Taking(1));
        await reader.SubscribeAsync(new FilterRequest("#", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer");

        await PublishAsync(writer, "t", "0", Qos.AtMostOnce);
        await PublishAsync(writer, "t", "1");
        await PublishAsync(writer, "other", "2");
        await PublishAsync(writer, "t", "3", Qos.ExactlyOnce);

        var heard = new[] { await reader.HearAsync(), await reader.HearAsync(), await reader.HearAsync(), await reader.HearAsync() };
        Assert.Equal([("t", 1u), ("", 1u), ("other", null), ("", 1u)], heard.Select(h => (h.Topic, h.Number(PropertyId.TopicAlias))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0u)]
    public async Task AliasToTheClient_ThatTakesNone_IsNeverUsed(uint? most)
    {
        using var reader = await ConnectAsync("reader", properties: most is { } given ? Taking(given) : null);
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));
        using var writer = await ConnectAsync("writer");

        await PublishAsync(writer, "t", "1");
        await PublishAsync(writer, "t", "2");

        Assert.Null((await reader.HearAsync()).Number(PropertyId.TopicAlias));
        Assert.Equal("t", (await reader.HearAsync()).Topic);
    }

    [Fact]
    public async Task AliasToTheClient_OfAnEarlierConnection_IsNamedAgain()
    {
        var first = await ConnectAsync("reader", cleanStart: false, properties: PropertyBag.Of([.. Taking(5).All, .. Kept.All]));
        await first.SubscribeAsync(new FilterRequest("t", Qos.AtLeastOnce));
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "x");
        await first.HearAsync();
        await BreakAsync(first);

        using var again = await ConnectAsync("reader", cleanStart: false, properties: PropertyBag.Of([.. Taking(5).All, .. Kept.All]));
        var heard = await again.HearAsync();

        Assert.Equal(("t", true, 1u), (heard.Topic, heard.Duplicate, heard.Number(PropertyId.TopicAlias)));
    }

    [Fact]
    public async Task AliasToTheClient_NamedInAMessageTooLargeForIt_IsNamedInTheNext()
    {
        using var reader = await ConnectAsync("reader", properties: PropertyBag.Of([.. Taking(1).All, Property.Of(PropertyId.MaximumPacketSize, 40u)]));
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));
        using var writer = await ConnectAsync("writer");

        await PublishAsync(writer, "t", new string('x', 50));
        await PublishAsync(writer, "t", "small");

        Assert.Equal(("t", "small"), await reader.HearAsync() is var heard ? (heard.Topic, heard.Payload) : default);
    }

    private static PropertyBag Taking(uint most) => PropertyBag.Of(Property.Of(PropertyId.TopicAliasMaximum, most));
}
