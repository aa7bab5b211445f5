using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Wire;

public sealed class Utf8RulesTests
{
    [Theory]
    [InlineData("41F0AA9B94", true)] // "A" and U+2A6D4, the example of MQTT 5.0, figure 1-1
    [InlineData("EFBBBF", true)] // U+FEFF is kept, not taken for a byte order mark
    [InlineData("E7A4BEE58CBA", true)]
    [InlineData("", true)]
    [InlineData("6100", false)] // U+0000
    [InlineData("EDA080", false)] // a surrogate
    [InlineData("C080", false)] // an overlong U+0000
    [InlineData("C3", false)] // ends inside a character
    [InlineData("FF", false)]
    [InlineData("F5808080", false)] // above U+10FFFF
    [InlineData("0A", false)] // control characters
    [InlineData("7F", false)]
    [InlineData("C285", false)]
    [InlineData("EFBFBF", false)] // non-characters
    [InlineData("EFB790", false)]
    public void IsGood_ByTheSpecification(string hex, bool expected) =>
        Assert.Equal(expected, Utf8Rules.IsGood(Convert.FromHexString(hex)));
}
