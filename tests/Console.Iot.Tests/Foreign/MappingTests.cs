using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mapped;
using Microsoft.Extensions.Configuration;

namespace CommunityConsole.Iot.Tests.Foreign;

/// <summary>Gateways described by the settings, as the settings file writes them.</summary>
public sealed class MappingTests
{
    [Fact]
    public void Message_OfAMappedTopic_IsReadByPathsUnitAndZone()
    {
        var speaker = new Speaker(Bound("""
            {"Name":"hf","Topic":"gw/{home}/{device}/data","Time":"t","TimeForm":"yyyyMMddHHmmss","Zone":"Asia/Tokyo","Sequence":"no",
             "Fields":[{"Path":"reading.0.pulses","Measure":"total_l","Factor":10},{"Path":"power","Measure":"power_w","Unit":"kW"},{"Path":"bat","Measure":"battery"}]}
            """));

        Assert.Equal(
            ["hf:w7 (Water) in 3-502 @2026-11-21T23:15:00Z #9 total_l=1280 power_w=64 battery=70"],
            speaker.Say("gw/3-502/w7/data", """{"t":20261122081500,"no":9,"reading":[{"pulses":128}],"power":0.064,"bat":70}"""));
    }

    [Fact]
    public void Message_WithAListOfDevices_IsAReportEachInOrderOfTime()
    {
        var speaker = new Speaker(Bound("""
            {"Name":"list","Topic":"gw/+/up/#","Kind":"Water","Each":"meters","Device":"no","Time":"ts","TimeForm":"s","Fields":[{"Path":"m3","Measure":"total_l","Unit":"m3"}]}
            """));

        Assert.Equal(
            ["list:2 (Water) @2026-11-22T00:00:00Z total_l=2001", "list:1 (Water) @2026-11-22T00:00:01Z total_l=1000"],
            speaker.Say("gw/x/up/a/b", """{"meters":[{"no":1,"m3":1,"ts":1795305601},{"no":"2","m3":2.001,"ts":1795305600}]}"""));
    }

    [Fact]
    public void Words_OfALockADoorAndAnAlarm_AreOurs()
    {
        var speaker = new Speaker(Bound("""
            {"Name":"l","Topic":"lk/{device}","Fields":[
              {"Path":"by","Measure":"lock","Words":{"fp":"unlocked:outside:finger","nurse":"unlocked:outside:staff"}},
              {"Path":"door","Measure":"door","Words":{"1":"open","0":"closed"}},
              {"Path":"alarm","Measure":"alarm","Words":{"0":"","1":"tamper"}}]}
            """));

        Assert.Equal(["l:7 (Lock) is open turned unlocked:outside:staff tamper!"], speaker.Say("lk/7", """{"by":"nurse","door":1,"alarm":1}"""));
        Assert.Equal(["l:7 is closed !packet.value".Replace("is closed", "(Door) is closed", StringComparison.Ordinal)], speaker.Say("lk/7", """{"by":"unheard","door":0,"alarm":0}"""));
    }

    [Fact]
    public void Topic_HandedToADialect_IsReadByIt()
    {
        var speaker = new Speaker(Bound("""{"Name":"w","Topic":"meters/{home}/+","Dialect":"wmbusmeters"}"""), Bound("""{"Name":"t","Topic":"locks/{device}/dp","Dialect":"tuya"}"""));

        Assert.Equal(["5 (Water) total_l=1000"], speaker.Say("meters/3-502/x", """{"id":"5","total_m3":1}"""));
        Assert.Equal(["l7 (Lock) turned unlocked:outside:card slot 1"], speaker.Say("locks/l7/dp", """{"unlock_card":1}"""));
    }

    [Theory]
    [InlineData("gw/+/a", "gw/x/a", true)]
    [InlineData("gw/+/a", "gw/x/b", false)]
    [InlineData("gw/#", "gw", true)]
    [InlineData("gw/#", "gw/x/y", true)]
    [InlineData("gw/+", "gw/x/y", false)]
    [InlineData("gw/+/#", "gw", false)]
    [InlineData("#", "anything/at/all", true)]
    public void Pattern_Wildcards_MatchAsFiltersDo(string pattern, string topic, bool matches) =>
        Assert.Equal(matches, TopicPattern.Of(pattern)!.Match(topic) is not null);

    [Theory]
    [InlineData("""{"Name":"a b","Topic":"x/{device}","Fields":[{"Path":"a","Measure":"total_l"}]}""", "Devices:Mappings:0:Name")]
    [InlineData("""{"Name":"a","Topic":"x/#/y","Fields":[{"Path":"a","Measure":"total_l"}]}""", "Devices:Mappings:0:Topic")]
    [InlineData("""{"Name":"a","Topic":"x/n{device}","Fields":[{"Path":"a","Measure":"total_l"}]}""", "Devices:Mappings:0:Topic")]
    [InlineData("""{"Name":"a","Topic":"x","Fields":[{"Path":"a","Measure":"total_l"}]}""", "Devices:Mappings:0:Device")]
    [InlineData("""{"Name":"a","Topic":"x/{device}"}""", "Devices:Mappings:0:Fields")]
    [InlineData("""{"Name":"a","Topic":"x/{device}","Zone":"Mars/Olympus","Fields":[{"Path":"a","Measure":"total_l"}]}""", "Devices:Mappings:0:Zone")]
    [InlineData("""{"Name":"a","Topic":"x/{device}","Fields":[{"Path":"a","Measure":"gallons"}]}""", "Devices:Mappings:0:Fields:0:Measure")]
    [InlineData("""{"Name":"a","Topic":"x/{device}","Fields":[{"Path":"a","Measure":"total_l","Unit":"kWh"}]}""", "Devices:Mappings:0:Fields:0:Unit")]
    [InlineData("""{"Name":"a","Topic":"x/{device}","Fields":[{"Path":"a","Measure":"door","Words":{"1":"ajar"}}]}""", "Devices:Mappings:0:Fields:0:Words:1")]
    [InlineData("""{"Name":"a","Topic":"x/{device}","Fields":[{"Path":"","Measure":"total_l"}]}""", "Devices:Mappings:0:Fields:0:Path")]
    [InlineData("""{"Name":"a","Topic":"x/{device}","Fields":[{"Path":"a","Measure":"total_l","Factor":0}]}""", "Devices:Mappings:0:Fields:0:Factor")]
    [InlineData("""{"Name":"a","Topic":"x/#","Dialect":"sparkplug"}""", "Devices:Mappings:0:Dialect")]
    public void Entry_Wrong_NamesItsKey(string entry, string key)
    {
        var options = new DevicesOptions();
        options.Mappings.Add(Bound(entry));

        var checkedSo = new MappingsCheck().Validate(null, options);

        Assert.True(checkedSo.Failed);
        Assert.Contains(checkedSo.Failures!, fault => fault.StartsWith(key + " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Entry_Right_Passes()
    {
        var options = new DevicesOptions();
        options.Mappings.Add(Bound("""{"Name":"a","Topic":"x/{device}","Fields":[{"Path":"a","Measure":"use_l","Unit":"m3","Factor":0.5}]}"""));

        Assert.True(new MappingsCheck().Validate(null, options).Succeeded);
    }

    private static MappingOptions Bound(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var mapping = new MappingOptions();
        new ConfigurationBuilder().AddJsonStream(stream).Build().Bind(mapping);
        return mapping;
    }
}
