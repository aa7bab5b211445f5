using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Intake;

/// <summary>What devices and gateways of the platforms' dialects may say and hear: Tencent, Alink, ThingsBoard, Tasmota.</summary>
public sealed class ForeignTopicRightsTests
{
    [Theory]
    [InlineData(Dialects.Tencent, "PR0D:lock1", "$thing/up/property/PR0D/lock1", "$thing/up/property/PR0D/lock2", "$thing/down/property/PR0D/lock1", "$thing/down/property/PR0D/lock2")]
    [InlineData(Dialects.Tencent, "PR0D:lock1", "$thing/up/event/PR0D/lock1", "$thing/up/event/OTHER/lock1", "$thing/down/+/PR0D/lock1", "$thing/down/#")]
    [InlineData(Dialects.Tencent, "PR0D:lock1", "$thing/up/action/PR0D/lock1", "$SYS/broker", "$thing/down/action/PR0D/lock1", "$thing/up/property/PR0D/lock1")]
    [InlineData(Dialects.Alink, "a1:meter", "/sys/a1/meter/thing/event/property/post", "/sys/a1/other/thing/event/property/post", "/sys/a1/meter/thing/service/property/set", "/sys/a1/+/thing/service/#")]
    [InlineData(Dialects.Alink, "a1:meter", "/sys/a1/meter/thing/event/DoorOpen/post", "/sys/a1/meter/thing/service/x", "/sys/a1/meter/thing/service/#", "/sys/#")]
    [InlineData(Dialects.ThingsBoard, "W-3-502", "v1/devices/me/telemetry", "v1/gateway/telemetry", "v1/devices/me/rpc/request/+", "v1/devices/me/telemetry")]
    [InlineData(Dialects.ThingsBoard, "W-3-502", "v2/t", "v1/devices/other/telemetry", "v1/devices/me/rpc/request/1", "v1/#")]
    [InlineData(Dialects.Tasmota, "plug", "tele/plug/SENSOR", "tele/plug2/SENSOR", "cmnd/plug/POWER", "cmnd/#")]
    public async Task Device_OfAPlatform_MaySayAndHearItsOwnTopicsOnly(string dialect, string name, string own, string foreign, string heard, string unheard)
    {
        await using var trusted = await Trusted.StartAsync();
        trusted.Server.Sink.Taking = _ => true;
        var device = new LoginDevice(new DeviceId(new HomeId("demo", "9-901"), "device"), DeviceKind.Water, dialect, name);
        using var client = await trusted.ConnectAsync((await trusted.Desk.IssueAsync(device, null, Trusted.Administrator(), CancellationToken.None)).Value);

        await client.PublishAsync(own, "{}"u8.ToArray());
        Assert.Equal((1, ReasonCode.Success), await client.ReadAckAsync(PacketType.PubAck));
        await client.PublishAsync(foreign, "{}"u8.ToArray(), id: 2);
        Assert.Equal((2, ReasonCode.NotAuthorized), await client.ReadAckAsync(PacketType.PubAck));
        Assert.Equal(
            [ReasonCode.Success, ReasonCode.NotAuthorized],
            await client.SubscribeAsync(new FilterRequest(heard, Qos.AtMostOnce), new FilterRequest(unheard, Qos.AtMostOnce)));

        Assert.Equal(own, Assert.Single(trusted.Server.Sink.Taken).Topic);
    }

    [Theory]
    [InlineData("v1/gateway/#", "v1/gateway/telemetry", "v1/devices/me/telemetry")]
    [InlineData("/sys/a1/+/thing/event/#", "/sys/a1/m7/thing/event/property/post", "/sys/a2/m7/thing/event/property/post")]
    [InlineData("/sys/a1/+/thing/event/#", "/sys/a1/m7/thing/event/x/post", "/sys/a1/m7/thing/service/x")]
    public async Task Gateway_OfAPlatform_SpeaksInsideItsFilters(string filter, string inside, string outside)
    {
        await using var trusted = await Trusted.StartAsync();
        trusted.Server.Sink.Taking = _ => true;
        using var client = await trusted.ConnectAsync(await trusted.GatewayAsync("demo", [filter]));

        await client.PublishAsync(inside, "{}"u8.ToArray());
        Assert.Equal((1, ReasonCode.Success), await client.ReadAckAsync(PacketType.PubAck));
        await client.PublishAsync(outside, "{}"u8.ToArray(), id: 2);
        Assert.Equal((2, ReasonCode.NotAuthorized), await client.ReadAckAsync(PacketType.PubAck));
        Assert.Equal([ReasonCode.NotAuthorized], await client.SubscribeAsync(new FilterRequest(filter, Qos.AtMostOnce)));
    }

    [Fact]
    public async Task Gateway_ForTencentsTopics_GetsNoLogin_ItsDevicesDo()
    {
        await using var trusted = await Trusted.StartAsync();

        var issued = await trusted.Desk.IssueGatewayAsync("gateway", ["$thing/up/+/PR0D/+"], [], Trusted.Administrator(), CancellationToken.None);

        Assert.Equal("login.topic", issued.Problem?.Code);
    }

    [Theory]
    [InlineData("$SYS/#")]
    [InlineData("$SYS/broker/clients/connected")]
    [InlineData("$share/g/$SYS/#")]
    public async Task SystemTopics_AreReadableByNobody(string filter)
    {
        await using var trusted = await Trusted.StartAsync();
        using var device = await trusted.ConnectAsync(await trusted.MeterAsync());
        using var staff = await trusted.ConnectOperatorAsync("demo");

        Assert.Equal([ReasonCode.NotAuthorized], await device.SubscribeAsync(new FilterRequest(filter, Qos.AtMostOnce)));
        Assert.Equal([ReasonCode.NotAuthorized], await staff.SubscribeAsync(new FilterRequest(filter, Qos.AtMostOnce)));
    }
}
