using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.SparkplugB;
using Google.Protobuf;

namespace CommunityConsole.Iot.Tests.Foreign;

public sealed class SparkplugTests
{
    private const ulong Midnight = 1_795_305_600_000;

    private readonly Speaker _speaker = new();

    [Fact]
    public void Data_ByAlias_IsReadByTheUnitOfTheBirth()
    {
        Born(1);
        var data = Payload(2, new SparkplugMetric { Alias = 7, Timestamp = Midnight, DoubleValue = 412.036 });

        Assert.Equal(["plant:n1:p7 (Power) @2026-11-22T00:00:00Z #2 total_wh=412036"], Say("DDATA", data));
    }

    [Fact]
    public void Birth_TellsValuesAndLink_AndIsRemembered()
    {
        Say("NBIRTH", NodeBirth(0, 5), device: null);

        var answer = _speaker.Hear("spBv1.0/plant/DBIRTH/n1/p7", DeviceBirth(1).ToByteArray());

        Assert.True(answer.IsRemembered);
        Assert.Null(answer.Command);
        Assert.Equal(["plant:n1:p7 (Power) @2026-11-22T00:00:00Z #1 total_wh=412000", "plant:n1:p7 @2026-11-22T00:00:00Z link=online"], Speaker.Lines(answer));
    }

    [Fact]
    public void Data_AfterARestart_IsReadByTheRememberedBirths()
    {
        _speaker.Recall("spBv1.0/plant/NBIRTH/n1", NodeBirth(0, 5).ToByteArray());
        _speaker.Recall("spBv1.0/plant/DBIRTH/n1/p7", DeviceBirth(1).ToByteArray());

        var answer = Hear("DDATA", Payload(77, new SparkplugMetric { Alias = 7, Timestamp = Midnight, DoubleValue = 1 }));

        Assert.Null(answer.Command);
        Assert.Equal(["plant:n1:p7 (Power) @2026-11-22T00:00:00Z #77 total_wh=1000"], Speaker.Lines(answer));
    }

    [Fact]
    public void Data_Historical_IsMarkedApartFromWhatIsLive()
    {
        Born(1);

        Assert.Equal(
            ["plant:n1:p7 (Power) @2026-11-22T00:00:00Z #2 total_wh=1000 historical", "plant:n1:p7 (Power) @2026-11-22T00:01:00Z #2 total_wh=2000"],
            Say("DDATA", Payload(2,
                new SparkplugMetric { Alias = 7, Timestamp = Midnight, IsHistorical = true, DoubleValue = 1 },
                new SparkplugMetric { Alias = 7, Timestamp = Midnight + 60_000, DoubleValue = 2 })));
    }

    [Fact]
    public void Count_WithAGap_KeepsTheDataAndAsksForANewBirthOnce()
    {
        Born(1);

        var answer = Hear("DDATA", Payload(4, new SparkplugMetric { Alias = 7, DoubleValue = 1 }));

        Assert.Single(answer.Reports);
        Assert.Equal("spBv1.0/plant/NCMD/n1", answer.Command?.Topic);
        var metric = Assert.Single(SparkplugPayload.Parser.ParseFrom(answer.Command!.Payload).Metrics);
        Assert.Equal(("Node Control/Rebirth", true), (metric.Name, metric.BooleanValue));
        Assert.Null(Hear("DDATA", Payload(9, new SparkplugMetric { Alias = 7, DoubleValue = 1 })).Command);
    }

    [Fact]
    public void Count_RoundTheCornerOrDeliveredTwice_IsNoGap()
    {
        Born(254);

        Assert.Null(Hear("DDATA", Payload(255, new SparkplugMetric { Alias = 7, DoubleValue = 1 })).Command);
        Assert.Null(Hear("DDATA", Payload(255, new SparkplugMetric { Alias = 7, DoubleValue = 1 })).Command);
        Assert.Null(Hear("DDATA", Payload(0, new SparkplugMetric { Alias = 7, DoubleValue = 1 })).Command);
    }

    [Fact]
    public void Alias_OfNoBirth_IsQuarantinedAndABirthAskedFor()
    {
        var answer = Hear("DDATA", Payload(3, new SparkplugMetric { Alias = 7, DoubleValue = 1 }));

        Assert.Equal(["!packet.alias"], Speaker.Lines(answer));
        Assert.NotNull(answer.Command);
    }

    [Fact]
    public void Death_OfTheLastBirth_TakesAllDevicesOffline()
    {
        Born(1);

        Assert.Equal(["plant:n1 link=offline", "plant:n1:p7 link=offline"], Say("NDEATH", Death(5), device: null));
    }

    [Fact]
    public void Death_OfAnEarlierConnection_IsNothing()
    {
        Born(1);

        Assert.Empty(Say("NDEATH", Death(4), device: null));
    }

    [Fact]
    public void DeviceDeath_IsItsLink()
    {
        Born(1);

        Assert.Equal(["plant:n1:p7 @2026-11-22T00:00:00Z link=offline"], Say("DDEATH", Payload(2)));
    }

    [Fact]
    public void Integers_OfEveryWidth_KeepTheirSign()
    {
        Say("NBIRTH", NodeBirth(0, 5), device: null);
        var power = new SparkplugMetric { Name = "power_w", Datatype = 3, IntValue = unchecked((uint)-64) };
        var wide = new SparkplugMetric { Name = "Total/total_wh", Datatype = 8, LongValue = 412_036 };

        Assert.Equal(["plant:n1:p7 (Power) @2026-11-22T00:00:00Z #1 power_w=-64 total_wh=412036"], Say("DDATA", Payload(1, power, wide)));
    }

    [Theory]
    [InlineData("spBv1.0/STATE/host", "{\"online\":true}")]
    [InlineData("spBv1.0/plant/NCMD/n1", "x")]
    public void HostsTalk_IsNothing(string topic, string payload) => Assert.Empty(_speaker.Say(topic, payload));

    [Fact]
    public void Nonsense_IsRefused() => Assert.Equal(["!packet.protobuf"], _speaker.Say("spBv1.0/plant/NDATA/n1", "nonsense"));

    internal static SparkplugPayload NodeBirth(ulong seq, long birthDeath) =>
        Payload(seq, new SparkplugMetric { Name = "bdSeq", Datatype = 8, LongValue = (ulong)birthDeath });

    internal static SparkplugPayload DeviceBirth(ulong seq)
    {
        var metric = new SparkplugMetric { Name = "Energy/Total", Alias = 7, Datatype = 10, DoubleValue = 412, Properties = new SparkplugProperties() };
        metric.Properties.Keys.Add("engUnit");
        metric.Properties.Values.Add(new SparkplugProperty { Type = 12, StringValue = "kWh" });
        return Payload(seq, metric);
    }

    internal static SparkplugPayload Payload(ulong seq, params SparkplugMetric[] metrics)
    {
        var payload = new SparkplugPayload { Seq = seq, Timestamp = Midnight };
        payload.Metrics.AddRange(metrics);
        return payload;
    }

    private static SparkplugPayload Death(long birthDeath)
    {
        var payload = new SparkplugPayload();
        payload.Metrics.Add(new SparkplugMetric { Name = "bdSeq", LongValue = (ulong)birthDeath });
        return payload;
    }

    private void Born(ulong seq)
    {
        Say("NBIRTH", NodeBirth(seq - 1, 5), device: null);
        Say("DBIRTH", DeviceBirth(seq));
    }

    private DialectAnswer Hear(string type, SparkplugPayload payload, string? device = "p7") =>
        _speaker.Hear($"spBv1.0/plant/{type}/n1{(device is null ? "" : "/" + device)}", payload.ToByteArray());

    private string[] Say(string type, SparkplugPayload payload, string? device = "p7") => Speaker.Lines(Hear(type, payload, device));
}
