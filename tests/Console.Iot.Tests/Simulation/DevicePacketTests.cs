using System.Text;
using System.Text.Json;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Iot.Tests.Simulation;

public sealed class DevicePacketTests
{
    private static readonly DateTimeOffset Morning = MadeUp.Calendar.Instant(new DateTime(2026, 11, 22, 8, 0, 0));

    [Fact]
    public void Of_OwnWaterMeter_IsTopicAndJsonOfTheOwnDialect()
    {
        var report = Report(Device(DeviceKind.Water), Measure.TotalLitres, 128_457) with { Sequence = 912, Battery = 78 };

        var packet = DevicePacket.Of(Home(report.Device), report, MadeUp.Calendar);

        Assert.Equal("community/demo/home/7-2-301/water/d-1", packet.Topic);
        Assert.Equal("""{"t":"2026-11-22T08:00:00+08:00","seq":912,"total_l":128457,"battery":78}""", Encoding.UTF8.GetString(packet.Payload));
    }

    [Fact]
    public void Of_DeviceThatCountsMilliseconds_WritesANumber()
    {
        var device = Device(DeviceKind.Water) with { Phase = TimeSpan.FromSeconds(1) };

        var packet = DevicePacket.Of(Home(device), Report(device, Measure.TotalLitres, 5), MadeUp.Calendar);

        Assert.Equal($$"""{"t":{{Morning.ToUnixTimeMilliseconds()}},"total_l":5}""", Encoding.UTF8.GetString(packet.Payload));
    }

    [Theory]
    [InlineData(true, DoorSide.Outside, LockMethod.Finger, "unlocked:outside:finger")]
    [InlineData(false, DoorSide.Inside, LockMethod.Unknown, "locked:inside")]
    [InlineData(true, DoorSide.Outside, LockMethod.Staff, "unlocked:outside:staff")]
    public void Of_Lock_SaysSideAndMethod(bool unlocked, DoorSide side, LockMethod method, string words)
    {
        var report = Report(Device(DeviceKind.Lock), Measure.Lock, new LockReport(unlocked, side, method).Packed);

        using var json = JsonDocument.Parse(DevicePacket.Of(Home(report.Device), report, MadeUp.Calendar).Payload);

        Assert.Equal(words, json.RootElement.GetProperty("lock").GetString());
    }

    [Fact]
    public void Of_TasmotaPlug_WritesKilowattHoursAndLocalTimeWithoutZone()
    {
        var report = Report(Device(DeviceKind.Power) with { Dialect = DeviceDialect.Tasmota, Name = "plug-7" }, Measure.TotalWattHours, 412_036);

        var packet = DevicePacket.Of(Home(report.Device), report, MadeUp.Calendar);

        Assert.Equal("tele/plug-7/SENSOR", packet.Topic);
        Assert.Equal("""{"Time":"2026-11-22T08:00:00","ENERGY":{"Total":412.036}}""", Encoding.UTF8.GetString(packet.Payload));
    }

    [Fact]
    public void Of_ZigbeeContact_SaysFalseWhenTheDoorIsOpen()
    {
        var report = Report(
            Device(DeviceKind.Door) with { Dialect = DeviceDialect.Zigbee, Name = "door-7" }, Measure.Door, new DoorReport(true, DoorSide.Unknown).Packed);

        var packet = DevicePacket.Of(Home(report.Device), report, MadeUp.Calendar);

        Assert.Equal("zigbee2mqtt/door-7", packet.Topic);
        Assert.StartsWith("""{"contact":false,""", Encoding.UTF8.GetString(packet.Payload), StringComparison.Ordinal);
    }

    private static SimulatedDevice Device(DeviceKind kind) =>
        new() { Kind = kind, Name = "d-1", Interval = TimeSpan.FromHours(1), Phase = TimeSpan.Zero };

    private static DeviceReport Report(SimulatedDevice device, Measure measure, long value) =>
        new(device, Morning, Morning, Morning, measure, value, null, null);

    private static SimulatedHome Home(SimulatedDevice device) => MadeUp.Estate.Homes[0] with
    {
        Id = new HomeId("demo", "7-2-301"),
        Devices = [device],
    };
}
