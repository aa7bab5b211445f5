using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>What no reading tells is nobody's silence: slow meters, meters that are gone, rows that are lost.</summary>
public class GapTests
{
    private static readonly DateTimeOffset Cut = Recorded.Start.AddDays(60).AddHours(10);

    [Fact]
    public void SlowMeter_UsualLife_RaisesNothing_AndAStopIsFound()
    {
        var life = Slow(Recorded.Start.AddDays(90)).Where(row => row.At <= Recorded.Start.AddDays(90));
        var stopped = Slow(Cut);

        Assert.DoesNotContain(Recorded.Decide(life), d => d is { Kind: AnomalyKind.Inactivity, Severity: >= Severity.Urgent } && d.Time > Recorded.Start.AddDays(43));
        Assert.Contains(Recorded.Decide(stopped), d => d is { Kind: AnomalyKind.Inactivity, Severity: >= Severity.Urgent } && d.Time > Cut);
    }

    [Fact]
    public void MeterGoneForWeeks_AButtonsBattery_IsNoSilence()
    {
        var rows = Recorded.Water(60).Append(Recorded.Row(Recorded.Start.AddDays(75), "button", Measure.Battery, 80));

        Assert.DoesNotContain(Recorded.Decide(rows), d => d.Kind == AnomalyKind.Inactivity && d.Severity >= Severity.Urgent && d.Time > Recorded.Start.AddDays(60));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void PowerAlone_LostReports_RaiseNothingOnReturn(int hours)
    {
        var back = Cut.AddHours(hours);
        var total = 0L;
        var rows = new List<Reading>();
        for (var at = Recorded.Start; at < back.AddHours(6); at += TimeSpan.FromMinutes(15))
        {
            total += Awake(at) ? 40 + (at.Minute * 7 + at.Hour * 13 + at.DayOfYear) % 300 : 10;
            if (at <= Cut || at >= back)
            {
                rows.Add(Recorded.Row(at, "power", Measure.TotalWattHours, total));
            }
        }

        Assert.DoesNotContain(Recorded.Decide(rows), d => d.Kind == AnomalyKind.Inactivity && d.Severity >= Severity.Attention && d.Time > Cut);
    }

    [Fact]
    public void Devices_MoreThanAHomeCanHave_DoNotMakeItsStateUnreadable()
    {
        var watch = Recorded.NewWatch();
        Recorded.Decide(Enumerable.Range(0, 1100).Select(number => Recorded.Row(Recorded.Start.AddMinutes(number), $"made-up-{number}", Measure.Battery, 80)), watch);

        Assert.Equal(watch.Save(), HomeWatch.Load(Recorded.Home, new WatchOptions(), Recorded.Calendar, watch.Save()).Save());
    }

    private static bool Awake(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).Hour is >= 7 and < 22;

    // A meter that tells every six hours what was used in them.
    private static IEnumerable<Reading> Slow(DateTimeOffset stop)
    {
        for (var at = Recorded.Start.AddHours(6); at < stop.AddDays(4); at += TimeSpan.FromHours(6))
        {
            var litres = Enumerable.Range(1, 6).Select(hour => at.AddHours(-hour)).Sum(hour => hour > stop ? 0 : Recorded.Usual(hour));
            yield return Recorded.Row(at, "tap", Measure.UseLitres, litres);
        }
    }
}
