using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>Wills (MQTT 5.0, section 3.1.2.5): when they are published, and with what.</summary>
public sealed class WillTests : PlainBroker
{
    [Fact]
    public async Task WillWithProperties_ReachesSubscribersWithThemInOrder()
    {
        using var reader = await ReaderAsync();
        var will = Will(
            Property.Of(PropertyId.PayloadFormat, 1u), Property.Of(PropertyId.ContentType, "text"), Property.Of(PropertyId.ResponseTopic, "answer"),
            Property.Of(PropertyId.CorrelationData, [1, 2, 3]), Property.User("b", "1"), Property.User("a", "2"));

        await BreakAsync(await ConnectAsync("mortal", will: will));
        var heard = await reader.HearAsync();

        Assert.Equal(("will", "gone", Qos.AtLeastOnce, false), (heard.Topic, heard.Payload, heard.Qos, heard.Retain));
        Assert.Equal((1u, "text", "answer"), (heard.Number(PropertyId.PayloadFormat)!.Value, heard.Properties.Text(PropertyId.ContentType), heard.Properties.Text(PropertyId.ResponseTopic)));
        Assert.Equal([1, 2, 3], heard.Properties.Data(PropertyId.CorrelationData));
        Assert.Equal([("b", "1"), ("a", "2")], heard.Properties.All.Where(p => p.Id == PropertyId.UserProperty).Select(p => (p.Name, p.Text)));
    }

    [Theory]
    [InlineData(5, 60, 5)] // the delay counts
    [InlineData(60, 5, 5)] // the end of the session counts
    [InlineData(30, 30, 30)] // both at once
    public async Task WillDelay_AndSessionExpiry_TheShorterOneCounts(int delay, int expiry, int due)
    {
        using var reader = await ReaderAsync();
        await BreakAsync(await ConnectAsync("mortal", properties: Lasting((uint)expiry), will: Will(Property.Of(PropertyId.WillDelay, (uint)delay))));

        Time.Advance(TimeSpan.FromSeconds(due - 1));
        await reader.PingAsync();   // not yet
        Time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal("gone", (await reader.HearAsync()).Payload);
        await reader.PingAsync();   // and once only
    }

    [Fact]
    public async Task WillDelay_WithASessionThatEndsWithTheConnection_IsNone()
    {
        using var reader = await ReaderAsync();

        await BreakAsync(await ConnectAsync("mortal", will: Will(Property.Of(PropertyId.WillDelay, 60u))));

        Assert.Equal("gone", (await reader.HearAsync()).Payload);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WillDelay_ClientBackInTime_IsPublishedOnlyIfTheSessionStartsClean(bool clean)
    {
        using var reader = await ReaderAsync();
        await BreakAsync(await ConnectAsync("mortal", properties: Kept, will: Will(Property.Of(PropertyId.WillDelay, 30u))));

        using var back = await ConnectAsync("mortal", cleanStart: clean, properties: Kept);
        Time.Advance(TimeSpan.FromSeconds(40));
        await back.PingAsync();

        Assert.Equal(clean, await HearsTheWillAsync(reader));
    }

    [Theory]
    [InlineData(ReasonCode.DisconnectWithWill, true)]
    [InlineData(ReasonCode.UnspecifiedError, true)]
    [InlineData(ReasonCode.Success, false)]
    public async Task WillOnDisconnect_DependsOnTheReason(object reason, bool published)
    {
        using var reader = await ReaderAsync();
        using var mortal = await ConnectAsync("mortal", will: Will());

        await mortal.SayAsync(PacketType.Disconnect, (ReasonCode)reason);
        Assert.Null(await mortal.ReadAsync());
        await Poll.UntilAsync(() => Server.Server.Connections == 1, "the end of the connection");

        Assert.Equal(published, await HearsTheWillAsync(reader));
    }

    [Fact]
    public async Task NoWillOnANormalDisconnect_In311()
    {
        using var reader = await ReaderAsync();
        using var mortal = await ConnectAsync("mortal", ProtocolVersion.V311, will: Will());

        await mortal.SendHexAsync("E000");
        Assert.Null(await mortal.ReadAsync());
        await Poll.UntilAsync(() => Server.Server.Connections == 1, "the end of the connection");

        Assert.False(await HearsTheWillAsync(reader));
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, null)]
    [InlineData(ProtocolVersion.V5, ReasonCode.KeepAliveTimeout)]
    public async Task WillOnKeepAliveExpiry_IsPublishedAtOnceAndAHalf(ProtocolVersion version, object? reason)
    {
        using var reader = await ReaderAsync();
        using var mortal = await ConnectAsync("mortal", version, will: Will(), keepAlive: 10);

        Time.Advance(TimeSpan.FromSeconds(14));
        await reader.PingAsync();
        Time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(reason, await mortal.ReadToEndAsync());
        Assert.Equal("gone", (await reader.HearAsync()).Payload);
    }

    [Fact]
    public async Task Will_OfAConnectionThatIsTakenOver_IsPublishedUnlessItIsDelayed()
    {
        using var reader = await ReaderAsync();
        using var plain = await ConnectAsync("plain", properties: Kept, will: Will());
        using var delayed = await ConnectAsync("delayed", properties: Kept, will: Will(Property.Of(PropertyId.WillDelay, 30u)));

        using var one = await ConnectAsync("plain", cleanStart: false, properties: Kept);
        Assert.Equal("gone", (await reader.HearAsync()).Payload);
        using var two = await ConnectAsync("delayed", cleanStart: false, properties: Kept);
        Time.Advance(TimeSpan.FromSeconds(40));
        await two.PingAsync();

        Assert.False(await HearsTheWillAsync(reader));
    }

    [Fact]
    public async Task WillRetained_IsTheTopicsLastMessage()
    {
        await BreakAsync(await ConnectAsync("mortal", will: Will() with { Retain = true }));
        using var late = await ConnectAsync("late");
        await late.SubscribeAsync(new FilterRequest("will", Qos.AtMostOnce));

        Assert.Equal(("gone", true), await late.HearAsync() is var heard ? (heard.Payload, heard.Retain) : default);
    }

    // The will is published before the connection counts as ended, or not at all.
    private static async Task<bool> HearsTheWillAsync(RawClient reader)
    {
        await reader.SendHexAsync("C000");
        return await reader.ReadAsync() is { Type: PacketType.Publish };
    }

    private static WillMessage Will(params Property[] properties) => new("will", "gone"u8.ToArray(), Qos.AtLeastOnce, false, PropertyBag.Of(properties));

    private async Task<RawClient> ReaderAsync()
    {
        var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(new FilterRequest("will", Qos.AtLeastOnce));
        return reader;
    }
}
