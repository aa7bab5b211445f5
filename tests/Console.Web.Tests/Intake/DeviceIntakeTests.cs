using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CommunityConsole.Core.Metering;
using MQTTnet;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>From a device's socket to the disk, and the acknowledgement back.</summary>
public sealed class DeviceIntakeTests
{
    private const string Meter = "community/demo/home/3-502/water/w1";

    [Fact]
    public async Task Publish_CommitHeldBack_IsAcknowledgedOnlyAfterIt()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = await server.ConnectAsync();
        server.Store.Hold();

        var published = client.SendAsync(Meter, """{"seq":1,"total_l":128457}""");
        await Eventually.HoldsAsync(() => server.Store.IsWaiting, "the commit begins");
        Assert.False(published.IsCompleted);
        server.Store.Release();

        Assert.True((await published).IsSuccess);
        Assert.Equal(128457, Assert.Single(await server.ReadingsAsync()).Value);
    }

    [Fact]
    public async Task Publish_StoreFails_ClosesTheConnectionAndAcknowledgesNothing()
    {
        await using var server = await IntakeServer.StartAsync(("Intake:RetryPause", "00:00:00"));
        using var client = await server.ConnectAsync();
        server.Store.Failures = 3;

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Meter, """{"seq":1,"total_l":1}"""));
        using var again = await server.ConnectAsync();

        Assert.True((await again.SendAsync(Meter, """{"seq":1,"total_l":1}""")).IsSuccess);
        Assert.Single(await server.ReadingsAsync());
    }

    [Fact]
    public async Task CallForHelp_CapturedAndSentAgainByAnotherClient_IsAcknowledgedAndCallsNobody()
    {
        const string button = "community/demo/home/3-502/sos/b1";
        await using var server = await IntakeServer.StartAsync();
        using var device = await server.ConnectAsync();
        await device.SendAsync(button, """{"seq":7,"sos":1}""");
        await device.SendAsync(button, """{"seq":500,"sos":1}""");
        using var thief = await server.ConnectAsync();

        Assert.True((await thief.SendAsync(button, """{"seq":500,"sos":1}""")).IsSuccess);
        Assert.True((await thief.SendAsync(button, """{"seq":3,"sos":1}""")).IsSuccess);

        Assert.Equal([7L, 500L], (await server.ReadingsAsync()).Select(reading => reading.Sequence!.Value));
        Assert.Equal("packet.replay", Assert.Single(await server.QuarantineAsync()).Code);
    }

    [Theory]
    [InlineData(Meter, """{"total_l":12""", "packet.json")]
    [InlineData(Meter, """{"total_l":-5}""", "packet.absurd")]
    [InlineData(Meter, """{"total_l":1e15}""", "packet.absurd")]
    [InlineData(Meter, """{"total_l":1e400}""", "packet.value")]
    [InlineData(Meter, """{"total_l":3}""", "packet.back")]
    [InlineData(Meter, """{"t":"whenever","total_l":1001}""", "packet.time")]
    [InlineData(Meter, """{"temperature":21}""", "packet.empty")]
    [InlineData("community/elsewhere/home/3-502/water/w1", """{"total_l":1}""", "packet.community")]
    [InlineData("community/demo/home/3-502/gas/w1", """{"total_l":1}""", "packet.topic")]
    [InlineData("foo/bar", "x", "packet.topic")]
    [InlineData("tele/plug/LWT", "perhaps", "packet.value")]
    [InlineData("zigbee2mqtt/lock", "unlocked", "packet.json")]
    public async Task Publish_BadPacket_IsQuarantinedWithItsReasonAndTheNextIsServed(string topic, string payload, string code)
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync(Meter, """{"seq":1,"total_l":1000}""");

        Assert.True((await client.SendAsync(topic, payload)).IsSuccess);
        Assert.True((await client.SendAsync(Meter, """{"seq":2,"total_l":1001}""")).IsSuccess);

        var packet = Assert.Single(await server.QuarantineAsync());
        Assert.Equal((code, topic, payload), (packet.Code, packet.Topic, Encoding.UTF8.GetString(packet.Payload.Span)));
        Assert.Equal([1000, 1001], (await server.ReadingsAsync()).Where(r => r.Measure != Measure.Alarm).Select(r => r.Value));
    }

    [Fact]
    public async Task Publish_ValueNotBelieved_IsStoredAsTheDevicesTroubleForItsWatch()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = await server.ConnectAsync();

        await client.SendAsync(Meter, """{"total_l":-5}""");

        var trouble = Assert.Single(await server.ReadingsAsync());
        Assert.Equal((Measure.Alarm, (long)DeviceAlarm.Implausible), (trouble.Measure, trouble.Value));
    }

    [Fact]
    public async Task Publish_ClockADayAhead_IsStoredWithOurTimeMarkedAndShownInQuarantine()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = await server.ConnectAsync();
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

        await client.SendAsync(Meter, "{\"t\":" + tomorrow + ",\"total_l\":5}");

        var reading = Assert.Single(await server.ReadingsAsync());
        Assert.Equal((ReadingMarks.ClockReplaced, reading.Received), (reading.Marks, reading.At));
        Assert.Equal("packet.clock", Assert.Single(await server.QuarantineAsync()).Code);
    }

    [Fact]
    public async Task Publish_OneMegabyte_ClosesThatConnectionAndTheNextIsServed()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = await server.ConnectAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Meter, new string('x', 1 << 20)));

        await ServesAsync(server);
    }

    [Fact]
    public async Task Publish_LargerThanADevicesPacket_IsQuarantinedInPart()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = await server.ConnectAsync();

        await client.SendAsync(Meter, new string('x', 100_000));

        var packet = Assert.Single(await server.QuarantineAsync());
        Assert.Equal(("packet.size", 100_000, QuarantinedPacket.KeptBytes), (packet.Code, packet.Length, packet.Payload.Length));
    }

    [Fact]
    public async Task Connect_NotMqttAtAll_IsClosedAndTheNextIsServed()
    {
        await using var server = await IntakeServer.StartAsync();
        using var stranger = new TcpClient();
        await stranger.ConnectAsync("127.0.0.1", server.Port);

        await stranger.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        var answer = new byte[64];
        var closed = false;
        try
        {
            closed = await stranger.GetStream().ReadAsync(answer) == 0;
        }
        catch (IOException)
        {
            closed = true;
        }

        Assert.True(closed);
        await ServesAsync(server);
    }

    [Fact]
    public async Task Publish_UnknownDeviceWithoutAutoRegistration_IsQuarantined()
    {
        await using var server = await IntakeServer.StartAsync(
            ("Devices:AutoRegister", "false"),
            ("Devices:Names:0:Dialect", "tasmota"), ("Devices:Names:0:Name", "plug"), ("Devices:Names:0:Home", "3-502"));
        using var client = await server.ConnectAsync();

        await client.SendAsync(Meter, """{"total_l":1}""");
        await client.SendAsync("tele/plug/SENSOR", """{"Time":"2026-11-22T08:15:00","ENERGY":{"Total":412.036}}""");

        Assert.Equal("packet.device", (await server.QuarantineAsync()).Select(p => p.Code).Last());
        Assert.Equal(("3-502", 412_036L), (await server.ReadingsAsync()).Select(r => (r.Device.Home.Home, r.Value)).Single());
    }

    [Fact]
    public async Task Publish_SameMessageAgain_CountsOnce()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = await server.ConnectAsync();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync(Meter, "{\"t\":" + now + ",\"seq\":7,\"use_l\":5}");
        }

        Assert.Single(await server.ReadingsAsync());
    }

    [Theory]
    [InlineData(0, ReadingMarks.None)]
    [InlineData(-60, ReadingMarks.Retained)]
    [InlineData(null, ReadingMarks.Retained | ReadingMarks.ServerTimed)]
    public async Task Publish_Retained_IsALifeSignOnlyWithAFreshTime(int? minutes, ReadingMarks marks)
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = await server.ConnectAsync();
        var time = minutes is { } ago ? "\"t\":" + TimeProvider.System.GetUtcNow().AddMinutes(ago).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + "," : "";

        await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(Meter).WithPayload("{" + time + "\"total_l\":5}").WithRetainFlag()
            .WithQualityOfServiceLevel(MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce).Build());

        Assert.Equal(marks, Assert.Single(await server.ReadingsAsync()).Marks);
    }

    [Fact]
    public async Task Publish_NonsenseOfTheNeighbours_StaysOffOurScreen()
    {
        await using var server = await IntakeServer.StartAsync(("Devices:AutoRegister", "true"));
        using var client = await server.ConnectAsync();
        server.Know("next-door");

        await client.SendAsync("community/next-door/home/1/water/w1", "nonsense");

        Assert.Empty(await server.QuarantineAsync());
    }

    private static async Task ServesAsync(IntakeServer server)
    {
        using var client = await server.ConnectAsync();
        Assert.True((await client.SendAsync(Meter, """{"total_l":5}""")).IsSuccess);
        Assert.Single(await server.ReadingsAsync());
    }
}
