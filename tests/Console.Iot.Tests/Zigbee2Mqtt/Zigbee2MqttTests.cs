using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Zigbee2Mqtt;

namespace CommunityConsole.Iot.Tests.Zigbee2Mqtt;

public sealed class Zigbee2MqttTests
{
    private const long CodeFromOutside = 1 + 32 + (3 * 256) + (4 << 16); // slot 3

    private static readonly EstateCalendar Shanghai = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly DeviceId Device = new(new HomeId("demo", "3-502"), "lock");

    private readonly StateMemory _memory = new();

    [Fact]
    public void Lock_ActionThenNewState_IsOneTurnWithItsMethod()
    {
        Assert.Empty(Events("""{"lock_state":"locked"}""", 0));

        var action = Events("""{"state":"LOCK","lock_state":"locked","action":"unlock","action_source_name":"keypad","action_user":3,"battery":78,"last_seen":"2026-11-22T07:31:05+08:00"}""", 100);
        var state = Events("""{"state":"UNLOCK","lock_state":"unlocked","action":"","battery":78}""", 101);
        var report = Events("""{"state":"UNLOCK","lock_state":"unlocked","battery":77}""", 5000);

        Assert.Equal([(Measure.Battery, 78), (Measure.Lock, CodeFromOutside)], action);
        Assert.Equal([(Measure.Battery, 78)], state);
        Assert.Equal([(Measure.Battery, 77)], report);
    }

    [Fact]
    public void Lock_StateChangesWithoutAction_IsATurnOfUnknownHand()
    {
        Events("""{"lock_state":"locked"}""", 0);

        Assert.Equal([(Measure.Lock, 1L)], Events("""{"lock_state":"unlocked"}""", 100));
        Assert.Empty(Events("""{"lock_state":"not_fully_locked"}""", 110));
        Assert.Equal([(Measure.Lock, 0L)], Events("""{"lock_state":"locked"}""", 200));
    }

    [Fact]
    public void Lock_TurnsByItself_IsNobodysTurn()
    {
        Events("""{"lock_state":"unlocked"}""", 0);

        Assert.Empty(Events("""{"lock_state":"unlocked","action":"auto_lock"}""", 100));
        Assert.Empty(Events("""{"lock_state":"locked"}""", 101));
        Assert.Equal([(Measure.Lock, 1L)], Events("""{"lock_state":"unlocked"}""", 500));
    }

    [Fact]
    public void Contact_OnlyAChangeIsAnEvent()
    {
        Assert.Equal([(Measure.Battery, 91L)], Events("""{"contact":false,"battery":91,"voltage":2985}""", 0));
        Assert.Empty(Events("""{"contact":false}""", 10));
        Assert.Equal([(Measure.Door, 0L)], Events("""{"contact":true}""", 20));
        Assert.Equal([(Measure.Door, 1L)], Events("""{"contact":false}""", 30));
    }

    [Fact]
    public void Contact_AfterARestart_GoesOnFromTheStoredState()
    {
        _memory.Load(new Reading(Device, DeviceKind.Door, Measure.Door, new DoorReport(false, DoorSide.Unknown).Packed, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

        Assert.Equal([(Measure.Door, 1L)], Events("""{"contact":false}""", 0));
    }

    [Fact]
    public void Button_Emergency_IsACallForHelp() =>
        Assert.Equal([(Measure.Sos, 1L)], Events("""{"action":"emergency","tamper":false}""", 0));

    [Fact]
    public void Meter_Registers_AreReadingsAsTheyStand()
    {
        Assert.Equal([(Measure.PowerWatts, 64L), (Measure.TotalWattHours, 412_040L)], Events("""{"power":64,"voltage":228,"current":0.31,"energy":412.04}""", 0));
        Assert.Empty(Events("""{"power":null,"energy":null,"update":{"state":"idle"}}""", 1));
    }

    [Theory]
    [InlineData("online", 1)]
    [InlineData("""{"state":"offline"}""", 0)]
    public void Availability_IsTheLink(string payload, long link)
    {
        var decoded = Zigbee2MqttDecoder.DecodeAvailability(Encoding.UTF8.GetBytes(payload));

        Assert.Equal([new DecodedValue(Measure.Link, link)], decoded.Values.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"state\":")]
    [InlineData("maybe")]
    public void Availability_Nonsense_IsRefused(string payload) =>
        Assert.NotNull(Zigbee2MqttDecoder.DecodeAvailability(Encoding.UTF8.GetBytes(payload)).Problem);

    [Theory]
    [InlineData("zigbee2mqtt/front lock", "front lock State")]
    [InlineData("zigbee2mqtt/3-502/lock", "3-502/lock State")]
    [InlineData("zigbee2mqtt/3-502/lock/availability", "3-502/lock Availability")]
    [InlineData("zigbee2mqtt/lock/action", "lock Other")]
    [InlineData("zigbee2mqtt/bridge/devices", "bridge/devices Other")]
    [InlineData("zigbee2mqtt/", null)]
    public void Topic_Levels_GiveNameAndReport(string topic, string? expected) =>
        Assert.Equal(expected, Zigbee2MqttTopic.Of(topic) is { } found ? $"{found.Name} {found.Report}" : null);

    [Fact]
    public void State_WrongJson_IsRefused()
    {
        var report = Zigbee2MqttDecoder.DecodeState("lock", "{\"contact\":false"u8, Shanghai);

        Assert.Equal("packet.json", report.Packet.Problem?.Code);
        Assert.Null(report.State.Open);
    }

    private List<(Measure, long)> Events(string json, double seconds)
    {
        var report = Zigbee2MqttDecoder.DecodeState("lock", Encoding.UTF8.GetBytes(json), Shanghai);
        Assert.Null(report.Packet.Problem);
        _memory.Tell(Device, report.State, DateTimeOffset.UnixEpoch.AddSeconds(seconds), ref report.Packet);
        return [.. report.Packet.Values.ToArray().Select(v => (v.Measure, v.Value))];
    }
}
