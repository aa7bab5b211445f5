using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>The shelf: what may lie there, how long, and what brings it back; the clock moves by hand. Noon is 12:00 of the estate.</summary>
public sealed class ShelfTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly AlertId Id = AlertPolicy.ConditionOf(Decision());
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    private Alert Now => _desks.Board.Find(Id)!;

    public async Task InitializeAsync()
    {
        await _desks.StartAsync();
        await _desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(12)), 1, Ma, Stop);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Theory]
    [InlineData(ShelfTime.Hour, 0, 1)]
    [InlineData(ShelfTime.FourHours, 0, 4)]
    [InlineData(ShelfTime.Day, 0, 24)]
    [InlineData(ShelfTime.Morning, 0, 20)]     // 12:00, so tomorrow
    [InlineData(ShelfTime.Morning, 15, 5)]     // 03:00, so today
    [InlineData(ShelfTime.Morning, 20, 24)]    // 08:00 sharp
    public void Until_Choice_IsThatEnd(ShelfTime time, int hoursAfterNoon, int hours)
    {
        var now = Noon.AddHours(hoursAfterNoon);

        Assert.Equal(now.AddHours(hours), ShelfPolicy.Until(time, now, Calendar));
    }

    [Fact]
    public void Until_MorningOfADayWithTwentyFiveHours_IsNoLongerThanTwentyFour()
    {
        var berlin = new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var now = new DateTimeOffset(2026, 10, 24, 8, 0, 0, TimeSpan.FromHours(2)).ToUniversalTime();   // the clock is set back in the night

        Assert.Equal(now.AddHours(24), ShelfPolicy.Until(ShelfTime.Morning, now, berlin));
    }

    [Fact]
    public async Task Shelved_PagesNobodyStopsWhatRingsAndStaysOnTheBoardAsTheLast()
    {
        await OpenAsync(Severity.Urgent);
        await TellEverySecondAsync(61);
        await _desks.Care.DecidedAsync([Decision(severity: Severity.Attention, kind: AnomalyKind.DeviceFault, cause: "w1")], Stop);

        var shelved = await _desks.Care.ShelveAsync(Id, Zhou, ShelfTime.FourHours, "儿子在家陪着", Stop);
        await _desks.LookAsync();

        Assert.Equal((Noon.AddSeconds(61).AddHours(4), AlertState.Open, null), (shelved.Value.ShelvedUntil, shelved.Value.State, shelved.Value.PromisedBy));
        Assert.Equal(("周建国", "儿子在家陪着", "2026-11-22T08:01:01Z"), (Now.Shelving!.ByName, Now.Shelving.Note, Now.Shelving.Detail));
        Assert.Empty(_desks.Calls.All);
        Assert.Equal(2, _desks.Phone.Heard.Count(one => one.What == NoticeEvent.Stop));
        Assert.Empty(await TellEverySecondAsync(900));
        Assert.Equal(Id, _desks.Board.Latest("demo")[^1].Id);
    }

    [Fact]
    public async Task Time_IsOver_ComesBackCallsFromThatInstantAndPromisesAnew()
    {
        await OpenAsync(Severity.Urgent);
        await _desks.LookAsync();
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "女儿马上到", Stop);
        _desks.Time.Advance(TimeSpan.FromMinutes(59));
        await _desks.Sweep.RunAsync(Stop);
        Assert.NotNull(Now.ShelvedUntil);
        _desks.Time.Advance(TimeSpan.FromMinutes(2));

        await _desks.Sweep.RunAsync(Stop);

        var back = Now.Steps[^1];
        Assert.Equal((AlertStepKind.Unshelved, nameof(ShelfEnd.Ended), Actor.ProgramId, Noon.AddMinutes(61)), (back.Kind, back.Detail, back.By, back.At));
        Assert.Equal((null, Noon.AddMinutes(91)), (Now.ShelvedUntil, Now.PromisedBy));
        Assert.Equal(["0 Call lin", "60 NextCall zhou"], await TellEverySecondAsync(120));
        Assert.Contains(_desks.Phone.Heard, one => one.Notice.Text.Zh.Contains("搁置结束", StringComparison.Ordinal));
        Assert.Equal("alert.shelf-end", (await _desks.AuditAsync()).Last(record => record.Action.StartsWith("alert.", StringComparison.Ordinal)).Action);
    }

    [Fact]
    public async Task Raised_ToCritical_IsBackAtOnceAndCallsOnceMore()
    {
        await OpenAsync(Severity.Urgent);
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Day, "在妹妹家", Stop);
        _desks.Time.Advance(TimeSpan.FromHours(3));

        await _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Critical, minutes: 180)], Stop);

        Assert.Equal((null, Noon.AddHours(3.5)), (Now.ShelvedUntil, Now.PromisedBy));
        Assert.Equal([AlertStepKind.Opened, AlertStepKind.Shelved, AlertStepKind.Raised, AlertStepKind.Unshelved], Now.Steps.Select(step => step.Kind));
        Assert.Equal(nameof(ShelfEnd.Graver), Now.Steps[^1].Detail);
        Assert.Equal(["0 Call lin"], await TellEverySecondAsync(1));
    }

    [Theory]
    [InlineData(Severity.Notice, Severity.Notice, false)]
    [InlineData(Severity.Notice, Severity.Attention, true)]      // graver than what was shelved
    [InlineData(Severity.Attention, Severity.Notice, false)]
    [InlineData(Severity.Attention, Severity.Attention, false)]  // chatter: what the shelf is for
    [InlineData(Severity.Attention, Severity.Urgent, true)]
    [InlineData(Severity.Urgent, Severity.Attention, false)]
    [InlineData(Severity.Urgent, Severity.Urgent, true)]         // grave in itself
    public async Task Condition_OpensAgain_BringsItBackWhereItIsGrave(Severity was, Severity again, bool back)
    {
        await OpenAsync(was);
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.FourHours, "表在修", Stop);

        await _desks.Care.DecidedAsync([Decision(severity: again, opened: 30, minutes: 30)], Stop);

        Assert.Equal(back, Now.ShelvedUntil is null);
        Assert.Equal(back ? nameof(ShelfEnd.Graver) : null, Now.Steps.SingleOrDefault(step => step.Kind == AlertStepKind.Unshelved)?.Detail);
    }

    [Fact]
    public async Task PutBack_ByHand_CallsFromThenAndASecondTapChangesNothing()
    {
        await OpenAsync(Severity.Attention);
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Day, "表在修", Stop);
        _desks.Time.Advance(TimeSpan.FromHours(2));

        var back = await _desks.Care.UnshelveAsync(Id, Zhou, Stop);
        var again = await _desks.Care.UnshelveAsync(Id, Zhou, Stop);

        Assert.Equal((back.Value.Version, nameof(ShelfEnd.ByHand), Zhou.Id), (again.Value.Version, Now.Steps[^1].Detail, Now.Steps[^1].By));
        Assert.IsType<AlertNotShelved>((await _desks.Care.UnshelveAsync(Id, Lin, Stop)).Problem);
        Assert.Equal(["0 Call lin", "60 NextCall zhou", "180 SupervisorCall he"], await TellEverySecondAsync(200));
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        Assert.Equal(Noon.AddHours(2), (await _desks.Stores.Visits.FindOpenAsync($"alert:{Id}", Stop))!.ClockFrom);
    }

    [Fact]
    public async Task Taken_IsOffTheShelfForGood()
    {
        await OpenAsync(Severity.Urgent);
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "女儿马上到", Stop);
        _desks.Time.Advance(TimeSpan.FromMinutes(10));

        var taken = await _desks.Care.TakeAsync(Id, Zhou, Stop);
        _desks.Time.Advance(TimeSpan.FromHours(2));
        await _desks.Sweep.RunAsync(Stop);

        Assert.Equal((null, AlertState.Taken, Noon.AddMinutes(40)), (taken.Value.ShelvedUntil, taken.Value.State, taken.Value.PromisedBy));
        Assert.Equal(AlertStepKind.Taken, Now.Steps[^1].Kind);
        Assert.Empty(await TellEverySecondAsync(300));
    }

    [Fact]
    public async Task Closed_OnTheShelf_StaysClosed()
    {
        await OpenAsync(Severity.Urgent);
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "女儿马上到", Stop);

        var closed = await _desks.Care.DismissAsync(Id, Zhou, FalseReason.Visitor, "", Stop);
        _desks.Time.Advance(TimeSpan.FromHours(2));
        await _desks.Sweep.RunAsync(Stop);

        Assert.Equal((AlertState.False, null), (closed.Value.State, closed.Value.ShelvedUntil));
        Assert.IsType<AlertIsClosed>((await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "再放放", Stop)).Problem);
        Assert.IsType<AlertIsClosed>((await _desks.Care.UnshelveAsync(Id, Lin, Stop)).Problem);
        Assert.Empty(_desks.Board.Latest("demo"));
    }

    [Fact]
    public async Task Cleared_OnTheShelf_ClosesItself()
    {
        await OpenAsync(Severity.Attention);
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "表在修", Stop);

        await _desks.Care.DecidedAsync([Decision(DecisionChange.Cleared, minutes: 20)], Stop);

        var closed = (await _desks.Stores.Alerts.FindAsync(Id, Stop))!;
        Assert.Equal((AlertOutcome.ClearedItself, null), (closed.Outcome, closed.ShelvedUntil));
    }

    [Fact]
    public async Task InHand_IsShelvedByItsWorker_AndNobodyHasItThen()
    {
        await OpenAsync(Severity.Urgent);
        await _desks.Care.TakeAsync(Id, Lin, Stop);
        Assert.IsType<AlertAlreadyTaken>((await _desks.Care.ShelveAsync(Id, Zhou, ShelfTime.Hour, "女儿马上到", Stop)).Problem);

        var shelved = await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "女儿马上到", Stop);
        await _desks.Care.UnshelveAsync(Id, Lin, Stop);

        Assert.Equal((AlertState.Open, null), (shelved.Value.State, shelved.Value.TakenBy));
        Assert.Equal(["0 Call lin"], await TellEverySecondAsync(1));
    }

    [Fact]
    public async Task WhileSomebodyIsToGo_IsNotShelved()
    {
        await OpenAsync(Severity.Urgent);
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);

        Assert.IsType<AlertHasVisit>((await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "女儿马上到", Stop)).Problem);
    }

    [Fact]
    public async Task Shelve_CriticalOrSosOrAreaOrProposedAsFalse_IsRefusedAndOnTheLog()
    {
        await _desks.Care.DecidedAsync([Decision(severity: Severity.Critical), Decision(severity: Severity.Attention, kind: AnomalyKind.Sos, cause: "b"), Outage(5)], Stop);
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "", Stop);

        foreach (var alert in _desks.Board.Latest("demo"))
        {
            Assert.IsType<AlertCannotBeShelved>((await _desks.Care.ShelveAsync(alert.Id, Ma, ShelfTime.Hour, "等一等", Stop)).Problem);
        }

        Assert.Equal(3, (await _desks.AuditAsync()).Count(record => record is { Action: "alert.shelve", Result: "alert.no-shelf" }));
    }

    [Fact]
    public async Task Shelve_WithoutReasonOrASecondTime_IsRefused()
    {
        await OpenAsync(Severity.Attention);
        Assert.IsType<AlertShelfReasonNeeded>((await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, " ", Stop)).Problem);
        var first = await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "表在修", Stop);

        Assert.IsType<AlertIsShelved>((await _desks.Care.ShelveAsync(Id, Zhou, ShelfTime.Day, "再放放", Stop)).Problem);
        var tap = await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "表在修", Stop);
        Assert.Equal(first.Value, tap.Value);
        Assert.True((await AuditChain.VerifyAsync(_desks.Stores.Audit.ReadAsync(0, Stop), null, Stop)).IsWhole);
        Assert.Contains("shelved:2026-11-22T05:00:00", (await _desks.AuditAsync()).Single(record => record is { Action: "alert.shelve", Result: AuditEntry.Done }).Details!.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Away_EndsWhileShelved_StaysQuietUntilTheShelfEnds()
    {
        await _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
        await OpenAsync(Severity.Urgent);
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "女儿马上到", Stop);
        await _desks.Homes.SetPresenceAsync(Place, Lin, WorkerPresence.Away, Noon.AddDays(1), "", Stop);
        await _desks.Homes.EndPresenceAsync(Place, Lin, Stop);
        Assert.Equal((null, null), (Now.HeldUntil, Now.PromisedBy));
        Assert.Empty(await TellEverySecondAsync(600));
        _desks.Time.Advance(TimeSpan.FromHours(1));

        await _desks.Sweep.RunAsync(Stop);

        Assert.Equal(["0 Call lin", "60 NextCall zhou"], await TellEverySecondAsync(120));
    }

    [Fact]
    public async Task Remark_BackFromTheShelfAndGraverLater_CallsFromWhenItBecameGrave()
    {
        await OpenAsync(Severity.Notice);
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "先放着", Stop);
        await _desks.Care.UnshelveAsync(Id, Lin, Stop);
        _desks.Time.Advance(TimeSpan.FromHours(2));

        await _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Urgent, minutes: 120)], Stop);

        Assert.Equal(["0 Call lin", "60 NextCall zhou"], await TellEverySecondAsync(120));
    }

    private async Task OpenAsync(Severity severity) => await _desks.Care.DecidedAsync([Decision(severity: severity)], Stop);

    /// <summary>Lets the seconds pass one by one; who was told something in them, and in which.</summary>
    private async Task<List<string>> TellEverySecondAsync(int seconds)
    {
        List<string> told = [];
        for (var second = 0; second < seconds; second++)
        {
            var before = _desks.Phone.Told.Count();
            await _desks.LookAsync();
            told.AddRange(_desks.Phone.Told.Skip(before).Select(one => $"{second} {one}"));
            _desks.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return told;
    }
}
