using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Notices;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Who is called when, and when it stops; the clock moves by hand.</summary>
public sealed class EscalationTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly AlertId Id = AlertPolicy.ConditionOf(Decision());

    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    public async Task InitializeAsync()
    {
        await _desks.StartAsync();
        await _desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(12)), 1, Ma, Stop);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task Alert_NobodyTakes_CallsTheFirstTheNextAndTheSupervisorEachOnce()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);

        var told = await TellEverySecondAsync(600);

        Assert.Equal(["0 Call lin", "60 NextCall zhou", "180 SupervisorCall he"], told);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    [InlineData(200, 3)]
    public async Task Alert_Taken_StopsEveryCallAtOnceAndForGood(int second, int called)
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        await TellEverySecondAsync(second + 1);

        await _desks.Care.TakeAsync(Id, Zhou, Stop);
        await _desks.LookAsync();

        Assert.Empty(_desks.Calls.All);
        Assert.Equal(called, _desks.Phone.Heard.Count(one => one.What == NoticeEvent.Stop));
        await TellEverySecondAsync(900);
        Assert.Equal(called, _desks.Phone.Told.Count());
        Assert.All(await _desks.Stores.Notices.ListAsync($"alert:{Id}", Stop), notice => Assert.Equal(NoticeState.Ended, notice.State));
    }

    [Fact]
    public async Task Taken_ThenWorseAndRefused_CallsNobodyUntilReopenedByName()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        await _desks.LookAsync();
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        await _desks.Dispatch.RefuseAsync(_desks.Board.Find(Id)!.Visit!.Value, Ma, "先打电话", Stop);
        await _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Critical, minutes: 1), Decision(opened: 2, minutes: 2)], Stop);
        await TellEverySecondAsync(300);
        Assert.Equal(["Call lin"], CallsOnly());

        await _desks.Care.ReopenAsync(Id, Lin, "下班了，请接着看", Stop);
        await TellEverySecondAsync(61);

        Assert.Equal(["Call lin", "Call lin", "NextCall zhou"], CallsOnly());
        var step = _desks.Board.Find(Id)!.Steps[^1];
        Assert.Equal((AlertStepKind.Reopened, Lin.Name, "下班了，请接着看"), (step.Kind, step.ByName, step.Note));
    }

    [Fact]
    public async Task Closed_ThenReopened_CallsWithANewPromiseAndTakesBackItsLesson()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.Fine, "", Stop);
        _desks.Time.Advance(TimeSpan.FromHours(2));

        var reopened = await _desks.Care.ReopenAsync(Id, Zhou, "认错了门", Stop);
        await _desks.LookAsync();

        Assert.Equal((AlertState.Open, null, Noon.AddHours(2.5)), (reopened.Value.State, reopened.Value.Outcome, reopened.Value.PromisedBy));
        Assert.Equal(["Call lin"], CallsOnly());
        Assert.All(_desks.Book.Of(Place), lesson => Assert.NotNull(lesson.UndoneAt));
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        Assert.Equal(Noon.AddHours(2), (await _desks.Stores.Visits.FindOpenAsync($"alert:{Id}", Stop))!.ClockFrom);
        await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.Helped, "", Stop);
        Assert.Equal(LessonKind.Real, Assert.Single(_desks.Book.Of(Place), lesson => lesson.UndoneAt is null).Kind);
    }

    [Fact]
    public async Task Reopen_WithoutReasonOrOfAnothersOrBesideANewerOne_IsRefused()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        Assert.IsType<AlertIsOpen>((await _desks.Care.ReopenAsync(Id, Lin, "再看看", Stop)).Problem);
        await _desks.Care.TakeAsync(Id, Lin, Stop);
        Assert.IsType<AlertReasonNeeded>((await _desks.Care.ReopenAsync(Id, Lin, " ", Stop)).Problem);
        Assert.IsType<AlertAlreadyTaken>((await _desks.Care.ReopenAsync(Id, Zhou, "再看看", Stop)).Problem);
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        Assert.IsType<AlertHasVisit>((await _desks.Care.ReopenAsync(Id, Lin, "再看看", Stop)).Problem);
        await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.Other, "搬走了", Stop);
        await _desks.Care.DecidedAsync([Decision(opened: 5, minutes: 5)], Stop);
        Assert.IsType<AlertOpenAgain>((await _desks.Care.ReopenAsync(Id, Lin, "再看看", Stop)).Problem);
    }

    [Fact]
    public async Task PutBack_WhileItsVisitIsAskedFor_IsInTheHandOfWhoAsked()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        var open = _desks.Board.Find(Id)!;
        var request = new VisitRequest(Place, Cell, open.Subject, "看看", false, Noon, null, null);

        var followed = open.Follow(Visit.Ask(VisitId.New(), request, Zhou, Noon));

        Assert.Equal((AlertState.VisitAsked, Zhou.Id, Noon), (followed.State, followed.TakenBy!.Value, followed.TakenAt!.Value));
        Assert.Equal([AlertStepKind.Opened, AlertStepKind.Taken, AlertStepKind.VisitAsked], followed.Steps.Select(step => step.Kind));
    }

    [Fact]
    public async Task Restart_InTheMiddle_TellsNothingTwiceAndGoesOn()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        await TellEverySecondAsync(62);
        await using var next = new Desks(_desks.Stores);
        next.Time.Advance(_desks.Time.GetUtcNow() - Noon);
        await next.StartAsync();
        for (var second = 62; second < 300; second++)
        {
            await next.LookAsync();
            next.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["SupervisorCall he"], next.Phone.Told);
    }

    [Fact]
    public async Task Down_ForTenMinutes_CallsAllThreeAtOnce()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        _desks.Time.Advance(TimeSpan.FromMinutes(10));

        await _desks.LookAsync();

        Assert.Equal(["Call lin", "NextCall zhou", "SupervisorCall he"], _desks.Phone.Told.Order());
    }

    [Fact]
    public async Task Remark_Held_AndCleared_CallNobody()
    {
        await _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
        await _desks.Care.DecidedAsync([Decision(severity: Severity.Notice)], Stop);
        await TellEverySecondAsync(61);
        Assert.Empty(_desks.Phone.Heard);

        // It calls from when it became more than a remark; away it waits; back it calls anew.
        await _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Attention, minutes: 1)], Stop);
        Assert.Equal(["0 Call lin"], await TellEverySecondAsync(30));
        await _desks.Homes.SetPresenceAsync(Place, Lin, WorkerPresence.Away, Noon.AddHours(1), "", Stop);
        Assert.Empty(await TellEverySecondAsync(120));
        await _desks.Homes.EndPresenceAsync(Place, Lin, Stop);
        Assert.Equal(["0 Call lin", "60 NextCall zhou"], await TellEverySecondAsync(61));
        await _desks.Care.DecidedAsync([Decision(DecisionChange.Cleared, Severity.Attention, minutes: 6)], Stop);
        Assert.Empty(await TellEverySecondAsync(300));
    }

    [Fact]
    public async Task Remark_PutBackByAPersonAndGraverLater_CallsFromWhenItBecameGrave()
    {
        await _desks.Care.DecidedAsync([Decision(severity: Severity.Notice)], Stop);
        await _desks.Care.TakeAsync(Id, Lin, Stop);
        await _desks.Care.ReopenAsync(Id, Lin, "先放着", Stop);
        _desks.Time.Advance(TimeSpan.FromHours(2));

        await _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Urgent, minutes: 120)], Stop);

        Assert.Equal(["0 Call lin", "60 NextCall zhou"], await TellEverySecondAsync(120));
    }

    [Fact]
    public async Task Remark_ArmedAgainAndGraverLater_CallsFromWhenItBecameGrave()
    {
        await _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
        await _desks.Care.DecidedAsync([Decision(severity: Severity.Notice)], Stop);
        await _desks.Homes.SetPresenceAsync(Place, Lin, WorkerPresence.Away, Noon.AddDays(1), "", Stop);
        await _desks.Homes.EndPresenceAsync(Place, Lin, Stop);
        _desks.Time.Advance(TimeSpan.FromHours(2));

        await _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Urgent, minutes: 120)], Stop);

        Assert.Equal(["0 Call lin", "60 NextCall zhou"], await TellEverySecondAsync(120));
    }

    [Fact]
    public async Task DeviceTrouble_CallsNobody()
    {
        await _desks.Care.DecidedAsync([Decision(severity: Severity.Attention, kind: AnomalyKind.DeviceFault, cause: "w1")], Stop);

        Assert.Empty(await TellEverySecondAsync(200));
    }

    [Fact]
    public async Task Nobody_OnDuty_CallsAllWorkersThenAllGridManagers()
    {
        _desks.Time.Advance(TimeSpan.FromHours(12));
        await _desks.Care.DecidedAsync([Decision()], Stop);

        Assert.Equal(["0 Call he", "0 Call lin", "0 Call zhou", "60 NextCall luo", "60 NextCall ma"], (await TellEverySecondAsync(400)).Order());
    }

    [Fact]
    public async Task OneWorker_OnDuty_TheSupervisorIsNextAndTheGridManagerLast()
    {
        var shift = _desks.Roster.At("demo", Noon)!;
        await _desks.Duty.ChangeAsync(shift with { Workers = [Lin.Id] }, Ma, Stop);
        await _desks.Care.DecidedAsync([Decision()], Stop);

        Assert.Equal(["0 Call lin", "60 NextCall he", "180 SupervisorCall ma"], await TellEverySecondAsync(400));
    }

    [Fact]
    public async Task Visit_NobodyApproves_RemindsAtThreeMinutesAndCallsTheDeputyAtFive()
    {
        await AskAsync(Severity.Urgent);

        Assert.Equal(["0 ApprovalAsked ma", "180 ApprovalReminder ma", "300 ApprovalDeputy luo"], await TellEverySecondAsync(700));
    }

    [Fact]
    public async Task Visit_Approved_StopsTheReminders()
    {
        var visit = await AskAsync(Severity.Urgent);
        await TellEverySecondAsync(100);

        await _desks.Dispatch.ApproveAsync(visit, Ma, null, Stop);

        Assert.Empty(await TellEverySecondAsync(600));
        Assert.Empty(_desks.Calls.All);
    }

    [Fact]
    public async Task Critical_IsNeverHeldUpByAMissingApproval_ButRecordedForIt()
    {
        var visit = await AskAsync(Severity.Critical);
        Assert.True((await _desks.Dispatch.DepartAsync(visit, Zhou, Stop)).Succeeded);
        Assert.True((await _desks.Dispatch.ArriveAsync(visit, Zhou, Stop)).Succeeded);

        Assert.Equal(["0 ApprovalAsked ma", "180 ApprovalReminder ma", "300 ApprovalDeputy luo"], await TellEverySecondAsync(400));
        Assert.True((await _desks.Stores.Visits.FindAsync(visit, Stop))!.NeedsApprovalAfter);
        await _desks.Care.ResolveAsync(Id, Zhou, AlertOutcome.Helped, "", Stop);
        await _desks.Dispatch.ApproveAsync(visit, Luo, null, Stop);
        Assert.False((await _desks.Stores.Visits.FindAsync(visit, Stop))!.NeedsApprovalAfter);
        await _desks.LookAsync();
        Assert.Empty(_desks.Calls.All);
    }

    [Fact]
    public async Task Urgent_BecomesCriticalWhileItsVisitWaits_MayLeaveAtOnce()
    {
        var visit = await AskAsync(Severity.Urgent);
        Assert.IsType<VisitNotApproved>((await _desks.Dispatch.DepartAsync(visit, Zhou, Stop)).Problem);

        await _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Critical, minutes: 3)], Stop);

        Assert.True((await _desks.Dispatch.DepartAsync(visit, Zhou, Stop)).Succeeded);
        Assert.Contains(_desks.Board.Find(Id)!.Steps, step => step.Kind == AlertStepKind.VisitHurried);
    }

    private async Task<VisitId> AskAsync(Severity severity)
    {
        await _desks.Care.DecidedAsync([Decision(severity: severity)], Stop);
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        return _desks.Board.Find(Id)!.Visit!.Value;
    }

    private IEnumerable<string> CallsOnly() => _desks.Phone.Told.Where(told => !told.StartsWith("Approval", StringComparison.Ordinal));

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
