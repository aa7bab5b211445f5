using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>Message expiry (MQTT 5.0, section 3.3.2.3.3): what is over is not sent, and the time that is left is sent on.</summary>
public sealed class ExpiryTests : PlainBroker
{
    [Fact]
    public async Task MessageExpiry_InAQueue_OverOnesAreLeftOutAndTheRemainingTimeIsSentOn()
    {
        var reader = await ConnectAsync("reader", cleanStart: false, properties: Kept);
        await reader.SubscribeAsync(new FilterRequest("t", Qos.ExactlyOnce));
        await LeaveAsync(reader);
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "short", properties: Property.Of(PropertyId.MessageExpiry, 5u));
        await PublishAsync(writer, "t", "long", Qos.ExactlyOnce, properties: Property.Of(PropertyId.MessageExpiry, 50u));
        await PublishAsync(writer, "t", "endless");
        Time.Advance(TimeSpan.FromSeconds(10));

        using var back = await ConnectAsync("reader", cleanStart: false, properties: Kept);
        var heard = new[] { await back.HearAsync(), await back.HearAsync() };

        Assert.Equal([("long", 40u), ("endless", null)], heard.Select(h => (h.Payload, h.Number(PropertyId.MessageExpiry))));
        await back.PingAsync();
    }

    [Fact]
    public async Task MessageExpiry_BehindAFullWindow_CountsToo()
    {
        using var reader = await ConnectAsync("reader", properties: PropertyBag.Of(Property.Of(PropertyId.ReceiveMaximum, 1u)));
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtLeastOnce));
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "first");
        await PublishAsync(writer, "t", "over", properties: Property.Of(PropertyId.MessageExpiry, 5u));
        await PublishAsync(writer, "t", "last", properties: Property.Of(PropertyId.MessageExpiry, 50u));
        Time.Advance(TimeSpan.FromSeconds(10));

        await reader.AckAsync(PacketType.PubAck, (await reader.HearAsync()).PacketId);
        var heard = await reader.HearAsync();

        Assert.Equal(("last", 40u), (heard.Payload, heard.Number(PropertyId.MessageExpiry)));
    }

    [Fact]
    public async Task MessageExpiry_OfARetainedMessage_EndsItAndIsCountedDown()
    {
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "x", retain: true, properties: Property.Of(PropertyId.MessageExpiry, 30u));
        Time.Advance(TimeSpan.FromSeconds(10));
        using var early = await ConnectAsync("early");
        await early.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));
        Assert.Equal(20u, (await early.HearAsync()).Number(PropertyId.MessageExpiry));

        Time.Advance(TimeSpan.FromSeconds(21));
        using var late = await ConnectAsync("late");
        await late.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));

        await late.PingAsync();
    }

    [Fact]
    public async Task MessageExpiry_OfAWill_CountsFromItsPublication()
    {
        var reader = await ConnectAsync("reader", cleanStart: false, properties: Kept);
        await reader.SubscribeAsync(new FilterRequest("will", Qos.AtLeastOnce));
        await LeaveAsync(reader);
        await BreakAsync(await ConnectAsync("mortal", properties: Kept, will: new WillMessage(
            "will", "gone"u8.ToArray(), Qos.AtLeastOnce, false, PropertyBag.Of(Property.Of(PropertyId.WillDelay, 10u), Property.Of(PropertyId.MessageExpiry, 15u)))));
        var sessions = Server.Server.Sessions;
        Time.Advance(TimeSpan.FromSeconds(11));
        await Poll.UntilAsync(() => Server.Server.Sessions == sessions, "the sweep");
        Time.Advance(TimeSpan.FromSeconds(5));

        using var back = await ConnectAsync("reader", cleanStart: false, properties: Kept);

        Assert.InRange((await back.HearAsync()).Number(PropertyId.MessageExpiry)!.Value, 9u, 11u);
    }

    [Fact]
    public async Task MessageExpiry_Live_IsSentOnUnchanged()
    {
        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));
        using var writer = await ConnectAsync("writer");

        await PublishAsync(writer, "t", "x", properties: Property.Of(PropertyId.MessageExpiry, 1u));

        Assert.Equal(1u, (await reader.HearAsync()).Number(PropertyId.MessageExpiry));
    }
}
