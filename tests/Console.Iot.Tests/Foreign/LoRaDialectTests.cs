using System.Buffers.Binary;

namespace CommunityConsole.Iot.Tests.Foreign;

/// <summary>Uplinks as the two network servers hand them on, with a codec's fields or with the frame itself.</summary>
public sealed class LoRaDialectTests
{
    private const string Up = "application/7/device/A84041FFFF000001/event/up";

    private readonly Speaker _speaker = new();

    [Fact]
    public void ChirpStack_CodecsFields_AreReadWithCounterTagAndSignal() => Assert.Equal(
        ["a84041ffff000001 (Water) in 3-502 @2026-11-22T00:12:40Z #912 total_l=128457 signal -71"],
        _speaker.Say(Up, """
            {"deduplicationId":"6f","time":"2026-11-22T00:12:40.123456789+00:00","deviceInfo":{"deviceName":"W","devEui":"a84041ffff000001","tags":{"home":"3-502"}},
            "fCnt":912,"fPort":100,"data":"AA==","object":{"volume_l":128457,"status":"ok"},"rxInfo":[{"rssi":-92},{"rssi":-71}]}
            """));

    [Fact]
    public void ChirpStack_FrameAlone_GivesItsHoursAsHistoryAndThePresentLive()
    {
        var said = _speaker.Say(Up, $$"""{"time":"2026-11-22T00:12:40Z","fCnt":913,"fPort":100,"data":"{{Convert.ToBase64String(Frame(0x34))}}"}""");

        Assert.Equal(17, said.Length);
        Assert.Equal("a84041ffff000001 (Water) @2026-11-21T09:00:00Z total_l=128000 historical", said[0]);
        Assert.Equal("a84041ffff000001 (Water) @2026-11-21T10:00:00Z total_l=128010 historical", said[1]);
        Assert.Equal("a84041ffff000001 (Water) @2026-11-22T00:00:00Z total_l=128150 historical", said[15]);
        Assert.Equal("a84041ffff000001 (Water) @2026-11-22T00:12:00Z #913 total_l=128457 battery=15 leak!", said[16]);
    }

    [Theory]
    [InlineData(100, 20, "packet.empty")]
    [InlineData(3, 47, "packet.empty")]
    public void ChirpStack_FrameOfNoKnownForm_SaysSo(int port, int length, string code) => Assert.Equal(
        [$"a84041ffff000001 #1 !{code}"],
        _speaker.Say(Up, $$"""{"fCnt":1,"fPort":{{port}},"data":"{{Convert.ToBase64String(new byte[length])}}"}"""));

    [Theory]
    [InlineData("""{"batteryLevel":78.5,"margin":10}""", "a84041ffff000001 battery=79")]
    [InlineData("""{"batteryLevel":0,"externalPowerSource":true}""", null)]
    [InlineData("""{"batteryLevel":0,"batteryLevelUnavailable":true}""", null)]
    public void ChirpStack_Status_IsTheBattery(string payload, string? meaning) =>
        Assert.Equal(meaning is null ? [] : [meaning], _speaker.Say("application/7/device/a84041ffff000001/event/status", payload));

    [Theory]
    [InlineData("application/7/device/a84041ffff000001/event/join")]
    [InlineData("application/7/device/a84041ffff000001/command/down")]
    public void ChirpStack_OtherEvents_SayNothing(string topic) => Assert.Empty(_speaker.Say(topic, "{}"));

    [Fact]
    public void TheThingsStack_Uplink_IsReadLikeAnyOther() => Assert.Equal(
        ["meters:w-3-502 (Water) @2026-11-22T00:12:40Z #912 total_l=128457 battery=99 signal -71"],
        _speaker.Say("v3/meters@ttn/devices/w-3-502/up", """
            {"end_device_ids":{"device_id":"w-3-502"},"received_at":"2026-11-22T00:12:41Z","uplink_message":{"f_cnt":912,"f_port":100,"received_at":"2026-11-22T00:12:40Z",
            "decoded_payload":{"volume_l":128457},"rx_metadata":[{"rssi":-71}],"last_battery_percentage":{"value":98.6}}}
            """));

    [Fact]
    public void TheThingsStack_FirstUplink_HasCounterZeroThoughItIsLeftOut() => Assert.Equal(
        ["meters:w (Water) #0 total_l=1"], _speaker.Say("v3/meters@ttn/devices/w/up", """{"uplink_message":{"decoded_payload":{"volume_l":1}}}"""));

    [Fact]
    public void TheThingsStack_SimulatedUplinkAndOtherEvents_SayNothing()
    {
        Assert.Empty(_speaker.Say("v3/meters@ttn/devices/w/up", """{"simulated":true,"uplink_message":{"decoded_payload":{"volume_l":1}}}"""));
        Assert.Empty(_speaker.Say("v3/meters@ttn/devices/w/join", "{}"));
    }

    internal static byte[] Frame(byte status)
    {
        var frame = new byte[47];
        var now = new DateTimeOffset(2026, 11, 22, 0, 12, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)now);
        frame[4] = status;
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(5), 128_457);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(9), (uint)(now - (12 * 60) - (15 * 3600)));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(13), 128_000);
        for (var hour = 0; hour < 15; hour++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(17 + (2 * hour)), 10);
        }

        return frame;
    }
}
