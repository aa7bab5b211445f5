using System.Text;

namespace CommunityConsole.Iot.Tests.Foreign;

public sealed class HomeAssistantTests
{
    private const string Energy = """
        {"~":"home/d7","uniq_id":"d7-kwh","stat_t":"~/kwh","unit_of_meas":"kWh","dev_cla":"energy","stat_cla":"total_increasing","exp_aft":3600,
        "avty_t":"~/up","dev":{"ids":["d7"]}}
        """;

    private readonly Speaker _speaker = new();

    [Fact]
    public void State_AfterItsDiscovery_IsReadByUnitAndClass()
    {
        Assert.Equal(["!packet.topic"], _speaker.Say("home/d7/kwh", "412.036"));

        Assert.True(_speaker.Hear("homeassistant/sensor/d7/config", Encoding.UTF8.GetBytes(Energy)).IsRemembered);

        Assert.Equal(["d7 (Power) total_wh=412036 every 01:00:00"], _speaker.Say("home/d7/kwh", "412.036"));
        Assert.Equal(["d7 link=offline"], _speaker.Say("home/d7/up", "offline"));
        Assert.Empty(_speaker.Say("home/d7/kwh", "unavailable"));
        Assert.Equal(["d7 (Power) every 01:00:00 !packet.value"], _speaker.Say("home/d7/kwh", "much"));
    }

    [Fact]
    public void State_AfterARestart_IsStillUnderstood()
    {
        _speaker.Recall("homeassistant/sensor/d7/config", Encoding.UTF8.GetBytes(Energy));

        Assert.Equal(["d7 (Power) total_wh=412036 every 01:00:00"], _speaker.Say("home/d7/kwh", "412.036"));
    }

    [Fact]
    public void Discovery_TakenBack_IsForgotten()
    {
        _speaker.Say("homeassistant/sensor/d7/config", Energy);

        Assert.True(_speaker.Hear("homeassistant/sensor/d7/config", ReadOnlyMemory<byte>.Empty).IsRemembered);

        Assert.Equal(["!packet.topic"], _speaker.Say("home/d7/kwh", "1"));
    }

    [Fact]
    public void Lock_States_AreItsOwnWords()
    {
        _speaker.Say("homeassistant/lock/node/d7-lock/config",
            """{"unique_id":"d7-lock","state_topic":"home/d7/lock","command_topic":"home/d7/lock/set","availability_topic":"home/d7/up","state_locked":"ZU"}""");

        Assert.Equal(["d7-lock (Lock) is locked"], _speaker.Say("home/d7/lock", "ZU"));
        Assert.Equal(["d7-lock (Lock) is unlocked"], _speaker.Say("home/d7/lock", "UNLOCKED"));
        Assert.Empty(_speaker.Say("home/d7/lock", "JAMMED"));
    }

    [Fact]
    public void Lock_WithoutStateTopic_IsOnlyAssumedAndNotRead()
    {
        Assert.Empty(_speaker.Say("homeassistant/lock/x/config", """{"unique_id":"x","command_topic":"home/x/set"}"""));
        Assert.Equal(["!packet.topic"], _speaker.Say("home/x", "LOCKED"));
    }

    [Theory]
    [InlineData("door", "ON", "b1 (Door) is open")]
    [InlineData("lock", "OFF", "b1 (Lock) is locked")]
    [InlineData("moisture", "ON", "b1 leak!")]
    [InlineData("battery", "ON", "b1 battery=15")]
    [InlineData("connectivity", "OFF", "b1 link=offline")]
    public void BinarySensor_MeansWhatItsClassSays(string kind, string state, string meaning)
    {
        _speaker.Say("homeassistant/binary_sensor/b1/config", $$"""{"uniq_id":"b1","stat_t":"b1/s","dev_cla":"{{kind}}"}""");

        Assert.Equal([meaning], _speaker.Say("b1/s", state));
    }

    [Theory]
    [InlineData("{{ value_json.ENERGY.Total }}", true)]
    [InlineData("{{value_json['ENERGY']['Total'] | float(0) | round(3)}}", true)]
    [InlineData("{{ value_json.list[1] }}", true)]
    [InlineData("{{ value_json.ENERGY.Total / 1000 }}", false)]
    [InlineData("{% if value_json.x %}1{% endif %}", false)]
    public void Template_OnlyNamesAPlace_OrIsRefused(string template, bool understood)
    {
        var config = $$"""{"uniq_id":"e","stat_t":"e/s","unit_of_meas":"kWh","dev_cla":"energy","val_tpl":"{{template}}"}""";

        Assert.Equal(understood ? [] : ["!packet.template"], _speaker.Say("homeassistant/sensor/e/config", config));
        Assert.Equal([understood ? "e (Power) total_wh=412036" : "!packet.topic"], _speaker.Say("e/s", """{"ENERGY":{"Total":412.036},"list":[0,412.036]}"""));
    }

    [Fact]
    public void Device_SeveralEntitiesOfOneTopic_AreOneReport()
    {
        _speaker.Say("homeassistant/device/w9/config", """
            {"dev":{"ids":"w9"},"stat_t":"w9/state","cmps":{
              "t":{"p":"sensor","unit_of_meas":"m³","dev_cla":"water","stat_cla":"total_increasing","val_tpl":"{{ value_json.total }}"},
              "b":{"p":"sensor","unit_of_meas":"%","dev_cla":"battery","val_tpl":"{{ value_json.battery }}"},
              "h":{"p":"sensor","unit_of_meas":"%","dev_cla":"humidity","val_tpl":"{{ value_json.humidity }}"}}}
            """);

        Assert.Equal(["w9 (Water) total_l=128457 battery=70"], _speaker.Say("w9/state", """{"total":128.457,"battery":70,"humidity":40}"""));
        Assert.Equal(["w9 (Water) total_l=128457"], _speaker.Say("w9/state", """{"total":128.457}"""));
    }

    [Fact]
    public void Device_TwoRegistersOfOneMeasure_AreNotMixed()
    {
        const string entity = """{"uniq_id":"NAME","stat_t":"p/NAME","unit_of_meas":"kWh","dev_cla":"energy","stat_cla":"total_increasing","dev":{"ids":["p"]}}""";
        _speaker.Say("homeassistant/sensor/total/config", entity.Replace("NAME", "total", StringComparison.Ordinal));
        _speaker.Say("homeassistant/sensor/today/config", entity.Replace("NAME", "today", StringComparison.Ordinal));
        _speaker.Say("homeassistant/sensor/total/config", entity.Replace("NAME", "total", StringComparison.Ordinal)); // sent again

        Assert.Equal(["p (Power) total_wh=412000"], _speaker.Say("p/total", "412"));
        Assert.Equal(["p:p/today (Power) total_wh=1000"], _speaker.Say("p/today", "1"));
    }

    [Theory]
    [InlineData("all", "link=offline")]
    [InlineData("any", "link=online")]
    [InlineData("latest", "link=online")]
    public void Availability_OfSeveralTopics_CountsAsItsModeSays(string mode, string link)
    {
        _speaker.Say("homeassistant/sensor/e/config",
            $$"""{"uniq_id":"e","stat_t":"e/s","unit_of_meas":"kWh","dev_cla":"energy","avty_mode":"{{mode}}","avty":[{"t":"bridge"},{"t":"e/up","pl_avail":"1","pl_not_avail":"0"}]}""");

        Assert.Equal(["e link=offline"], _speaker.Say("bridge", "offline"));
        Assert.Equal([$"e {link}"], _speaker.Say("e/up", "1"));
    }

    [Fact]
    public void Topic_AnotherDialectReads_StaysWithIt()
    {
        _speaker.Say("homeassistant/sensor/plug/config", """{"uniq_id":"x","stat_t":"tele/plug/SENSOR","unit_of_meas":"kWh","dev_cla":"energy","val_tpl":"{{value_json.ENERGY.Total}}"}""");

        Assert.Equal(["plug (Power) total_wh=1000"], _speaker.Say("tele/plug/SENSOR", """{"ENERGY":{"Total":1}}"""));
    }
}
