using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Intake;

/// <summary>Access after revocation: connections, sessions, what is queued, retained or to be said when gone.</summary>
public sealed class RevocationTests
{
    private static readonly PropertyBag Lasting = PropertyBag.Of(Property.Of(PropertyId.SessionExpiry, 600));

    [Theory]
    [InlineData(ProtocolVersion.V311, null)]
    [InlineData(ProtocolVersion.V5, ReasonCode.AdministrativeAction)]
    public async Task OpenConnection_OfARevokedKey_IsClosedAndStaysOut(ProtocolVersion version, ReasonCode? reason)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.ConnectAsync(trusted.Server, version, user: meter.Login.UserName, password: meter.Secret);

        await trusted.RevokeAsync(meter);

        Assert.Equal(reason, await client.ReadToEndAsync());
        using var again = await RawClient.OpenAsync(trusted.Server);
        Assert.Equal(ReasonCode.BadUserNameOrPassword, await again.LogInAsync("dev", meter.Login.UserName, meter.Secret));
    }

    [Fact]
    public async Task Publication_RightAfterRevocation_IsRefusedThoughTheTopicWasRemembered()
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await trusted.ConnectAsync(meter);
        await client.PublishAsync(Trusted.Meter, "1"u8.ToArray());
        await client.ReadAckAsync(PacketType.PubAck);

        await trusted.RevokeAsync(meter);
        await client.PublishAsync(Trusted.Meter, "2"u8.ToArray(), id: 2);
        await client.ReadToEndAsync();

        Assert.Single(trusted.Server.Sink.Taken);
    }

    [Fact]
    public async Task Session_OfARevokedLogin_EndsWithItsSubscriptionsAndQueue()
    {
        await using var trusted = await Trusted.StartAsync();
        var reader = await trusted.GatewayAsync("demo", ["plain/out"], "plain/#");
        var writer = await trusted.GatewayAsync("demo", ["plain/news"]);
        using (var client = await trusted.ConnectAsync(reader, "reader", properties: Lasting))
        {
            await client.SubscribeAsync(new FilterRequest("plain/#", Qos.AtLeastOnce));
            await client.SendHexAsync("E000");
            await client.ReadToEndAsync();
        }

        using var news = await trusted.ConnectAsync(writer, "writer");
        await news.PublishAsync("plain/news", "queued"u8.ToArray());
        Assert.Equal(ReasonCode.Success, (await news.ReadAckAsync(PacketType.PubAck)).Reason);

        await trusted.RevokeAsync(reader);

        await Poll.UntilAsync(() => trusted.Server.Server.Sessions == 1, "only the writer's session is left");
        await news.PublishAsync("plain/news", "nobody"u8.ToArray(), id: 2);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, (await news.ReadAckAsync(PacketType.PubAck)).Reason);
    }

    [Fact]
    public async Task Delivery_ToASubscriberWhoseTopicsWereTakenAway_Stops()
    {
        await using var trusted = await Trusted.StartAsync();
        var reader = await trusted.GatewayAsync("demo", ["plain/out"], "plain/#");
        var writer = await trusted.GatewayAsync("demo", ["plain/news"]);
        using var hears = await trusted.ConnectAsync(reader, "reader");
        await hears.SubscribeAsync(new FilterRequest("plain/#", Qos.AtMostOnce));
        using var says = await trusted.ConnectAsync(writer, "writer");

        var changed = await trusted.Desk.ChangeTopicsAsync(reader.Login.UserName, ["plain/out"], ["plain/other"], Trusted.Administrator(), CancellationToken.None);
        await says.PublishAsync("plain/news", "1"u8.ToArray());
        await says.ReadAckAsync(PacketType.PubAck);

        Assert.True(changed.Succeeded);
        await hears.PingAsync();   // the next packet is the answer: nothing came before it
    }

    [Fact]
    public async Task RetainedMessage_OfARevokedPublisher_IsNotHandedOut()
    {
        await using var trusted = await Trusted.StartAsync();
        var writer = await trusted.GatewayAsync("demo", ["plain/news"]);
        var reader = await trusted.GatewayAsync("demo", ["plain/out"], "plain/#");
        using (var says = await trusted.ConnectAsync(writer, "writer"))
        {
            await says.PublishAsync("plain/news", "kept"u8.ToArray(), retain: true);
            await says.ReadAckAsync(PacketType.PubAck);
        }

        await trusted.RevokeAsync(writer);
        using var hears = await trusted.ConnectAsync(reader, "reader");
        await hears.SubscribeAsync(new FilterRequest("plain/#", Qos.AtMostOnce));

        await hears.PingAsync();
    }

    [Fact]
    public async Task Will_OfARevokedLogin_IsNotPublished()
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        var will = new WillMessage(Trusted.Meter, "{\"link\":\"offline\"}"u8.ToArray(), Qos.AtLeastOnce, false, PropertyBag.Empty);
        using var client = await trusted.ConnectAsync(meter, will: will);

        await trusted.RevokeAsync(meter);
        await client.ReadToEndAsync();

        await Poll.UntilAsync(() => trusted.Server.Server.Sessions == 0, "the session has ended");
        Assert.Empty(trusted.Server.Sink.Taken);
    }

    [Fact]
    public async Task Operator_WhoseAccountIsClosed_IsClosedToo()
    {
        await using var trusted = await Trusted.StartAsync();
        using var reads = await trusted.ConnectOperatorAsync("demo");

        trusted.Operators.Of("demo").End();

        Assert.Equal(ReasonCode.AdministrativeAction, await reads.ReadToEndAsync());
    }
}
