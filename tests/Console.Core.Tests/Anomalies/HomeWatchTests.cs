using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

public class HomeWatchTests
{
    private static readonly DateTimeOffset Stop = Recorded.Start.AddDays(60).AddHours(15);

    [Fact]
    public void Silence_BeyondHabit_OpensAndRaisesInOrder()
    {
        var decisions = Recorded.Decide(Recorded.Water(63, at => at > Stop ? 0 : Recorded.Usual(at)));

        var silence = decisions.Where(d => d.Kind == AnomalyKind.Inactivity && d.Time > Stop).ToList();
        Assert.Equal(DecisionChange.Opened, silence[0].Change);
        Assert.Contains(silence, d => d.Severity == Severity.Critical);
        Assert.All(silence.Zip(silence.Skip(1)), pair => Assert.True(pair.Second.Severity > pair.First.Severity));
        Assert.All(silence, d => Assert.Equal(silence[0].Opened, d.Opened));
        Assert.InRange(silence.Find(d => d.Severity >= Severity.Urgent)!.Time - Stop, TimeSpan.FromHours(2), TimeSpan.FromHours(20));
        Assert.Matches(@"^No water since \d+ \w+ \d\d:\d\d \(tap\); the longest usual silence at this hour is", silence[^1].Evidence.En);
        Assert.Contains("没有用水", silence[^1].Evidence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_UsualLife_OpensNothingUrgentAfterTheFirstWeeks()
    {
        var decisions = Recorded.Decide(Recorded.Water(90));

        Assert.DoesNotContain(decisions, d => d.Kind == AnomalyKind.Inactivity && d.Severity >= Severity.Urgent && d.Time > Recorded.Start.AddDays(43));
    }

    [Fact]
    public void Silence_SignOfLife_Clears()
    {
        var back = Stop.AddHours(40);
        var decisions = Recorded.Decide(Recorded.Water(64, at => at > Stop && at < back ? 0 : Recorded.Usual(at)));

        var cleared = Assert.Single(decisions, d => d.Kind == AnomalyKind.Inactivity && d.Change == DecisionChange.Cleared && d.Time >= back && d.Severity == Severity.Critical);
        Assert.True(cleared.Time - back <= TimeSpan.FromHours(12), "the first use in the morning ends it");
    }

    [Fact]
    public void Silence_NoReadings_IsADeviceMatterOnly()
    {
        var other = Recorded.Row(Stop.AddDays(2), "button", Measure.Battery, 90);
        var watch = Recorded.NewWatch();
        var decisions = Recorded.Decide([.. Recorded.Water(63).Where(r => r.At <= Stop), other], watch);

        Assert.DoesNotContain(decisions, d => d.Kind == AnomalyKind.Inactivity && d.Time > Stop);
        var silent = Assert.Single(decisions, d => d.Kind == AnomalyKind.DeviceFault && d.Time > Stop);
        Assert.InRange(silent.Time - Stop, TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        Assert.Equal(WatchState.Unwatched, watch.State);
    }

    [Fact]
    public void Silence_RetainedRows_AreNoSignOfLife()
    {
        var rows = Recorded.Water(63, at => at > Stop ? 0 : Recorded.Usual(at)).ToList();
        var quiet = Recorded.Decide(rows).Where(d => d.Kind == AnomalyKind.Inactivity).ToList();
        var remembered = rows.Where(r => r.At > Stop).Select(r => Recorded.Row(r.At.AddMinutes(20), "lock", Measure.Lock, 1, ReadingMarks.Retained));

        var decisions = Recorded.Decide(rows.Concat(remembered).OrderBy(r => r.At));

        Assert.Equal(quiet, decisions.Where(d => d.Kind == AnomalyKind.Inactivity));
    }

    [Fact]
    public void Sign_RowsFromTheBrokersMemory_MoveItNoFurther()
    {
        var rows = Recorded.Water(20, at => at > Recorded.Start.AddDays(19) ? 0 : Recorded.Usual(at)).ToList();
        var (watch, told) = (Recorded.NewWatch(), Recorded.NewWatch());
        Recorded.Decide(rows, watch);
        var last = rows[^1].At;

        Recorded.Decide([.. rows, Recorded.Row(last, "lock", Measure.Lock, 1, ReadingMarks.Retained)], told);

        Assert.True(watch.Sign().LastSign < Recorded.Start.AddDays(19).AddHours(1));
        Assert.Equal(watch.Sign().LastSign, told.Sign().LastSign);
        Assert.Equal("用水", told.Sign().Text?.Zh);
        Assert.Equal(watch.Picture().LastSign, watch.Sign().LastSign);
    }

    [Fact]
    public void Silence_StaffKey_IsNoSignOfLifeButTheResidentIs()
    {
        var rows = Recorded.Water(63, at => at > Stop ? 0 : Recorded.Usual(at)).ToList();
        var visit = Stop.AddHours(30);
        var staff = new LockReport(true, DoorSide.Outside, LockMethod.Staff).Packed;
        var own = new LockReport(false, DoorSide.Inside, LockMethod.Key).Packed;

        var visited = Recorded.Decide(rows.Append(Recorded.Row(visit, "lock", Measure.Lock, staff)).OrderBy(r => r.At));
        var moved = Recorded.Decide(rows.Append(Recorded.Row(visit, "lock", Measure.Lock, own)).OrderBy(r => r.At));

        Assert.DoesNotContain(visited, d => d.Kind == AnomalyKind.Inactivity && d.Change == DecisionChange.Cleared && d.Time >= Stop.AddHours(20));
        Assert.Contains(moved, d => d.Kind == AnomalyKind.Inactivity && d.Change == DecisionChange.Cleared && d.Time >= Stop.AddHours(20));
    }

    [Fact]
    public void Absence_LockedFromOutside_PagesNobody()
    {
        var locked = Recorded.Row(Stop.AddMinutes(5), "lock", Measure.Lock, new LockReport(false, DoorSide.Outside, LockMethod.Key).Packed);

        var decisions = Recorded.Decide(Recorded.Water(63, at => at > Stop ? 0 : Recorded.Usual(at)).Append(locked).OrderBy(r => r.At));

        Assert.DoesNotContain(decisions, d => d.Kind == AnomalyKind.Inactivity && d.Severity >= Severity.Urgent && d.Time > Stop);
    }

    [Fact]
    public void Absence_SeenLeaving_IsARemarkAfterADayAndCallsAfterAWeek()
    {
        var told = Gone(DoorSide.Inside, _ => 0);

        Assert.Equal([(Severity.Notice, 24), (Severity.Attention, 168)], told);
    }

    [Fact]
    public void Absence_DoorDoesNotSayItsSide_CallsAfterTwoDays()
    {
        var told = Gone(DoorSide.Unknown, _ => 0);

        Assert.Equal([(Severity.Notice, 24), (Severity.Attention, 48)], told);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Absence_LitresNowAndThen_ProveSomebodyInsideFromTwoOn(long litres, bool inside)
    {
        var told = Gone(DoorSide.Inside, at => at.Hour % 8 == 0 && at < Stop.AddDays(2) ? litres : 0);

        Assert.Equal(inside, told.Exists(alert => alert.Severity >= Severity.Urgent));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(200)]
    public void StaffVisit_HoweverLong_ItsLeavingIsNotTheResidents(int minutes)
    {
        // Somebody comes with a staff key, sees the resident, and goes; then nothing moves any more.
        var comes = Recorded.Start.AddDays(60).AddHours(10);
        var water = Recorded.Water(63, at => at > comes.AddMinutes(minutes) ? 0 : Recorded.Usual(at));
        Reading[] visit =
        [
            Recorded.Row(Recorded.Start.AddDays(1), "lock", Measure.Lock, new LockReport(true, DoorSide.Outside, LockMethod.Finger).Packed),
            Recorded.Row(comes, "lock", Measure.Lock, new LockReport(true, DoorSide.Outside, LockMethod.Staff).Packed),
            Recorded.Row(comes.AddMinutes(minutes), "lock", Measure.Lock, new LockReport(true, DoorSide.Inside, LockMethod.Unknown).Packed),
        ];

        var told = Recorded.Decide(water.Concat(visit).OrderBy(row => row.At)).FirstOrDefault(d => d.Kind == AnomalyKind.Inactivity && d.Severity >= Severity.Urgent && d.Time > comes);

        Assert.NotNull(told);
        Assert.InRange(told.Time - comes.AddMinutes(minutes), TimeSpan.Zero, TimeSpan.FromHours(16));
    }

    [Fact]
    public void Floor_FirstWeeks_PagesAndLaterIsANotice()
    {
        // A trickle: no silence by habit, but hardly any water.
        static long Trickle(DateTimeOffset at) => at.Hour % 3 == 0 ? 2 : 0;

        var early = Recorded.Decide(Recorded.Water(10, at => at > Recorded.Start.AddDays(8) ? Trickle(at) : Recorded.Usual(at)));
        var late = Recorded.Decide(Recorded.Water(62, at => at > Recorded.Start.AddDays(60) ? Trickle(at) : Recorded.Usual(at)));

        Assert.Contains(early, d => d.Kind == AnomalyKind.Inactivity && d.Severity == Severity.Urgent && d.Evidence.En.Contains("the floor is 10 l", StringComparison.Ordinal));
        var notice = late.Last(d => d.Kind == AnomalyKind.Inactivity);
        Assert.Equal(Severity.Notice, notice.Severity);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(30, false)]
    public void Floor_PowerThatMovesByItself_HoldsItBackOnlyOnceItIsKnown(int day, bool pages)
    {
        // A heater that switches every hour: in the first days nobody knows yet that it is not a person.
        var stop = Recorded.Start.AddDays(day);
        var water = Recorded.Water(day + 1, at => at > stop ? 0 : Recorded.Usual(at));
        var power = Recorded.Water(day + 1, at => at.Hour % 2 == 0 ? 1000 : 200)
            .Select(row => row with { Device = new DeviceId(row.Device.Home, "power"), Kind = DeviceKind.Power, Measure = Measure.UseWattHours });

        var told = Recorded.Decide(water.Concat(power).OrderBy(row => row.At))
            .FirstOrDefault(d => d.Kind == AnomalyKind.Inactivity && d.Severity >= Severity.Urgent && d.Time > stop && d.Evidence.En.Contains("the floor is 10 l", StringComparison.Ordinal));

        Assert.Equal(pages, told is not null);
        Assert.True(!pages || told!.Time - stop <= TimeSpan.FromHours(20));
    }

    [Fact]
    public void Floor_WorkerSaysAtHome_PagesAfterTwelveHours()
    {
        // Out every other day from morning to night: fourteen hours of silence are usual here.
        static long Often(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)) is { Hour: >= 8 and < 22, DayOfYear: var day } && day % 2 == 0 ? 0 : 6;
        var rows = Recorded.Water(62, at => at > Recorded.Start.AddDays(60).AddHours(8) ? 0 : Often(at)).ToList();

        var said = Recorded.NewWatch();
        said.Say(Presence.Home, Recorded.Start.AddDays(90));
        var proven = Recorded.Decide(rows, said).Where(d => d.Time > Recorded.Start.AddDays(60).AddHours(8));
        var unknown = Recorded.Decide(rows).Where(d => d.Time > Recorded.Start.AddDays(60).AddHours(8));

        var first = proven.First(d => d.Kind == AnomalyKind.Inactivity && d.Severity >= Severity.Urgent);
        Assert.Contains("the resident is known to be at home", first.Evidence.En, StringComparison.Ordinal);
        Assert.InRange(first.Time - Recorded.Start.AddDays(60).AddHours(8), TimeSpan.FromHours(12), TimeSpan.FromHours(13));
        Assert.True(unknown.First(d => d.Kind == AnomalyKind.Inactivity && d.Severity >= Severity.Urgent).Time > first.Time);
    }

    /// <summary>What is told of silence, in hours after the door opened and only <paramref name="left"/> was used from there on.</summary>
    private static List<(Severity Severity, int Hours)> Gone(DoorSide side, Func<DateTimeOffset, long> left)
    {
        var door = Stop.AddMinutes(5);
        var before = Recorded.Row(door.AddDays(-1), "contact", Measure.Door, new DoorReport(true, DoorSide.Unknown).Packed);
        var back = Recorded.Row(door.AddDays(-1).AddMinutes(30), "contact", Measure.Door, new DoorReport(true, DoorSide.Unknown).Packed);
        var leaves = Recorded.Row(door, "contact", Measure.Door, new DoorReport(true, side).Packed);
        var rows = Recorded.Water(69, at => at > Stop ? left(at) : Recorded.Usual(at)).Concat([before, back, leaves]).OrderBy(row => row.At);

        return [.. Recorded.Decide(rows)
            .Where(d => d.Kind == AnomalyKind.Inactivity && d.Time > door && d.Change != DecisionChange.Cleared)
            .Select(d => (d.Severity, (int)(d.Time - door).TotalHours))];
    }

    [Fact]
    public void Sos_Pressed_IsCriticalOncePerCall()
    {
        var at = Recorded.Start.AddHours(3);
        var decisions = Recorded.Decide([
            Recorded.Row(at, "button", Measure.Sos, 1), Recorded.Row(at.AddSeconds(4), "button", Measure.Sos, 1),
            Recorded.Row(at.AddHours(5), "button", Measure.Sos, 1)]);

        Assert.Equal([DecisionChange.Opened, DecisionChange.Cleared, DecisionChange.Opened], decisions.Select(d => d.Change));
        Assert.All(decisions, d => Assert.Equal((AnomalyKind.Sos, Severity.Critical), (d.Kind, d.Severity)));
        Assert.Equal(at.ToUniversalTime(), decisions[0].Time);
    }

    [Fact]
    public void Water_TapLeftRunning_IsUrgentWithinHoursAndClearsWhenItStops()
    {
        var open = Recorded.Start.AddDays(20).AddHours(10);
        var decisions = Recorded.Decide(Recorded.Water(21, at => at > open && at <= open.AddHours(6) ? 400 : Recorded.Usual(at)));

        var tap = decisions.Where(d => d.Kind == AnomalyKind.ContinuousWater).ToList();
        Assert.Equal([DecisionChange.Opened, DecisionChange.Cleared], tap.Select(d => d.Change));
        Assert.Equal((Severity.Urgent, TimeSpan.FromHours(3)), (tap[0].Severity, tap[0].Time - open));
    }

    [Fact]
    public void Water_NoPauseForADay_IsALeak()
    {
        var open = Recorded.Start.AddDays(20);
        var decisions = Recorded.Decide(Recorded.Water(22, at => Recorded.Usual(at) + (at > open ? 3 : 0)));

        var leak = Assert.Single(decisions, d => d.Kind == AnomalyKind.ContinuousWater);
        Assert.InRange(leak.Time - open, TimeSpan.FromHours(23), TimeSpan.FromHours(28));
    }

    [Fact]
    public void Use_FarAboveTheRhythm_IsUnusual()
    {
        var flood = Recorded.Start.AddDays(40).AddHours(4);
        var decisions = Recorded.Decide(Recorded.Water(42, at => at == flood ? 300 : Recorded.Usual(at)));

        var unusual = decisions.First(d => d.Kind == AnomalyKind.UnusualUse);
        Assert.Contains("300 l of water in an hour", unusual.Evidence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_AfterADay_ShowsHoursExpectationAndLastSign()
    {
        var watch = Recorded.NewWatch();
        Recorded.Decide(Recorded.Water(40), watch);

        var picture = watch.Picture();

        Assert.Equal(WatchState.Watching, picture.State);
        Assert.InRange(picture.Hours.Count, 48, 96);
        Assert.All(picture.Hours, hour => Assert.NotNull(hour.Litres));
        Assert.All(picture.Hours, hour => Assert.NotNull(hour.Water));
        Assert.NotNull(picture.SilenceLimit);
        Assert.Equal("tap", picture.LastSignText!.En);
    }

    [Fact]
    public void State_AfterMonths_IsSmall()
    {
        var watch = Recorded.NewWatch();
        Recorded.Decide(Recorded.Water(200), watch);

        Assert.InRange(watch.Save().Length, 1_000, 80_000);
    }
}
