using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Intake;

/// <summary>Who may say and hear what: devices, gateways, operators, and the border between communities.</summary>
public sealed class TopicRightsTests
{
    [Theory]
    [InlineData("community/demo/home/9-902/water/meter")]
    [InlineData("community/demo/home/9-901/sos/meter")]
    [InlineData("community/demo/home/9-901/water/meter/more")]
    [InlineData("community/demo/home/9-901/water/meter/command/x")]
    [InlineData(Trusted.Neighbour)]
    [InlineData("tele/meter/SENSOR")]
    [InlineData("plain/x")]
    [InlineData("$SYS/broker")]
    public async Task Device_OnAnyTopicButItsOwn_IsRefused(string topic)
    {
        await using var trusted = await Trusted.StartAsync();
        using var client = await trusted.ConnectAsync(await trusted.MeterAsync());

        await client.PublishAsync(topic, "{\"total_l\":1}"u8.ToArray());

        Assert.Equal(ReasonCode.NotAuthorized, (await client.ReadAckAsync(PacketType.PubAck)).Reason);
        Assert.Empty(trusted.Server.Sink.Taken);
    }

    [Theory]
    [InlineData("#")]
    [InlineData("+/#")]
    [InlineData("community/#")]
    [InlineData("community/demo/home/9-901/#")]
    [InlineData(Trusted.Meter)]
    [InlineData("community/demo/home/9-901/+/meter/command/#")]
    [InlineData("$SYS/#")]
    [InlineData("$share/g/community/#")]
    [InlineData("$share/g/$SYS/#")]
    [InlineData("plain/#")]
    public async Task Device_SubscribingToAnythingButItsCommands_IsRefused(string filter)
    {
        await using var trusted = await Trusted.StartAsync();
        using var client = await trusted.ConnectAsync(await trusted.MeterAsync());

        var answer = await client.SubscribeAsync(new FilterRequest(filter, Qos.AtLeastOnce));

        Assert.Equal([ReasonCode.NotAuthorized], answer);
    }

    [Fact]
    public async Task Device_SubscribingToItsCommands_IsGranted()
    {
        await using var trusted = await Trusted.StartAsync();
        using var client = await trusted.ConnectAsync(await trusted.MeterAsync());

        var answer = await client.SubscribeAsync(
            new FilterRequest(Trusted.Meter + "/command", Qos.AtLeastOnce), new FilterRequest($"$share/g/{Trusted.Meter}/command/#", Qos.AtMostOnce));

        Assert.Equal([ReasonCode.GrantedQos1, ReasonCode.Success], answer);
    }

    [Theory]
    [InlineData("#")]
    [InlineData("+")]
    [InlineData("community/demo/home/9-902/water/meter")]
    [InlineData("../9-902")]
    public async Task IdentityInPatterns_ClientIdLikeAPattern_WidensNothing(string clientId)
    {
        await using var trusted = await Trusted.StartAsync();
        using var client = await trusted.ConnectAsync(await trusted.MeterAsync(), clientId);

        await client.PublishAsync("community/demo/home/9-902/water/meter", "{\"total_l\":1}"u8.ToArray());
        var refused = await client.ReadAckAsync(PacketType.PubAck);

        Assert.Equal(ReasonCode.NotAuthorized, refused.Reason);
        Assert.Equal([ReasonCode.NotAuthorized], await client.SubscribeAsync(new FilterRequest("community/demo/home/9-902/#", Qos.AtMostOnce)));
    }

    [Theory]
    [InlineData("#")]
    [InlineData("+")]
    [InlineData("a/b")]
    [InlineData("a/#")]
    [InlineData("")]
    public async Task IdentityInPatterns_WireNameLikeAPattern_GetsNoLogin(string wireName)
    {
        await using var trusted = await Trusted.StartAsync();
        var device = new LoginDevice(new DeviceId(new HomeId("demo", "9-901"), "plug"), DeviceKind.Power, Dialects.Tasmota, wireName);

        var issued = await trusted.Desk.IssueAsync(device, null, Trusted.Administrator(), CancellationToken.None);

        Assert.Equal("login.topic", issued.Problem?.Code);
    }

    [Fact]
    public async Task Gateway_WithAHomesTopics_SpeaksForThatHomeOnly()
    {
        await using var trusted = await Trusted.StartAsync();
        using var client = await trusted.ConnectAsync(await trusted.GatewayAsync("demo", ["community/demo/home/9-901/#", "zigbee2mqtt/#"], "zigbee2mqtt/+/set"));

        foreach (var (topic, id, reason) in new (string, ushort, ReasonCode)[]
        {
            (Trusted.Meter, 1, ReasonCode.Success), ("community/demo/home/9-902/water/meter", 2, ReasonCode.NotAuthorized), ("tele/a/SENSOR", 3, ReasonCode.NotAuthorized),
        })
        {
            await client.PublishAsync(topic, "{}"u8.ToArray(), id: id);
            Assert.Equal(reason, (await client.ReadAckAsync(PacketType.PubAck)).Reason);
        }

        Assert.Equal(
            [ReasonCode.Success, ReasonCode.NotAuthorized],
            await client.SubscribeAsync(new FilterRequest("zigbee2mqtt/lamp/set", Qos.AtMostOnce), new FilterRequest("zigbee2mqtt/#", Qos.AtMostOnce)));
    }

    [Theory]
    [InlineData("#")]
    [InlineData("+/demo/#")]
    [InlineData("$SYS/#")]
    [InlineData("$share/g/x")]
    [InlineData("community/#")]
    [InlineData("community/+/home/#")]
    [InlineData("community/next/#")]
    [InlineData("community")]
    [InlineData("tele/#/x")]
    [InlineData("")]
    public void GatewayTopics_BeyondTheCommunityOrIllFormed_AreRefused(string filter) =>
        Assert.Equal("login.topic", new DeviceTopics().Refusal(filter, "demo")?.Code);

    [Theory]
    [InlineData("community/demo/#")]
    [InlineData("community/demo/home/9-901/+/meter")]
    [InlineData("zigbee2mqtt/#")]
    [InlineData("/sys/+/thing/#")]
    public void GatewayTopics_OfTheCommunity_AreAllowed(string filter) => Assert.Null(new DeviceTopics().Refusal(filter, "demo"));

    [Fact]
    public async Task Operator_ByWildcard_ReadsTheOwnCommunityOnly()
    {
        await using var trusted = await Trusted.StartAsync();
        using var reads = await trusted.ConnectOperatorAsync("demo");
        Assert.Equal(
            [ReasonCode.Success, ReasonCode.NotAuthorized, ReasonCode.NotAuthorized],
            await reads.SubscribeAsync(new FilterRequest("#", Qos.AtMostOnce), new FilterRequest("community/next/#", Qos.AtMostOnce), new FilterRequest("$SYS/#", Qos.AtMostOnce)));
        using var other = await trusted.ConnectAsync(await trusted.MeterAsync("next", "1-101"), "other");
        using var own = await trusted.ConnectAsync(await trusted.MeterAsync(), "own");

        await other.PublishAsync(Trusted.Neighbour, "theirs"u8.ToArray());
        await other.ReadAckAsync(PacketType.PubAck);
        await own.PublishAsync(Trusted.Meter, "ours"u8.ToArray());

        Assert.Equal((Trusted.Meter, "ours"), (await reads.ReadPublishAsync()) is var heard ? (heard.Topic, heard.Payload) : default);
        await reads.PublishAsync(Trusted.Meter, "not mine to say"u8.ToArray());
        Assert.Equal(ReasonCode.NotAuthorized, (await reads.ReadAckAsync(PacketType.PubAck)).Reason);
    }

    [Fact]
    public async Task Share_OfTheSameNameInAnotherCommunity_TakesNothingAway()
    {
        await using var trusted = await Trusted.StartAsync();
        using var ours = await trusted.ConnectOperatorAsync("demo", "a");
        using var theirs = await trusted.ConnectOperatorAsync("next", "b");
        await ours.SubscribeAsync(new FilterRequest("$share/g/#", Qos.AtMostOnce));
        await theirs.SubscribeAsync(new FilterRequest("$share/g/#", Qos.AtMostOnce));
        using var meter = await trusted.ConnectAsync(await trusted.MeterAsync());

        for (ushort i = 1; i <= 4; i++)
        {
            await meter.PublishAsync(Trusted.Meter, new[] { (byte)('0' + i) }, id: i);
            Assert.Equal($"{i}", (await ours.ReadPublishAsync()).Payload);
        }

        await theirs.PingAsync();
    }

    [Fact]
    public async Task TakeOver_WithTheSameClientIdByAnotherUser_InheritsAndEndsNothing()
    {
        await using var trusted = await Trusted.StartAsync();
        var mine = await trusted.MeterAsync();
        var stranger = await trusted.MeterAsync(home: "9-902");
        using var first = await trusted.ConnectAsync(mine, "same", properties: PropertyBag.Of(Property.Of(PropertyId.SessionExpiry, 600)));

        using var second = await trusted.ConnectAsync(stranger, "same", cleanStart: false);

        Assert.False(second.Welcome.SessionPresent);
        await first.PingAsync();
    }

    [Theory]
    [InlineData("community/demo/home/9-902/water/meter")]
    [InlineData("$SYS/x")]
    [InlineData("plain/x")]
    public async Task WillAbuse_OnATopicOfSomebodyElse_IsRefusedAtConnect(string topic)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);

        var will = new WillMessage(topic, "x"u8.ToArray(), Qos.AtLeastOnce, false, PropertyBag.Empty);

        Assert.Equal(ReasonCode.NotAuthorized, await client.LogInAsync("dev", meter.Login.UserName, meter.Secret, will: will));
    }

    [Fact]
    public async Task SessionHoarding_NewClientIdsOfOneUser_EndTheOldestSession()
    {
        await using var trusted = await Trusted.StartAsync(("Mqtt:SessionsPerUser", "3"));
        var meter = await trusted.MeterAsync();
        var lasting = PropertyBag.Of(Property.Of(PropertyId.SessionExpiry, 600));
        for (var i = 0; i < 10; i++)
        {
            using var client = await trusted.ConnectAsync(meter, $"hoard{i}", properties: lasting);
            await client.SendHexAsync("E000");
            await client.ReadToEndAsync();
            await Poll.UntilAsync(() => trusted.Server.Server.Connections == 0, "the connection is over");
        }

        Assert.Equal(3, trusted.Server.Server.Sessions);
        using var last = await trusted.ConnectAsync(meter, "hoard9", cleanStart: false);
        Assert.True(last.Welcome.SessionPresent);
    }

    [Fact]
    public async Task SessionHoarding_OpenConnectionsOfOneUser_AreBounded()
    {
        await using var trusted = await Trusted.StartAsync(("Mqtt:SessionsPerUser", "2"));
        var meter = await trusted.MeterAsync();
        using var one = await trusted.ConnectAsync(meter, "1");
        using var two = await trusted.ConnectAsync(meter, "2");
        using var three = await RawClient.OpenAsync(trusted.Server);

        Assert.Equal(ReasonCode.QuotaExceeded, await three.LogInAsync("3", meter.Login.UserName, meter.Secret));
    }

    [Fact]
    public async Task RetainedFlood_OfOneCommunity_LeavesTheOtherItsRoom()
    {
        await using var trusted = await Trusted.StartAsync(("Mqtt:RetainedLimit", "5"));
        using var floods = await trusted.ConnectAsync(await trusted.GatewayAsync("demo", ["plain/a/#"]), "floods");
        using var quiet = await trusted.ConnectAsync(await trusted.GatewayAsync("next", ["plain/b/#"]), "quiet");

        var reasons = new List<ReasonCode>();
        for (ushort i = 1; i <= 7; i++)
        {
            await floods.PublishAsync($"plain/a/{i}", "x"u8.ToArray(), id: i, retain: true);
            reasons.Add((await floods.ReadAckAsync(PacketType.PubAck)).Reason);
        }

        await quiet.PublishAsync("plain/b/1", "x"u8.ToArray(), retain: true);

        Assert.Equal(5, reasons.Count(reason => reason == ReasonCode.Success));
        Assert.Equal(2, reasons.Count(reason => reason == ReasonCode.QuotaExceeded));
        Assert.Equal(ReasonCode.Success, (await quiet.ReadAckAsync(PacketType.PubAck)).Reason);
    }
}
