namespace CommunityConsole.Iot.Tests.Foreign;

/// <summary>One message of each JSON dialect, and what it means.</summary>
public sealed class JsonDialectTests
{
    private readonly Speaker _speaker = new();

    [Theory]
    [InlineData("wmbusmeters/71002418",
        """{"media":"water","meter":"multical21","name":"3-502","id":"71002418","total_m3":128.457,"current_status":"","timestamp":"2026-11-22T00:12:40Z","rssi_dbm":-71}""",
        "71002418 (Water) @2026-11-22T00:12:40Z total_l=128457 signal -71")]
    [InlineData("wmbusmeters/x", """{"id":"1","home":"3-502","total_m3":0.001,"current_status":"DRY REVERSED"}""", "1 (Water) in 3-502 total_l=1 dry! backflow!")]
    [InlineData("wmbusmeters/x", """{"id":"2","total_energy_consumption_kwh":412.036,"current_power_consumption_kw":0.064}""", "2 (Power) total_wh=412036 power_w=64")]
    [InlineData("wmbusmeters/x", """{"total_m3":1}""", "!packet.device")]
    [InlineData("wmbusmeters/x", """{"id":"3","total_m3":"much"}""", "3 !packet.value")]
    [InlineData("wmbusmeters/x", """{"id":"3","total_m3":1,"timestamp":"yesterday"}""", "3 (Water) total_l=1000 !packet.time")]
    [InlineData("wmbusmeters/x", """{"id":"3","total_m3":128.""", "!packet.json")]
    public void Wmbusmeters(string topic, string payload, string meaning) => Assert.Equal([meaning], _speaker.Say(topic, payload));

    [Theory]
    [InlineData("v1/devices/me/telemetry", """{"ts":1795305600000,"values":{"water_total_m3":128.457,"valve":"open"}}""", "meter-7 (Water) @2026-11-22T00:00:00Z total_l=128457")]
    [InlineData("v2/t", """{"water_total_m3":128.457}""", "meter-7 (Water) total_l=128457")]
    [InlineData("v1/devices/me/telemetry", """{"battery":12,"rssi":-80}""", "meter-7 battery=12 signal -80")]
    [InlineData("v1/devices/me/telemetry", "7", "meter-7 !packet.json")]
    public void ThingsBoardDevice_IsKnownByItsCredential(string topic, string payload, string meaning) =>
        Assert.Equal([meaning], _speaker.Say(topic, payload, sender: "meter-7"));

    [Fact]
    public void ThingsBoardDevice_ListOfTimes_IsAReportEach() => Assert.Equal(
        ["m (Water) @2026-11-22T00:00:00Z total_l=1000", "m (Water) @2026-11-22T00:10:00Z total_l=1010"],
        _speaker.Say("v1/devices/me/telemetry", """[{"ts":1795305600000,"values":{"total_l":1000}},{"ts":1795306200000,"values":{"total_l":1010}}]""", sender: "m"));

    [Fact]
    public void ThingsBoardDevice_WithoutCredential_IsNobody() =>
        Assert.Equal(["!packet.sender"], _speaker.Say("v1/devices/me/telemetry", """{"total_l":1}"""));

    [Fact]
    public void ThingsBoardGateway_NamesItsDevices()
    {
        Assert.Equal(
            ["W-3-502 (Water) @2026-11-22T00:00:00Z total_l=128457", "P-3-502 (Power) power_w=64"],
            _speaker.Say("v1/gateway/telemetry", """{"W-3-502":[{"ts":1795305600000,"values":{"water_total_m3":128.457}}],"P-3-502":[{"power_w":64}]}"""));
        Assert.Equal(["W-3-502 link=offline"], _speaker.Say("v1/gateway/disconnect", """{"device":"W-3-502"}"""));
        Assert.Empty(_speaker.Say("v1/gateway/attributes", """{"W-3-502":{"firmware":"1.2"}}"""));
        Assert.Empty(_speaker.Say("v1/devices/me/rpc/request/1", """{"method":"x"}"""));
    }

    [Theory]
    [InlineData("property/post", """{"id":"123","version":"1.0","sys":{"ack":0},"params":{"WaterConsumption":{"value":128.457,"time":1795305600000}},"method":"thing.event.property.post"}""",
        "a1:w7 (Water) @2026-11-22T00:00:00Z #123 total_l=128457")]
    [InlineData("property/post", """{"id":"124","params":{"WaterConsumption":128.0,"BatteryPercentage":70,"Colour":"red"}}""", "a1:w7 (Water) #124 total_l=128000 battery=70")]
    [InlineData("DoorOpen/post", """{"id":"41","version":"1.0","params":{"value":{"LockType":"finger","KeyID":"2"},"time":1795303865000},"method":"thing.event.DoorOpen.post"}""",
        "a1:w7 (Lock) @2026-11-21T23:31:05Z #41 turned unlocked:outside:finger slot 2")]
    [InlineData("HijackingAlarm/post", """{"id":"42","params":{"value":{},"time":1795303865000}}""", "a1:w7 @2026-11-21T23:31:05Z #42 alarm=duress")]
    [InlineData("property/history/post", """{"id":"5","params":[{"identity":{},"properties":[{"total_l":{"value":10,"time":1795305600000}}]}]}""",
        "a1:w7 (Water) @2026-11-22T00:00:00Z #5 total_l=10 historical")]
    [InlineData("property/post", "[]", "!packet.json")]
    public void Alink(string tail, string payload, string meaning) => Assert.Equal([meaning], _speaker.Say($"/sys/a1/w7/thing/event/{tail}", payload));

    [Fact]
    public void Alink_ValuesOfDifferentTimes_AreAReportEach() => Assert.Equal(
        ["a1:w7 (Water) @2026-11-22T00:00:00Z #9 total_l=10", "a1:w7 @2026-11-22T00:10:00Z #9 battery=70"],
        _speaker.Say("/sys/a1/w7/thing/event/property/post", """{"id":"9","params":{"battery":{"value":70,"time":1795306200000},"total_l":{"value":10,"time":1795305600000}}}"""));

    [Theory]
    [InlineData("/sys/a1/w7/thing/event/property/post_reply")]
    [InlineData("/sys/a1/w7/thing/service/property/set")]
    public void Alink_AnswersAndCommands_SayNothing(string topic) => Assert.Empty(_speaker.Say(topic, "{}"));

    [Theory]
    [InlineData("property", """{"method":"report","clientToken":"9","timestamp":1795305600000,"params":{"water_total":128457}}""", "P1:w7 (Water) @2026-11-22T00:00:00Z #9 total_l=128457")]
    [InlineData("property", """{"method":"report","timestamp":1795305600000,"values":{"water_total":7}}""", "P1:w7 (Water) @2026-11-22T00:00:00Z total_l=7")]
    [InlineData("event", """{"method":"event_post","clientToken":"1","eventId":"door_unlock","timestamp":1795303865000,"params":{"lock_type":"temporary"}}""",
        "P1:w7 (Lock) @2026-11-21T23:31:05Z #1 turned unlocked:outside:staff")]
    [InlineData("property", """{"method":"report","params":7}""", "!packet.empty")]
    public void Tencent(string what, string payload, string meaning) => Assert.Equal([meaning], _speaker.Say($"$thing/up/{what}/P1/w7", payload));

    [Theory]
    [InlineData("home/c1/writeattributevalue/energyTotal/5GkqX", "412.036", "5GkqX (Power) total_wh=412036")]
    [InlineData("home/c1/writeattribute/energyTotal/5GkqX", """{"value":412.036,"timestamp":1795305600000}""", "5GkqX (Power) @2026-11-22T00:00:00Z total_wh=412036")]
    [InlineData("home/c1/writeattributevalue/energyTotal/5GkqX", "\"much\"", "5GkqX !packet.value")]
    [InlineData("home/c1/writeattributevalue/energyTotal/5GkqX", "", "!packet.json")]
    public void OpenRemote(string topic, string payload, string meaning) => Assert.Equal([meaning], _speaker.Say(topic, payload));

    [Theory]
    [InlineData("cjt188/g1", """{"addr":"00202307160177","type":"10","di":"901F","total_m3":128.45,"valve":"open","ts":1795305600}""", "00202307160177 (Water) @2026-11-22T00:00:00Z total_l=128450")]
    [InlineData("cjt188/g1", """{"addr":"00202307160177","di":"1f90","total_m3":1}""", "00202307160177 (Water) total_l=1000")]
    [InlineData("cjt188/g1", """{"addr":"202307160177","type":"10","total_m3":1}""", "!packet.address")]
    [InlineData("dlt645/g1", """{"addr":"202211000123","fwd_active_kwh":412.03,"u":228.1,"i":0.31,"p_kw":0.064,"ts":"2026-11-22 08:15:00"}""",
        "202211000123 (Power) @2026-11-22T00:15:00Z total_wh=412030 power_w=64")]
    [InlineData("dlt645/g1", "[1]", "!packet.json")]
    public void MeterGateways(string topic, string payload, string meaning) => Assert.Equal([meaning], _speaker.Say(topic, payload));

    [Theory]
    [InlineData("""{"addr":"00202307160177","type":"20","total_m3":1}""")] // heat
    [InlineData("""{"addr":"00202307160177","type":"10","di":"D120","total_m3":1}""")] // frozen, of last month
    public void MeterGateway_OfAnotherMatter_SaysNothing(string payload) => Assert.Empty(_speaker.Say("cjt188/g1", payload));

    [Fact]
    public void MeterGateway_List_IsAReportForEachMeter() => Assert.Equal(
        ["202211000123 (Power) total_wh=10", "202211000124 (Power) total_wh=20"],
        _speaker.Say("dlt645/g1", """[{"addr":"202211000123","fwd_active_kwh":0.01},{"addr":"202211000124","fwd_active_kwh":0.02}]"""));

    [Theory]
    [InlineData("""{"unlock_fingerprint":2,"residual_electricity":64}""", "l7 (Lock) battery=64 turned unlocked:outside:finger slot 2")]
    [InlineData("""{"unlock_temporary":901}""", "l7 (Lock) turned unlocked:outside:staff slot 901")]
    [InlineData("""{"unlock_key":0}""", "l7 (Lock) turned unlocked:outside:key slot 0")]
    [InlineData("""{"open_inside":true}""", "l7 (Lock) turned unlocked:inside")]
    [InlineData("""{"hijack":true}""", "l7 alarm=duress")]
    [InlineData("""{"alarm_lock":"pry"}""", "l7 alarm=tamper")]
    [InlineData("""{"alarm_lock":"wrong_password","battery_state":"low"}""", "l7 battery=15")]
    [InlineData("""{"closed_opened":"open"}""", "l7 (Door) is open")]
    [InlineData("""{"unlock_fingerprint":2,"unlock_card":3,"residual_electricity":64}""", "l7 battery=64")] // a dump of what was last
    [InlineData("""{"water_flow":128,"daily_water_total":0,"valve_state":"opened"}""", "l7 (Water) total_l=128000")]
    [InlineData("""{"water_flow":128457,"scale":3}""", "l7 (Water) total_l=128457")]
    [InlineData("""{"status":[{"code":"unlock_card","value":2,"t":1795303865000}]}""", "l7 (Lock) @2026-11-21T23:31:05Z turned unlocked:outside:card slot 2")]
    [InlineData("""{"unlock_fingerprint":"two"}""", "l7 !packet.value")]
    public void Tuya(string payload, string meaning) => Assert.Equal([meaning], _speaker.Say("tuya/l7", payload));

    [Theory]
    [InlineData("foo/bar")]
    [InlineData("wmbus/1")]
    [InlineData("home/c1/writeattributevalue/energyTotal")]
    public void Topic_OfNoDialect_IsRefused(string topic) => Assert.Equal(["!packet.topic"], _speaker.Say(topic, "{}"));
}
