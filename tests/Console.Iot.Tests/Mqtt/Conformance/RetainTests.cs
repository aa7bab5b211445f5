using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>Retained messages (MQTT 5.0, section 3.3.1.3 and the options of a subscription).</summary>
public sealed class RetainTests : PlainBroker
{
    [Fact]
    public async Task Retain_Set_TheLastOneGoesToANewSubscriberMarked()
    {
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "old", retain: true);
        await PublishAsync(writer, "t", "new", retain: true);
        await PublishAsync(writer, "t", "not kept");

        Assert.Equal([("t", "new", true)], await AllAsync("#"));
    }

    [Fact]
    public async Task Retain_Clear_NothingIsLeftAndSubscribersHearTheEmptyMessage()
    {
        using var writer = await ConnectAsync("writer");
        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));
        await PublishAsync(writer, "t", "x", retain: true);
        await PublishAsync(writer, "t", "", retain: true);

        Assert.Equal(["x", ""], await reader.HearAsync(2));
        Assert.Empty(await AllAsync("#"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RetainAsPublished_Decides_WhatTheFlagOfALiveMessageIs(bool asPublished)
    {
        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce, RetainAsPublished: asPublished));
        using var writer = await ConnectAsync("writer");

        await PublishAsync(writer, "t", "one");
        await PublishAsync(writer, "t", "two", retain: true);

        Assert.False((await reader.HearAsync()).Retain);
        Assert.Equal(asPublished, (await reader.HearAsync()).Retain);
    }

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(1, true, false)]
    [InlineData(2, false, false)]
    public async Task RetainHandling_Decides_WhetherTheyComeAtTheFirstAndASecondSubscription(int handling, bool first, bool second)
    {
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "x", retain: true);
        using var reader = await ConnectAsync("reader");

        Assert.Equal((first, second), (await HearsAsync(), await HearsAsync()));

        async Task<bool> HearsAsync()
        {
            await reader.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce, RetainHandling: handling));
            await reader.SendHexAsync("C000");
            var next = await reader.ReadAsync();
            if (next is { Type: PacketType.Publish })
            {
                await reader.ReadAsync(PacketType.PingResp);
            }

            return next is { Type: PacketType.Publish };
        }
    }

    [Fact]
    public async Task QosDowngrade_OfARetainedMessage_IsTheLowerOfBoth()
    {
        using var writer = await ConnectAsync("writer");
        foreach (var (topic, qos) in new[] { ("t/0", Qos.AtMostOnce), ("t/1", Qos.AtLeastOnce), ("t/2", Qos.ExactlyOnce) })
        {
            await PublishAsync(writer, topic, "x", qos, retain: true);
        }

        foreach (var granted in Enum.GetValues<Qos>())
        {
            using var reader = await ConnectAsync($"reader{granted}");
            await reader.SubscribeAsync(new FilterRequest("t/+", granted));
            var heard = new[] { await reader.HearAsync(), await reader.HearAsync(), await reader.HearAsync() };

            Assert.Equal(
                [(Qos)Math.Min(0, (int)granted), (Qos)Math.Min(1, (int)granted), (Qos)Math.Min(2, (int)granted)],
                heard.OrderBy(h => h.Topic, StringComparer.Ordinal).Select(h => h.Qos));
        }
    }

    [Fact]
    public async Task Order_RetainedMessages_ComeAfterTheAnswerAndBeforeWhatIsPublishedNext()
    {
        using var writer = await ConnectAsync("writer");
        foreach (var topic in new[] { "t/1", "t/2", "t/3" })
        {
            await PublishAsync(writer, topic, "kept", retain: true);
        }

        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(new FilterRequest("t/#", Qos.AtLeastOnce));
        await PublishAsync(writer, "t/1", "live");

        Assert.Equal(["kept", "kept", "kept", "live"], await reader.HearAsync(4));
    }

    [Fact]
    public async Task Retained_ToASharedSubscription_AreNotSent()
    {
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "x", retain: true);
        using var reader = await ConnectAsync("reader");

        await reader.SubscribeAsync(new FilterRequest("$share/g/t", Qos.AtMostOnce));

        await reader.PingAsync();
    }

    [Fact]
    public async Task Retained_WithProperties_KeepsThem()
    {
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "x", retain: true, properties: [Property.Of(PropertyId.ContentType, "text"), Property.User("a", "1")]);
        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(5, new FilterRequest("t", Qos.AtMostOnce));

        var heard = await reader.HearAsync();

        Assert.Equal(("text", "1"), (heard.Properties.Text(PropertyId.ContentType), heard.Properties.Text(PropertyId.UserProperty)));
        Assert.Equal([5u], heard.Identifiers);
    }

    private async Task<IReadOnlyList<(string Topic, string Payload, bool Retain)>> AllAsync(string filter)
    {
        using var late = await ConnectAsync("late");
        await late.SubscribeAsync(new FilterRequest(filter, Qos.AtMostOnce));
        await late.SendHexAsync("C000");
        var all = new List<(string, string, bool)>();
        while (await late.ReadAsync() is { Type: PacketType.Publish } packet)
        {
            var heard = HeardMessage.Of(packet, ProtocolVersion.V5);
            all.Add((heard.Topic, heard.Payload, heard.Retain));
        }

        return all;
    }
}
