using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Metering;

public sealed class IngestGaugesTests
{
    private readonly FakeTimeProvider _time = new(Metered.Noon);

    [Fact]
    public void Read_RatesOverTime_CoverTheLastSecondAndTheLastMinute()
    {
        var gauges = new IngestGauges(_time);
        for (var second = 0; second < 120; second++)
        {
            gauges.Committed(second < 60 ? 100 : 10, 10, 0, TimeSpan.FromMilliseconds(3));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var picture = gauges.Read();

        Assert.Equal((10, 10d), (picture.PacketsLastSecond, picture.PacketsPerSecond));
        Assert.Equal(TimeSpan.FromMilliseconds(3), picture.Lag);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0, 0d), (gauges.Read().PacketsLastSecond, gauges.Read().PacketsPerSecond));
    }

    [Fact]
    public void Read_PacketHeldBack_ShowsItsAge()
    {
        var gauges = new IngestGauges(_time);
        gauges.Arrived();
        gauges.Holding(Metered.Noon);
        _time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal((1, TimeSpan.FromSeconds(7)), (gauges.Read().Waiting, gauges.Read().Oldest));

        gauges.Committed(1, 1, 0, TimeSpan.Zero);
        Assert.Equal((0, TimeSpan.Zero), (gauges.Read().Waiting, gauges.Read().Oldest));
    }
}
