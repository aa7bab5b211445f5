using System.Text;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Tasmota;

namespace CommunityConsole.Iot.Tests.Tasmota;

public sealed class TasmotaDecoderTests
{
    private static readonly EstateCalendar Shanghai = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Fact]
    public void Decode_Sensor_GivesWattHoursExactlyAndTheInstantOfLocalTime()
    {
        var decoded = Sensor("""{"Time":"2026-11-22T08:15:00","ENERGY":{"TotalStartTime":"2026-01-01T00:00:00","Total":412.036,"Yesterday":3.11,"Today":0.82,"Power":64,"ApparentPower":71,"ReactivePower":30,"Factor":0.90,"Voltage":228,"Current":0.31}}""");

        Assert.Null(decoded.Problem);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 0, 15, 0, TimeSpan.Zero), decoded.At);
        Assert.Equal([new DecodedValue(Measure.TotalWattHours, 412_036), new DecodedValue(Measure.PowerWatts, 64)], decoded.Values.ToArray());
    }

    [Theory]
    [InlineData("1.001", 1001)] // 1.001 * 1000 in binary fractions is 1000.9999...
    [InlineData("4.35", 4350)]
    [InlineData("99999.999", 99_999_999)]
    [InlineData("0", 0)]
    public void Decode_Kilowatthours_LoseNothing(string total, long wattHours) =>
        Assert.Equal(wattHours, Sensor($$"""{"ENERGY":{"Total":{{total}} } }""").Values[0].Value);

    [Fact]
    public void Decode_ThreePhases_AreSummed() =>
        Assert.Equal([new DecodedValue(Measure.PowerWatts, 61)], Sensor("""{"ENERGY":{"Power":[10.4,20,30.2]}}""").Values.ToArray());

    [Theory]
    [InlineData("""{"Time":"2026-11-22T08:15:00","DS18B20":{"Temperature":21.5}}""", "packet.empty")]
    [InlineData("""{"ENERGY":{"Total":"much"}}""", "packet.value")]
    [InlineData("""{"ENERGY":7}""", "packet.value")]
    [InlineData("Online", "packet.json")]
    public void Decode_Nonsense_GivesTheReason(string payload, string code) => Assert.Equal(code, Sensor(payload).Problem?.Code);

    [Theory]
    [InlineData("Online", 1)]
    [InlineData("Offline", 0)]
    public void Decode_Will_IsTheLink(string payload, long value) =>
        Assert.Equal([new DecodedValue(Measure.Link, value)], TasmotaDecoder.DecodeLink(Encoding.UTF8.GetBytes(payload)).Values.ToArray());

    [Theory]
    [InlineData("tele/plug/SENSOR", "plug Sensor")]
    [InlineData("tele/3-502/plug/LWT", "3-502/plug Link")]
    [InlineData("tele/plug/STATE", "plug State")]
    [InlineData("tele/plug/RESULT", null)]
    [InlineData("tele//SENSOR", null)]
    [InlineData("stat/plug/SENSOR", null)]
    public void Topic_Levels_GiveNameAndReport(string topic, string? expected) =>
        Assert.Equal(expected, TasmotaTopic.Of(topic) is { } found ? $"{found.Name} {found.Report}" : null);

    private static DecodedPacket Sensor(string payload) => TasmotaDecoder.DecodeSensor(Encoding.UTF8.GetBytes(payload), Shanghai);
}
