using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using FsCheck;
using FsCheck.Fluent;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Where a home stands in the morning.</summary>
public sealed class MorningPolicyTests
{
    private static readonly EstateCalendar Shanghai = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly MorningSpan Morning = MorningSpan.At(Noon, Shanghai, new TimeOnly(5, 0), new TimeOnly(10, 0));
    private static readonly HomeSign Quiet = new(WatchState.Watching, Morning.From.AddHours(-8), new Sentence("用水", "tap"), Noon);
    private static readonly DateTimeOffset Nine = Morning.By.AddHours(-1);

    [Theory]
    [InlineData("2026-11-22T10:00:00+08:00", "2026-11-22")]
    [InlineData("2026-11-22T05:00:00+08:00", "2026-11-22")]
    [InlineData("2026-11-22T04:59:59+08:00", "2026-11-21")]   // the night belongs to the morning before
    [InlineData("2026-11-22T00:30:00+08:00", "2026-11-21")]
    public void Morning_AnyInstant_BelongsToTheDayThatBeganLast(string now, string day)
    {
        var morning = MorningSpan.At(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), Shanghai, new TimeOnly(5, 0), new TimeOnly(10, 0));

        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), morning.Day);
        Assert.Equal(TimeSpan.FromHours(5), morning.By - morning.From);
    }

    [Theory]
    [InlineData("2026-03-29", 2, 30, 7.5, "2026-03-29T01:30:00Z")]   // 02:30 does not exist: the clock goes from 2 to 3
    [InlineData("2026-10-25", 2, 30, 8.5, "2026-10-25T00:30:00Z")]   // 02:30 comes twice: the first one
    [InlineData("2026-10-25", 5, 0, 5, "2026-10-25T04:00:00Z")]
    public void Morning_ClockSetForwardOrBack_BeginsOnceAndEndsAtTheHour(string day, int hour, int minute, double hours, string from)
    {
        var berlin = new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        var morning = MorningSpan.At(berlin.Instant(date.ToDateTime(new TimeOnly(12, 0))), berlin, new TimeOnly(hour, minute), new TimeOnly(10, 0));

        Assert.Equal(date, morning.Day);
        Assert.Equal(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), morning.From);
        Assert.Equal(berlin.Instant(date.ToDateTime(new TimeOnly(10, 0))), morning.By);
        Assert.True(Math.Abs((morning.By - morning.From).TotalHours - hours) <= 1, $"{morning.By - morning.From}");
        Assert.Equal(date.AddDays(-1), MorningSpan.At(morning.From.AddTicks(-1), berlin, new TimeOnly(hour, minute), new TimeOnly(10, 0)).Day);
    }

    [Fact]
    public void NoSign_BeforeAndAfterTheHour_IsWaitedForThenCalled()
    {
        var home = new MorningHome(Registered, Quiet);

        Assert.Equal(MorningGroup.NotYet, MorningPolicy.LineOf(home, Morning, Morning.By.AddTicks(-1)).Group);
        Assert.Equal(MorningGroup.ToCall, MorningPolicy.LineOf(home, Morning, Morning.By).Group);
    }

    [Theory]
    [InlineData(-1, MorningGroup.NotYet)]        // last night
    [InlineData(0, MorningGroup.WithSign)]
    [InlineData(3600, MorningGroup.WithSign)]
    [InlineData(5 * 3600, MorningGroup.NotYet)]  // a device whose clock runs ahead
    public void Sign_CountsFromTheHourOnAndNeverFromTheFuture(int seconds, MorningGroup group) => Assert.Equal(
        group, MorningPolicy.LineOf(new MorningHome(Registered, Quiet with { LastSign = Morning.From.AddSeconds(seconds) }), Morning, Nine).Group);

    [Fact]
    public void Unwatched_EvenWithASignThisMorning_IsToBeCalledAtAnyHour()
    {
        var cut = Quiet with { State = WatchState.Unwatched, LastSign = Morning.From.AddMinutes(1) };

        var line = MorningPolicy.LineOf(new MorningHome(Registered, cut), Morning, Nine);

        Assert.Equal(MorningGroup.Unwatched, line.Group);
        Assert.True(line.IsToCall);
        Assert.Equal(MorningGroup.Unwatched, MorningPolicy.LineOf(new MorningHome(Registered, null), Morning, Nine).Group);
    }

    [Fact]
    public void OpenAlert_ThatCalls_HoldsTheHomeBackWhateverElseIsKnown()
    {
        var signed = new MorningHome(Registered, Quiet with { LastSign = Nine });

        Assert.Equal(MorningGroup.AlertOpen, MorningPolicy.LineOf(signed with { Alerts = [Of(Decision(kind: AnomalyKind.Sos, severity: Severity.Critical))] }, Morning, Noon).Group);
        Assert.Equal(MorningGroup.WithSign, MorningPolicy.LineOf(signed with { Alerts = [Of(Decision(kind: AnomalyKind.DeviceFault))] }, Morning, Noon).Group);
        Assert.Equal(MorningGroup.WithSign, MorningPolicy.LineOf(signed with { Alerts = [Of(Decision(severity: Severity.Notice))] }, Morning, Noon).Group);
        Assert.Equal(MorningGroup.ToCall, MorningPolicy.LineOf(new MorningHome(Registered, Quiet) { Alerts = [Of(Decision()).Hold(Noon.AddHours(1), Lin, Noon)] }, Morning, Noon).Group);
        Assert.Equal(MorningGroup.ToCall, MorningPolicy.LineOf(new MorningHome(Registered, Quiet) { Alerts = [Of(Decision()).Shelve(Lin, Noon.AddHours(1), "等家属", Noon).Value] }, Morning, Noon).Group);
    }

    [Fact]
    public void Away_UntilItsEnd_IsNotWaitedFor()
    {
        var away = new MorningHome(Registered with { Presence = new PresenceSetByWorker(WorkerPresence.Hospital, Noon, Lin.Id, Morning.From, "") }, Quiet);

        Assert.Equal(MorningGroup.Away, MorningPolicy.LineOf(away, Morning, Noon.AddTicks(-1)).Group);
        Assert.Equal(MorningGroup.ToCall, MorningPolicy.LineOf(away, Morning, Noon).Group);
    }

    [Fact]
    public void Calls_TheNewestThatSaysHowTheResidentIs_Decides()
    {
        MorningCall[] calls = [Call(1, MorningOutcome.NoAnswer), Call(2, MorningOutcome.Fine), Call(3, MorningOutcome.NoAnswer), Call(4, MorningOutcome.NeedsHelp), Call(5, MorningOutcome.AtDoor, AlertOutcome.Helped), Call(6, MorningOutcome.AtDoor, AlertOutcome.TakenToHospital)];
        MorningGroup[] groups = [MorningGroup.ToCall, MorningGroup.Answered, MorningGroup.Answered, MorningGroup.ToCall, MorningGroup.Answered, MorningGroup.Away];

        var stands = Enumerable.Range(1, calls.Length).Select(n => MorningPolicy.LineOf(new MorningHome(Registered, Quiet) { Calls = calls[..n] }, Morning, Noon)).ToList();

        Assert.Equal(groups, stands.Select(line => line.Group));
        Assert.Equal([1, 0, 1, 0, 0, 0], stands.Select(line => line.Unanswered));
        Assert.True(stands[3].NeedsHelp);
        Assert.False(stands[4].NeedsHelp);
    }

    [Fact]
    public void NeedsHelp_WhateverTheMetersSay_StaysToBeCalled()
    {
        var help = new MorningHome(Registered, Quiet with { LastSign = Nine }) { Calls = [Call(1, MorningOutcome.NeedsHelp)] };

        Assert.Equal(MorningGroup.ToCall, MorningPolicy.LineOf(help, Morning, Nine).Group);
    }

    [Fact]
    public void AlertAnswer_OfThisMorningOnly_Counts()
    {
        var told = new MorningAnswer(Lin.Id, Lin.Name, Morning.From, AtDoor: false, AlertOutcome.Fine);

        Assert.Equal(MorningGroup.Answered, MorningPolicy.LineOf(new MorningHome(Registered, Quiet) { AlertAnswer = told }, Morning, Noon).Group);
        Assert.Equal(MorningGroup.ToCall, MorningPolicy.LineOf(new MorningHome(Registered, Quiet) { AlertAnswer = told with { At = Morning.From.AddTicks(-1) } }, Morning, Noon).Group);
    }

    [Fact]
    public void InHand_AQuarterOfAnHourLater_IsFreeAgain()
    {
        var phoning = new MorningHome(Registered, Quiet) { Calls = [Call(1, MorningOutcome.Calling)] };

        Assert.Equal(Lin.Id, MorningPolicy.LineOf(phoning, Morning, Noon.AddMinutes(14)).InHand?.By);
        Assert.Null(MorningPolicy.LineOf(phoning, Morning, Noon.AddMinutes(16)).InHand);
    }

    [Fact]
    public void ByRisk_HelpThenAloneThenOldThenUnwatchedThenTheLongestWithoutSign()
    {
        MorningLine Line(string id, int? born = 1960, bool alone = true, int hoursAgo = 9) =>
            new(Registered with { Id = new HomeId("demo", id), Resident = new Resident("", "", born, alone) }, MorningGroup.ToCall) { LastSign = Noon.AddHours(-hoursAgo) };
        MorningLine[] lines =
        [
            Line("company", alone: false, hoursAgo: 40), Line("young"), Line("youngQuiet", hoursAgo: 20), Line("never") with { LastSign = null }, Line("blind") with { Unwatched = true },
            Line("old", born: 1946), Line("unknownAge", born: null, hoursAgo: 1), Line("help", alone: false) with { NeedsHelp = true },
        ];

        Assert.Equal(
            ["help", "old", "blind", "never", "youngQuiet", "young", "unknownAge", "company"],
            MorningPolicy.ByRisk(lines, 2026).Select(line => line.Home.Id.Home));
    }

    [Fact]
    public void List_AnyHomes_PutsEachInOneGroupAndTheGroupsAddUp() => Prop.ForAll<int[], bool>((seeds, due) =>
    {
        var now = due ? Noon : Nine;
        var lines = seeds.Select((seed, n) => MorningPolicy.LineOf(MadeUp(seed, n), Morning, now)).ToList();
        var list = new MorningList(Morning, Morning.IsDue(now), lines);

        var counts = list.Counts;
        Assert.Equal(seeds.Length, counts.Monitored);
        Assert.Equal(counts.Monitored, counts.WithSign + counts.Answered + counts.Away + counts.ToCall + counts.AlertOpen + counts.NotYet);
        Assert.Equal(counts.Monitored, Enum.GetValues<MorningGroup>().Sum(group => lines.Count(line => line.Group == group)));
        Assert.True(counts.Complete <= counts.Monitored && counts.Unwatched <= counts.ToCall && (!due || counts.NotYet == 0));
        Assert.DoesNotContain(lines, line => line is { Unwatched: true, Group: MorningGroup.WithSign });
        Assert.Same(list, list.Follow(new MorningList(Morning, Morning.IsDue(now), [.. seeds.Select((seed, n) => MorningPolicy.LineOf(MadeUp(seed, n), Morning, now))])));
        return true;
    }).QuickCheckThrowOnFailure();

    // One home out of everything that can be known of one, the same for the same seed.
    private static MorningHome MadeUp(int seed, int n)
    {
        var random = new Random(seed);
        DateTimeOffset At() => Morning.From.AddMinutes(random.Next(-600, 600));
        var said = random.Next(3) == 0 ? new PresenceSetByWorker(random.GetItems(Enum.GetValues<WorkerPresence>(), 1)[0], At(), Lin.Id, Morning.From, "") : null;
        var state = random.GetItems(Enum.GetValues<WatchState>(), 1)[0];
        return new MorningHome(Registered with { Id = new HomeId("demo", $"h{n}"), Presence = said }, random.Next(9) == 0 ? null : new HomeSign(state, At(), null, At()))
        {
            Alerts = random.Next(4) == 0 ? [Alerts[random.Next(Alerts.Length)]] : [],
            AlertAnswer = random.Next(4) == 0 ? Answers[random.Next(Answers.Length)] : null,
            Calls = Calls[random.Next(Calls.Length)],
        };
    }

    private static readonly Alert[] Alerts = [Of(Decision()), Of(Decision(severity: Severity.Notice)), Of(Decision(kind: AnomalyKind.DeviceFault))];

    private static readonly MorningAnswer[] Answers = [new(Lin.Id, Lin.Name, Nine, false, AlertOutcome.Fine), new(Lin.Id, Lin.Name, Morning.From.AddHours(-1), true, AlertOutcome.PassedAway)];

    private static readonly MorningCall[][] Calls =
        [[], [], [Call(1, MorningOutcome.Calling)], [Call(1, MorningOutcome.NoAnswer)], [Call(1, MorningOutcome.Fine)], [Call(1, MorningOutcome.Fine), Call(2, MorningOutcome.NeedsHelp)], [Call(1, MorningOutcome.AtDoor, AlertOutcome.Other)]];

    private static MorningCall Call(int number, MorningOutcome outcome, AlertOutcome? found = null) =>
        new(Place, Morning.Day, number, outcome, "", Lin.Id, Lin.Name, Noon.AddMinutes(number - 1)) { Found = found };

    private static Alert Of(WatchDecision decision) => Alert.Open(AlertPolicy.ConditionOf(decision), decision, Cell, Noon);
}
