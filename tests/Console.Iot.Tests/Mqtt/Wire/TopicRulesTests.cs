using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Wire;

/// <summary>The examples of MQTT 5.0, section 4.7, and what is around them.</summary>
public sealed class TopicRulesTests
{
    [Theory]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("sport/#", "sports", false)]
    [InlineData("#", "sport/tennis", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("#", "$SYS/monitor", false)]
    [InlineData("+/monitor/Clients", "$SYS/monitor/Clients", false)]
    [InlineData("$SYS/#", "$SYS/monitor", true)]
    [InlineData("$SYS/monitor/+", "$SYS/monitor/Clients", true)]
    [InlineData("ACCOUNTS", "Accounts", false)]
    [InlineData("a//b", "a//b", true)]
    [InlineData("a/+/b", "a//b", true)]
    public void Matches_ExamplesOfTheSpecification(string filter, string name, bool expected) =>
        Assert.Equal(expected, TopicRules.Matches(filter, name));

    [Theory]
    [InlineData("#", true)]
    [InlineData("+", true)]
    [InlineData("+/tennis/#", true)]
    [InlineData("sport/+/player1", true)]
    [InlineData("/", true)]
    [InlineData("", false)]
    [InlineData("sport/tennis#", false)]
    [InlineData("sport/tennis/#/ranking", false)]
    [InlineData("#/", false)]
    [InlineData("sport+", false)]
    [InlineData("+sport", false)]
    [InlineData("##", false)]
    [InlineData("++", false)]
    public void IsFilter_ExamplesOfTheSpecification(string filter, bool expected) =>
        Assert.Equal(expected, TopicRules.IsFilter(filter));

    [Theory]
    [InlineData("plain/#", "plain/+/x", true)]
    [InlineData("plain/#", "plain", true)]
    [InlineData("plain/#", "#", false)]
    [InlineData("plain/#", "+/x", false)]
    [InlineData("plain/+", "plain/#", false)]
    [InlineData("plain/+", "plain/+", true)]
    [InlineData("+/x", "plain/x", true)]
    [InlineData("#", "$SYS/#", false)]
    public void Covers_OnlyWhatCannotReachFurther(string outer, string inner, bool expected) =>
        Assert.Equal(expected, TopicRules.Covers(outer, inner));

    [Theory]
    [InlineData("$share/group/a/b", true, "group", "a/b")]
    [InlineData("a/b", true, null, "a/b")]
    [InlineData("$share/group", false, null, null)]
    [InlineData("$share//a", false, null, null)]
    [InlineData("$share/gr+up/a", false, null, null)]
    [InlineData("$share/group/", false, null, null)]
    public void TrySplitShare_TakesGroupAndFilterApart(string text, bool expected, string? group, string? filter)
    {
        Assert.Equal(expected, TopicRules.TrySplitShare(text, out var foundGroup, out var foundFilter));
        if (expected)
        {
            Assert.Equal((group, filter), (foundGroup, foundFilter));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/#")]
    [InlineData("+")]
    public void CheckName_EmptyOrWildcard_IsMalformed(string name) =>
        Assert.Equal(ReasonCode.MalformedPacket, Assert.Throws<WireFault>(() => TopicRules.CheckName(Encoding.UTF8.GetBytes(name))).Reason);

    [Fact]
    public void CheckName_TwoHundredSeparators_IsTheLimit()
    {
        TopicRules.CheckName(Encoding.UTF8.GetBytes(new string('/', 200)));

        Assert.Throws<WireFault>(() => TopicRules.CheckName(Encoding.UTF8.GetBytes(new string('/', 201))));
    }
}
