using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Tests.Numerics;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>The product's watch on two of the oracle's series, on which the plain detector is silent or wrong.</summary>
public sealed class OracleWatchTests
{
    private const int Stop = 944;

    [Fact]
    public void Watch_WaterThatStops_IsAlertedWithinADay()
    {
        var series = OracleSeries.Load("s02-water-weekly-stop").Input;
        var decisions = Recorded.Decide(series.Select((litres, hour) => Recorded.Row(Recorded.Start.AddHours(hour + 1), "tap", Measure.UseLitres, (long)Math.Round(litres!.Value))));

        var alert = decisions.First(decision => decision.Kind == AnomalyKind.Inactivity && decision.Severity >= Severity.Attention && decision.Time > Recorded.Start.AddHours(Stop));

        Assert.NotEqual(DecisionChange.Cleared, alert.Change);
        Assert.True(alert.Time - Recorded.Start.AddHours(Stop) <= TimeSpan.FromHours(24), $"{alert.Time - Recorded.Start.AddHours(Stop)}");
    }

    [Theory]
    [InlineData(Measure.UseLitres)]
    [InlineData(Measure.UseWattHours)]
    public void Watch_Gaps_AreNobodysSilence(Measure measure)
    {
        var series = OracleSeries.Load("s05-missing").Input;
        var filled = (double?[])series.Clone();
        for (var hour = 0; hour < filled.Length; hour++)
        {
            filled[hour] ??= filled[hour - 24];
        }

        var with = Told(series, measure);
        var without = Told(filled, measure);

        Assert.Contains(null, series);
        Assert.Empty(with.Except(without));
    }

    private static List<(DateTimeOffset Time, string What)> Told(double?[] series, Measure measure)
    {
        var least = series.Min()!.Value;
        var rows = series.Index().Where(row => row.Item is not null)
            .Select(row => Recorded.Row(Recorded.Start.AddHours(row.Index + 1), "meter", measure, (long)Math.Round(10 * (row.Item!.Value - least))));
        return [.. Recorded.Decide(rows).Where(decision => decision.Kind != AnomalyKind.DeviceFault).Select(decision => (decision.Time, $"{decision.Kind} {decision.Severity} {decision.Change}"))];
    }
}
