using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>Water that runs by itself is nobody.</summary>
public sealed class DripLevelTests
{
    [Fact]
    public void Drip_OfATap_IsNobody()
    {
        var drip = new DripLevel();
        drip.Learn(Hours(10, hour => hour % 24 is > 7 and < 22 ? 15 : 2));

        Assert.InRange(drip.Sign(1), 4, 6);
    }

    [Fact]
    public void Drip_SomebodyUpAllNightOnce_IsNoDrip()
    {
        var drip = new DripLevel();
        drip.Learn(Hours(10, hour => hour > 9 * 24 || hour % 24 is > 7 and < 22 ? 15 : 0));

        Assert.Equal(1, drip.Sign(1));
    }

    [Theory]
    [InlineData(8, 1, 3)]
    [InlineData(7, 1, 1)]
    [InlineData(20, 6, 1)]   // as much as somebody uses
    public void Drip_TheSameLittleWaterHourAfterHour_IsNobodyAfterEight(int hours, int litres, int sign)
    {
        var drip = new DripLevel();
        for (var hour = 0; hour < hours; hour++)
        {
            drip.Take(litres);
        }

        Assert.Equal(sign, drip.Sign(1));
    }

    private static HourSeries Hours(int days, Func<int, double> litres)
    {
        var series = new HourSeries();
        for (var hour = 0; hour < days * 24; hour++)
        {
            series.Add(hour * EstateClock.Hour, (hour + 1) * EstateClock.Hour, litres(hour));
            series.TryClose((hour + 1) * EstateClock.Hour, out _, out _);
        }

        return series;
    }
}
