using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

public class RuleFitTests
{
    [Fact]
    public void Floor_MeterThatMovesInStepsOfTenLitres_IsRefusedWithTheReason()
    {
        var watch = Recorded.NewWatch();

        // Half a litre an hour would be a dry home to a fine meter; this one shows it as ten litres every twenty hours.
        var decisions = Recorded.Decide(Recorded.Water(13, at => (at - Recorded.Start).TotalHours % 20 == 0 ? 10 : 0), watch);

        Assert.DoesNotContain(decisions, decision => decision.Kind == AnomalyKind.Inactivity && decision.Time > Recorded.Start.AddDays(10.5));
        Assert.Contains(watch.Picture().Refused, reason => reason.Zh.Contains("每次跳 10 升", StringComparison.Ordinal));
    }

    [Fact]
    public void Limit_MeterThatReportsTwiceADay_IsNoShorterThanItsPeriod()
    {
        var watch = Recorded.NewWatch();
        var rows = Enumerable.Range(0, 100).Select(half => Recorded.Row(Recorded.Start.AddHours(12 * half), "tap", Measure.UseLitres, 40 + half % 3));

        Recorded.Decide(rows, watch);

        Assert.True(watch.Picture().SilenceLimit >= TimeSpan.FromHours(12));
        Assert.Equal(2, watch.Picture().Refused.Count);
        Assert.Equal(12 * EstateClock.Hour, RuleFit.Limit(5 * EstateClock.Hour, 12 * EstateClock.Hour));
    }

    [Fact]
    public void Rules_FineMeterEachHour_AreAllUsed()
    {
        var watch = Recorded.NewWatch();

        Recorded.Decide(Recorded.Water(20), watch);

        Assert.Empty(watch.Picture().Refused);
    }
}
