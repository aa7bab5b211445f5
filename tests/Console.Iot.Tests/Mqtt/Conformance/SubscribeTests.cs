using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>SUBSCRIBE, UNSUBSCRIBE, filters, identifiers and shared subscriptions (MQTT 5.0, sections 3.8 to 3.11, 4.7, 4.8).</summary>
public sealed class SubscribeTests : PlainBroker
{
    private protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Mqtt:RefuseSubscriptions"] = "test/nosubscribe" };

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task NoLocal_Decides_WhetherOwnMessagesComeBack(bool noLocal, bool comes)
    {
        using var client = await ConnectAsync("a");
        using var other = await ConnectAsync("b");
        await client.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce, NoLocal: noLocal));

        await PublishAsync(other, "t", "theirs");
        Assert.Equal("theirs", (await client.HearAsync()).Payload);
        await client.PublishAsync("t", "own"u8.ToArray());

        Assert.Equal(comes ? PacketType.Publish : PacketType.PubAck, (await client.ReadAsync())!.Value.Type);
    }

    [Theory]
    [InlineData("820700010000" + "017003")] // QoS 3
    [InlineData("820700010000" + "017030")] // retain handling 3
    [InlineData("820700010000" + "017040")] // reserved
    [InlineData("820700010000" + "017080")]
    [InlineData("820600010000" + "0170")] // no options
    [InlineData("8203000100")] // no filter
    [InlineData("820700000000" + "017000")] // identifier 0
    [InlineData("8308000100000170" + "00")] // reserved flags
    public async Task Options_Malformed_AreAFault(string hex)
    {
        using var client = await ConnectAsync("a");

        await client.SendHexAsync(hex);

        Assert.Equal(ReasonCode.MalformedPacket, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Identifiers_OfOverlappingFilters_AllComeWithOneMessageOfTheHighestQos()
    {
        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(2, new FilterRequest("a/b", Qos.AtMostOnce));
        await reader.SubscribeAsync(268_435_455, new FilterRequest("a/#", Qos.AtLeastOnce));
        await reader.SubscribeAsync(new FilterRequest("+/b", Qos.AtMostOnce));
        using var writer = await ConnectAsync("writer");

        await PublishAsync(writer, "a/b", "x", Qos.ExactlyOnce);
        var heard = await reader.HearAsync();

        Assert.Equal(Qos.AtLeastOnce, heard.Qos);
        Assert.Equal([2u, 268_435_455u], heard.Identifiers);
        await reader.PingAsync();   // once
    }

    [Fact]
    public async Task Identifier_OfASubscriptionMadeAgain_ReplacesTheOldOne()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(1, new FilterRequest("t", Qos.AtMostOnce));
        await client.SubscribeAsync(9, new FilterRequest("t", Qos.AtLeastOnce));

        await client.PublishAsync("t", "x"u8.ToArray());
        var heard = await client.HearAsync();

        Assert.Equal(Qos.AtLeastOnce, heard.Qos);
        Assert.Equal([9u], heard.Identifiers);
        await client.ReadAckAsync(PacketType.PubAck);
        await client.PingAsync();
    }

    [Fact]
    public async Task OverlappingFilters_OneWithNoLocal_TheOtherStillCounts()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(1, new FilterRequest("t", Qos.AtMostOnce, NoLocal: true));
        await client.SubscribeAsync(2, new FilterRequest("#", Qos.AtMostOnce));

        await client.PublishAsync("t", "x"u8.ToArray(), Qos.AtMostOnce);

        Assert.Equal([2u], (await client.HearAsync()).Identifiers);
    }

    [Fact]
    public async Task Shared_EachMessageGoesToOneOfTheGroup_AndOthersGetTheirs()
    {
        using var one = await ConnectAsync("one");
        using var two = await ConnectAsync("two");
        using var all = await ConnectAsync("all");
        await one.SubscribeAsync(5, new FilterRequest("$share/g/t/+", Qos.AtLeastOnce));
        await two.SubscribeAsync(new FilterRequest("$share/g/t/+", Qos.AtLeastOnce));
        await all.SubscribeAsync(new FilterRequest("t/+", Qos.AtMostOnce));
        using var writer = await ConnectAsync("writer");

        for (ushort i = 1; i <= 10; i++)
        {
            await PublishAsync(writer, "t/x", $"{i}", id: i);
        }

        var shared = (await one.HearAsync(5)).Concat(await two.HearAsync(5)).ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"{i}").Order(), shared.Order());
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"{i}"), await all.HearAsync(10));
    }

    [Fact]
    public async Task Shared_MemberGone_TheOthersGetItsTurn()
    {
        using var stays = await ConnectAsync("stays");
        var leaves = await ConnectAsync("leaves");
        await stays.SubscribeAsync(new FilterRequest("$share/g/t", Qos.AtLeastOnce));
        await leaves.SubscribeAsync(new FilterRequest("$share/g/t", Qos.AtLeastOnce));
        await LeaveAsync(leaves);
        using var writer = await ConnectAsync("writer");

        for (ushort i = 1; i <= 4; i++)
        {
            await PublishAsync(writer, "t", $"{i}", id: i);
        }

        Assert.Equal(["1", "2", "3", "4"], await stays.HearAsync(4));
    }

    [Theory]
    [InlineData("$share/g/t", true, ReasonCode.ProtocolError)] // no local
    [InlineData("$share/+/t", false, ReasonCode.ProtocolError)]
    [InlineData("$share/g/", false, ReasonCode.ProtocolError)]
    [InlineData("$share/g", false, ReasonCode.ProtocolError)]
    [InlineData("$share//t", false, ReasonCode.ProtocolError)]
    [InlineData("$share/#/t", false, ReasonCode.MalformedPacket)]
    public async Task Shared_MalformedOrWithNoLocal_IsAFault(string filter, bool noLocal, object reason)
    {
        using var client = await ConnectAsync("a");

        await client.SendAsync(w => ControlWriter.Write(w, new SubscribePacket(1, [new FilterRequest(filter, Qos.AtMostOnce, NoLocal: noLocal)], PropertyBag.Empty), ProtocolVersion.V5));

        Assert.Equal(reason, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task DollarTopics_AreNotMatchedByWildcardsAtTheFirstLevel()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(new FilterRequest("#", Qos.AtMostOnce), new FilterRequest("+/x", Qos.AtMostOnce));
        await client.SubscribeAsync(7, new FilterRequest("$test/#", Qos.AtMostOnce));

        await client.PublishAsync("$test/x", "x"u8.ToArray(), Qos.AtMostOnce);

        Assert.Equal([7u], (await client.HearAsync()).Identifiers);
        await client.PingAsync();
    }

    [Theory]
    [InlineData("+", "a", true)]
    [InlineData("+", "/a", false)]
    [InlineData("+/+", "/a", true)]
    [InlineData("/+", "/a", true)]
    [InlineData("a/#", "a", true)]
    [InlineData("a/+", "a", false)]
    [InlineData("a/+/c", "a//c", true)]
    [InlineData("A", "a", false)]
    [InlineData("a/", "a", false)]
    [InlineData("社区/+", "社区/𪛔", true)]
    public async Task Wildcards_MatchAsTheSpecificationSays(string filter, string topic, bool matches)
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(new FilterRequest(filter, Qos.AtMostOnce));

        await client.PublishAsync(topic, "x"u8.ToArray());

        Assert.Equal(matches ? PacketType.Publish : PacketType.PubAck, (await client.ReadAsync())!.Value.Type);
    }

    [Fact]
    public async Task RefusalCodes_StandInTheirPlaces()
    {
        using var client = await ConnectAsync("a");
        using var old = await ConnectAsync("old", ProtocolVersion.V311);
        FilterRequest[] filters = [new("a", Qos.ExactlyOnce), new("test/nosubscribe", Qos.AtMostOnce), new("$SYS/#", Qos.AtMostOnce), new("b", Qos.AtMostOnce)];

        Assert.Equal([ReasonCode.GrantedQos2, ReasonCode.NotAuthorized, ReasonCode.NotAuthorized, ReasonCode.Success], await client.SubscribeAsync(filters));
        Assert.Equal([ReasonCode.GrantedQos2, ReasonCode.UnspecifiedError, ReasonCode.UnspecifiedError, ReasonCode.Success], await old.SubscribeAsync(filters));
    }

    [Fact]
    public async Task UnsubscribeCodes_SayWhetherThereWasSuchASubscription()
    {
        using var client = await ConnectAsync("a");
        await client.SubscribeAsync(new FilterRequest("a", Qos.AtMostOnce), new FilterRequest("$share/g/b", Qos.AtMostOnce));

        await client.SendAsync(w => ControlWriter.Write(w, new UnsubscribePacket(9, ["a", "none", "$share/g/b", "b"], PropertyBag.Empty), ProtocolVersion.V5));
        var answer = await client.ReadAsync(PacketType.UnsubAck);

        Assert.Equal(
            [ReasonCode.Success, ReasonCode.NoSubscriptionExisted, ReasonCode.Success, ReasonCode.NoSubscriptionExisted],
            PacketReader.ReadFilterAck(answer.Type, answer.Body.Span, ProtocolVersion.V5).Reasons);
        await PublishAsync(client, "a", "x");
        await client.PingAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a#")]
    [InlineData("a/#/b")]
    [InlineData("a+/b")]
    [InlineData("#/a")]
    public async Task Filters_Malformed_AreAFault(string filter)
    {
        using var client = await ConnectAsync("a");

        await client.SendAsync(w => ControlWriter.Write(w, new SubscribePacket(1, [new FilterRequest("good", Qos.AtMostOnce), new FilterRequest(filter, Qos.AtMostOnce)], PropertyBag.Empty), ProtocolVersion.V5));

        Assert.Equal(ReasonCode.MalformedPacket, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData("746F700000")] // U+0000
    [InlineData("746FEDA080")] // a surrogate
    [InlineData("746F700170")] // a control character
    [InlineData("746F707F70")]
    [InlineData("746FC29F70")]
    [InlineData("746FEDBFBF")]
    [InlineData("746F70C328")] // not UTF-8
    public async Task InvalidUtf8_InANameOrAFilter_IsAFault(string text)
    {
        using var publishes = await ConnectAsync("a");
        using var subscribes = await ConnectAsync("b");

        await publishes.SendHexAsync("3009" + "0005" + text + "00" + "78");
        await subscribes.SendHexAsync("820B0001" + "00" + "0005" + text + "00");

        Assert.Equal(ReasonCode.MalformedPacket, await publishes.ReadToEndAsync());
        Assert.Equal(ReasonCode.MalformedPacket, await subscribes.ReadToEndAsync());
    }
}
