using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Iot.Tests.Simulation;

public sealed class EstateLifeTests
{
    private static readonly IReadOnlyList<(SimulatedHome Home, List<DeviceReport> Reports)> Lives =
        [.. MadeUp.Estate.Homes.Select(h => (h, MadeUp.Reports(h)))];

    [Fact]
    public void Water_PerHomeAndDay_IsThatOfOnePerson()
    {
        var perDay = Lives.Select(l => MadeUp.Uses(l.Reports, Measure.TotalLitres).Sum(u => u.Use) / 28.0).ToList();

        Assert.All(perDay, litres => Assert.InRange(litres, 60, 220));
        Assert.InRange(perDay.Average(), 80, 200);
        Assert.InRange(perDay.Count(litres => litres is >= 80 and <= 200), perDay.Count * 85 / 100, perDay.Count);
    }

    [Fact]
    public void Power_PerHomeAndDay_IsThatOfASmallHousehold()
    {
        var perDay = Lives.Select(l => MadeUp.Uses(l.Reports, Measure.TotalWattHours).Sum(u => u.Use) / 28_000.0).ToList();

        Assert.All(perDay, kwh => Assert.InRange(kwh, 1, 8));
        Assert.True(perDay.Max() - perDay.Min() > 1, "all homes use the same power");
    }

    [Fact]
    public void Night_IsQuieterThanTheMorning()
    {
        var byHour = Lives.SelectMany(l => MadeUp.Uses(l.Reports, Measure.TotalLitres)).ToLookup(u => MadeUp.LocalHour(u.End), u => u.Use);

        var night = Enumerable.Range(2, 2).Average(h => byHour[h].Average());
        var morning = Enumerable.Range(7, 2).Average(h => byHour[h].Average());
        Assert.True(night * 4 < morning, $"night {night:F1} l/report, morning {morning:F1} l/report");
    }

    [Fact]
    public void Laundry_MakesSomeDaysHeavier()
    {
        foreach (var (_, reports) in Lives)
        {
            var days = MadeUp.Uses(reports, Measure.TotalLitres).GroupBy(u => MadeUp.Calendar.Day(u.End)).Select(g => g.Sum(u => u.Use)).Order().ToList();
            Assert.True(days[^2] > days[days.Count / 2] * 1.15, "no day stands out");
        }
    }

    [Fact]
    public void Outing_BeginsAtTheDoorAndThenNothingIsDrawn()
    {
        var outings = 0;
        foreach (var (home, reports) in Lives.Where(l => l.Home.Devices.Any(d => d.Kind == DeviceKind.Lock)))
        {
            var turns = reports.Where(r => r.Measure == Measure.Lock).Select(r => (r.Made, Report: LockReport.Of(r.Value))).ToList();
            var uses = MadeUp.Uses(reports, Measure.TotalLitres).ToList();
            var interval = home.Devices.Single(d => d.Kind == DeviceKind.Water).Interval;
            foreach (var ((left, turn), (back, next)) in turns.Zip(turns.Skip(1)))
            {
                if (turn is { Unlocked: false, Side: DoorSide.Outside })
                {
                    outings++;
                    Assert.True(next is { Unlocked: true, Side: DoorSide.Outside }, $"{home.Id} left at {left:o} and next did {next}");
                    Assert.All(uses.Where(u => u.End - interval > left && u.End < back), u => Assert.Equal(0, u.Use));
                }
            }
        }

        Assert.True(outings > 500, $"only {outings} outings");
    }

    [Fact]
    public void Weekend_BringsMoreGuests()
    {
        // A guest is let in: the door is opened from inside and locked from inside again.
        var guests = Lives.SelectMany(l => l.Reports.Where(r => r.Measure == Measure.Lock).Zip(
                l.Reports.Where(r => r.Measure == Measure.Lock).Skip(1), (a, b) => (a, b)))
            .Where(p => LockReport.Of(p.a.Value) is { Unlocked: true, Side: DoorSide.Inside } && LockReport.Of(p.b.Value) is { Unlocked: false, Side: DoorSide.Inside })
            .ToLookup(p => MadeUp.Calendar.Day(p.a.Made).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

        Assert.True(guests[true].Count() / 2.0 > guests[false].Count() / 5.0 * 1.5);
    }

    [Fact]
    public void Registers_NeverFall()
    {
        foreach (var (_, reports) in Lives)
        {
            Assert.All(MadeUp.Uses(reports, Measure.TotalLitres), u => Assert.True(u.Use >= 0));
            Assert.All(MadeUp.Uses(reports, Measure.TotalWattHours), u => Assert.True(u.Use >= 0));
        }
    }

    [Fact]
    public void Stamps_OfOneDevice_NeverGoBackAndStayNearTheTruth()
    {
        foreach (var (_, reports) in Lives)
        {
            foreach (var device in reports.GroupBy(r => r.Device))
            {
                Assert.All(device.Zip(device.Skip(1)), p => Assert.True(p.First.Stamp <= p.Second.Stamp));
                Assert.All(device, r => Assert.InRange((r.Stamp - r.Made).TotalSeconds, -120, 120));
            }
        }
    }

    [Fact]
    public void Trips_LeaveSomeHomesEmptyForDays()
    {
        var empty = Lives.Count(l => MadeUp.Uses(l.Reports, Measure.TotalLitres)
            .GroupBy(u => MadeUp.Calendar.Day(u.End)).Any(d => d.Sum(u => u.Use) == 0));

        Assert.InRange(empty, 1, Lives.Count / 3);
    }

    [Fact]
    public void Homes_LiveDifferently()
    {
        var wakes = Lives.Select(l => MadeUp.Uses(l.Reports, Measure.TotalLitres)
            .Where(u => MadeUp.LocalHour(u.End) is >= 5 and <= 6).Average(u => (double)u.Use)).ToList();

        Assert.True(wakes.Max() > wakes.Min() + 3, "everybody rises at the same time");
    }
}
