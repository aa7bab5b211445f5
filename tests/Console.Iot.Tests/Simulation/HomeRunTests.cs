using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Iot.Tests.Simulation;

public sealed class HomeRunTests
{
    private static readonly DateTimeOffset Noon = MadeUp.Origin.AddDays(10).AddHours(12);

    [Fact]
    public void After_TwoRuns_AreEqual()
    {
        foreach (var home in MadeUp.Estate.Homes.Take(5))
        {
            Assert.Equal(MadeUp.Reports(home), MadeUp.Reports(home));
        }
    }

    [Fact]
    public void After_AnotherSeed_IsAnotherLife()
    {
        var other = new Estate(8, "demo", 1, 12, 6, MadeUp.Calendar);

        var theirs = new HomeRun(other, other.Homes[0], MadeUp.Origin, []).After(MadeUp.Origin).Take(50);

        Assert.NotEqual(MadeUp.Reports(MadeUp.Estate.Homes[0]).Take(50).Select(r => (r.Made, r.Value)), theirs.Select(r => (r.Made, r.Value)));
    }

    [Fact]
    public void After_ALaterInstant_IsTheEndOfTheWholeRun()
    {
        var home = MadeUp.Estate.Homes[3];

        var whole = MadeUp.Reports(home).Where(r => r.Made > Noon).ToList();

        Assert.Equal(whole, MadeUp.Reports(Noon, MadeUp.End, home));
    }

    [Fact]
    public void Collapse_LeavesThePastAndEndsEverySign()
    {
        var home = MadeUp.Estate.Homes.First(h => h.Devices.Any(d => d.Kind == DeviceKind.Lock));
        var usual = MadeUp.Reports(home);

        var fallen = MadeUp.Reports(home, new Happening(HappeningKind.Collapse, Noon));

        Assert.Equal(usual.TakeWhile(r => r.Made < Noon), fallen.TakeWhile(r => r.Made < Noon));
        var after = fallen.Where(r => r.Made > Noon).ToList();
        Assert.All(MadeUp.Uses(after, Measure.TotalLitres), u => Assert.Equal(0, u.Use));
        Assert.DoesNotContain(after, r => r.Measure is Measure.Lock or Measure.Door);
        Assert.True(MadeUp.Uses(after, Measure.TotalWattHours).Sum(u => u.Use) > 0, "even the fridge stopped");
    }

    [Fact]
    public void RunningTap_AddsItsLitresWhileItRuns()
    {
        var home = MadeUp.Estate.Homes[0];
        var end = Noon.AddHours(5);

        var leak = new Happening(HappeningKind.RunningTap, Noon, end, DeviceKind.Water, 90);
        var more = MadeUp.Reports(home, leak).Last(r => r.Measure == Measure.TotalLitres).Value
            - MadeUp.Reports(home).Last(r => r.Measure == Measure.TotalLitres).Value;

        Assert.InRange(more, 445, 455);
    }

    [Fact]
    public void Silence_OfOneDevice_LeavesTheOthers()
    {
        var home = MadeUp.Estate.Homes[0];

        var reports = MadeUp.Reports(home, new Happening(HappeningKind.Silence, Noon, null, DeviceKind.Water));

        Assert.DoesNotContain(reports, r => r.Device.Kind == DeviceKind.Water && r.Made >= Noon);
        Assert.Contains(reports, r => r.Device.Kind == DeviceKind.Power && r.Made >= Noon);
    }

    [Fact]
    public void Backlog_IsHeldUntilItsEnd()
    {
        var home = MadeUp.Estate.Homes[0];
        var end = Noon.AddHours(6);

        var open = MadeUp.Reports(home, new Happening(HappeningKind.Backlog, Noon));
        var closed = MadeUp.Reports(home, new Happening(HappeningKind.Backlog, Noon, end));

        Assert.All(open.Where(r => r.Made >= Noon), r => Assert.Equal(DateTimeOffset.MaxValue, r.Delivered));
        Assert.All(closed.Where(r => r.Made >= Noon && r.Made < end), r => Assert.Equal(end, r.Delivered));
        Assert.All(closed.Where(r => r.Made >= end), r => Assert.Equal(r.Made, r.Delivered));
    }

    [Fact]
    public void WeakBattery_IsToldAtOnce()
    {
        var home = MadeUp.Estate.Homes.First(h => h.Devices.Any(d => d.Kind == DeviceKind.Door));

        var reports = MadeUp.Reports(home, new Happening(HappeningKind.WeakBattery, Noon, null, DeviceKind.Door, 4));

        Assert.Contains(reports, r => r.Made == Noon && r.Device.Kind == DeviceKind.Door && r is { Measure: Measure.Battery, Value: 4 });
    }

    [Fact]
    public void StaffVisit_IsSeenAsTheStaffKey()
    {
        var home = MadeUp.Estate.Homes.First(h => h.Devices.Any(d => d.Kind == DeviceKind.Lock));

        var reports = MadeUp.Reports(home, new Happening(HappeningKind.StaffVisit, Noon));

        Assert.Contains(reports, r => r.Made == Noon && r.Measure == Measure.Lock
            && LockReport.Of(r.Value) == new LockReport(true, DoorSide.Outside, LockMethod.Staff));
    }

    [Fact]
    public void Away_EmptiesTheHomeBetweenTwoPassagesOfTheDoor()
    {
        var home = MadeUp.Estate.Homes.First(h => h.Devices.Any(d => d.Kind == DeviceKind.Lock));
        var back = Noon.AddDays(2);

        var reports = MadeUp.Reports(home, new Happening(HappeningKind.Away, Noon, back));

        var between = reports.Where(r => r.Made > Noon.AddMinutes(1) && r.Made < back).ToList();
        Assert.All(MadeUp.Uses(between, Measure.TotalLitres), u => Assert.Equal(0, u.Use));
        Assert.DoesNotContain(between, r => r.Measure == Measure.Lock);
        Assert.Contains(reports, r => r.Made == back && r.Measure == Measure.Lock);
    }
}
