using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Wire;

public sealed class VariableLengthTests
{
    /// <summary>MQTT 5.0, table 1-1: the borders of each length.</summary>
    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(128, "8001")]
    [InlineData(16_383, "FF7F")]
    [InlineData(16_384, "808001")]
    [InlineData(2_097_151, "FFFF7F")]
    [InlineData(2_097_152, "80808001")]
    [InlineData(268_435_455, "FFFFFF7F")]
    public void Write_BordersOfTheSpecification_GivesItsBytes(int value, string hex)
    {
        var bytes = new byte[4];

        var written = VariableLength.Write(bytes, value);

        Assert.Equal(hex, Convert.ToHexString(bytes, 0, written));
        Assert.Equal(written, VariableLength.Size(value));
        Assert.True(VariableLength.TryRead(bytes, out var read, out var length));
        Assert.Equal((value, written), (read, length));
    }

    [Theory]
    [InlineData("FFFFFFFF7F")]
    [InlineData("8080808001")]
    [InlineData("FFFFFFFF")]
    public void Read_FifthByte_IsMalformed(string hex) =>
        Assert.Equal(ReasonCode.MalformedPacket, Assert.Throws<WireFault>(() => VariableLength.TryRead(Convert.FromHexString(hex), out _, out _)).Reason);

    [Theory]
    [InlineData("8000")]
    [InlineData("808000")]
    [InlineData("FF00")]
    public void Read_MoreBytesThanNeeded_IsMalformed(string hex) =>
        Assert.Throws<WireFault>(() => VariableLength.TryRead(Convert.FromHexString(hex), out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("FFFFFF")]
    public void Read_EndsInside_AsksForMore(string hex) =>
        Assert.False(VariableLength.TryRead(Convert.FromHexString(hex), out _, out _));
}
