using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>A fault of a device is a device matter: shown as such, and never a welfare alert of its own making.</summary>
public class DeviceFaultTests
{
    private const int Day = 50;
    private static readonly DateTimeOffset At = Recorded.Start.AddDays(Day).AddHours(12);
    private static readonly Reading[] Registers = [.. Sum(Recorded.Water(Day + 3))];

    public static TheoryData<string> Faults =>
        ["flat battery", "offline", "register back", "register reset", "foreign jump", "dip", "clock off", "tamper", "dry pipe", "backflow", "silent", "absurd use"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_OfAMeter_IsADeviceMatterOnly(string fault)
    {
        var well = Recorded.Decide(Registers);

        var decisions = Recorded.Decide(With(fault));

        Assert.Contains(decisions.Except(well), d => d.Kind == AnomalyKind.DeviceFault && d.Change == DecisionChange.Opened && d.Time >= At.AddMinutes(-1) && d.Time <= At.AddHours(2));
        Assert.DoesNotContain(decisions, d => d.Kind != AnomalyKind.DeviceFault && d.Severity >= Severity.Attention && d.Time >= At);
    }

    [Fact]
    public void Rhythm_IrregularDevice_GetsTime()
    {
        var rhythm = new ReportRhythm();
        for (var i = 0; i < 40; i++)
        {
            rhythm.Take((i % 7 == 0 ? 5 : 1) * 3_600_000L);
        }

        Assert.Equal(3_600_000L, rhythm.Usual);
        Assert.True(rhythm.Limit > 5 * 3_600_000L);
    }

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

    private static IEnumerable<Reading> With(string fault) => fault switch
    {
        "flat battery" => Add(Recorded.Row(At, "meter", Measure.Battery, 5)),
        "offline" => Add(Recorded.Row(At.AddMinutes(1), "meter", Measure.Link, 0)),
        "register back" => Change(r => r.At == At ? r.Value - 400 : r.Value),
        "register reset" => Change(r => r.At >= At ? r.Value - Registers.First(f => f.At >= At).Value : r.Value),
        "foreign jump" => Change(r => r.At == At ? r.Value + 90_000_000 : r.Value),
        "dip" => Change(r => r.At == At ? 3 : r.Value),
        "clock off" => Registers.Select(r => r.At == At ? Recorded.Row(r.At, "meter", r.Measure, r.Value, ReadingMarks.ClockReplaced) : r),
        "tamper" => Add(Recorded.Row(At, "meter", Measure.Alarm, (long)DeviceAlarm.Tamper)),
        "dry pipe" => Add(Recorded.Row(At, "meter", Measure.Alarm, (long)DeviceAlarm.Dry)),
        "backflow" => Add(Recorded.Row(At, "meter", Measure.Alarm, (long)DeviceAlarm.Backflow)),
        "silent" => Registers.Where(r => r.At < At || r.At > At.AddHours(30)),
        "absurd use" => [.. Recorded.Water(Day + 3).Select(r => r.At == At ? Recorded.Row(r.At, "tap", Measure.UseLitres, 7_000_000) : r)],
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault."),
    };

    private static IEnumerable<Reading> Add(Reading row) => Registers.Append(row).OrderBy(r => r.At);

    private static IEnumerable<Reading> Change(Func<Reading, long> value) => Registers.Select(r => Recorded.Row(r.At, "meter", r.Measure, value(r)));

    private static IEnumerable<Reading> Sum(IEnumerable<Reading> use)
    {
        var total = 500_000L;
        foreach (var reading in use)
        {
            total += reading.Value;
            yield return Recorded.Row(reading.At, "meter", Measure.TotalLitres, total);
        }
    }
}
