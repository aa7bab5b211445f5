using System.Text;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Own;

namespace CommunityConsole.Iot.Tests.Own;

public sealed class OwnDecoderTests
{
    private static readonly EstateCalendar Shanghai = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Fact]
    public void Decode_ExampleOfTheDesign_GivesAllOfIt()
    {
        var decoded = Decode("""{"t":"2026-11-22T08:00:00+08:00","seq":912,"total_l":128457,"battery":78}""");

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), decoded.At);
        Assert.Equal(912, decoded.Sequence);
        Assert.Null(decoded.Problem);
        Assert.Equal([new DecodedValue(Measure.TotalLitres, 128457), new DecodedValue(Measure.Battery, 78)], decoded.Values.ToArray());
    }

    [Theory]
    [InlineData("1795305600000", "2026-11-22T00:00:00Z")]
    [InlineData("\"2026-11-22T00:00:00Z\"", "2026-11-22T00:00:00Z")]
    [InlineData("\"2026-11-22T08:00:00\"", "2026-11-22T00:00:00Z")] // no zone: the estate's time
    [InlineData("\"2026-11-22T08:00:00.250+08:00\"", "2026-11-22T00:00:00.25Z")]
    public void Decode_Times_AreInstants(string time, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Decode($$"""{"t":{{time}},"total_l":1}""").At);

    [Theory]
    [InlineData("""{"total_l":1}""")]
    [InlineData("""{"t":null,"total_l":1}""")]
    public void Decode_NoTime_LeavesItToTheReceipt(string json) => Assert.Null(Decode(json).At);

    [Theory]
    [InlineData("""{"lock":"unlocked:outside:finger"}""", Measure.Lock, 1 + 32 + 512)]
    [InlineData("""{"door":"open:inside"}""", Measure.Door, 17)]
    [InlineData("""{"sos":1}""", Measure.Sos, 1)]
    [InlineData("""{"sos":true}""", Measure.Sos, 1)]
    [InlineData("""{"alarm":"duress"}""", Measure.Alarm, 1)]
    [InlineData("""{"link":"offline"}""", Measure.Link, 0)]
    [InlineData("""{"total_l":"128457"}""", Measure.TotalLitres, 128457)]
    [InlineData("""{"\u0074otal_l":7}""", Measure.TotalLitres, 7)]
    [InlineData("""{"x":{"total_l":9,"y":[1,{"z":2}]},"use_l":3,"unit":"L"}""", Measure.UseLitres, 3)]
    public void Decode_OneMeasure_GivesIt(string json, Measure measure, long value)
    {
        var decoded = Decode(json);

        Assert.Null(decoded.Problem);
        Assert.Equal([new DecodedValue(measure, value)], decoded.Values.ToArray());
    }

    [Theory]
    [InlineData("", "packet.json")]
    [InlineData("12", "packet.json")]
    [InlineData("[1]", "packet.json")]
    [InlineData("""{"total_l":12""", "packet.json")]
    [InlineData("""{"total_l":12}x""", "packet.json")]
    [InlineData("""{"total_l":NaN}""", "packet.json")]
    [InlineData("{}", "packet.empty")]
    [InlineData("""{"temperature":21}""", "packet.empty")]
    [InlineData("""{"total_l":1e400}""", "packet.value")]
    [InlineData("""{"total_l":{"v":1}}""", "packet.value")]
    [InlineData("""{"total_l":true}""", "packet.value")]
    [InlineData("""{"lock":"ajar"}""", "packet.value")]
    public void Decode_Nonsense_GivesTheReasonAndNoValue(string json, string code)
    {
        var decoded = Decode(json);

        Assert.Equal(code, decoded.Problem?.Code);
        Assert.True(decoded.Values.IsEmpty);
    }

    [Theory]
    [InlineData("""{"t":"yesterday","sos":1}""", "packet.time")]
    [InlineData("""{"t":9e30,"sos":1}""", "packet.time")]
    [InlineData("""{"battery":"full","sos":1}""", "packet.value")]
    [InlineData("""{"sos":1,"sos":1}""", "packet.value")]
    public void Decode_CallForHelpBesideNonsense_IsGivenWithTheReason(string json, string code)
    {
        var decoded = Decode(json);

        Assert.Equal(code, decoded.Problem?.Code);
        Assert.Equal([new DecodedValue(Measure.Sos, 1)], decoded.Values.ToArray());
    }

    [Fact]
    public void Decode_DeepNesting_IsRefusedNotFollowed() =>
        Assert.Equal("packet.json", Decode("{\"x\":" + new string('[', 50_000)).Problem?.Code);

    [Fact]
    public void Decode_EverydayPacket_AllocatesNothing()
    {
        var payload = Encoding.UTF8.GetBytes("""{"t":"2026-11-22T08:00:00+08:00","seq":912,"total_l":128457,"battery":78}""");
        long used = long.MaxValue;

        // The first rounds compile; the least of several is the decoder's own.
        for (var round = 0; round < 50; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            OwnDecoder.Decode(payload, Shanghai);
            used = Math.Min(used, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, used);
    }

    [Theory]
    [InlineData("community/demo/home/3-502/water/w1", "demo/3-502/w1")]
    [InlineData("community/demo/home/3-502/gas/w1", "packet.topic")]
    [InlineData("community/demo/home/3-502/water", "packet.topic")]
    [InlineData("community/demo/home/3-502/water/w1/x", "packet.topic")]
    [InlineData("community/demo/house/3-502/water/w1", "packet.topic")]
    [InlineData("community/demo/home/3 502/water/w1", "packet.id")]
    [InlineData("community/demo/home//water/w1", "packet.id")]
    public void Topic_Levels_GiveTheDeviceOrTheReason(string topic, string expected) =>
        Assert.Equal(expected, OwnTopic.Of(topic, out var problem)?.Device.ToString() ?? problem?.Code);

    [Fact]
    public void Topic_OverlongId_IsRefused()
    {
        Assert.Null(OwnTopic.Of($"community/demo/home/{new string('a', 65)}/water/w1", out var problem));
        Assert.Equal("packet.id", problem?.Code);
    }

    private static DecodedPacket Decode(string json) => OwnDecoder.Decode(Encoding.UTF8.GetBytes(json), Shanghai);
}
