using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Notices;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>What people do with the morning list, and whom the program tells of it; the clock stands at noon of the estate, after the hour.</summary>
public sealed class MorningDeskTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    private MorningLine Line => Assert.Single(_desks.Mornings.Renew("demo").Lines);

    private MorningDesk Desk => _desks.Morning;

    public async Task InitializeAsync()
    {
        await _desks.StartAsync();
        await _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task Fine_Recorded_TakesTheHomeOffTheListAndSurvivesARestart()
    {
        Assert.True(Line.IsToCall);

        var written = await Desk.RecordAsync(Place, MorningOutcome.Fine, "刚起床", 0, Lin, Stop);

        Assert.Equal(MorningGroup.Answered, written.Value.Group);
        await using var restarted = new Desks(_desks.Stores);
        await restarted.StartAsync();
        var line = Assert.Single(restarted.Mornings.Latest("demo").Lines);
        Assert.Equal((MorningGroup.Answered, Lin.Name, Noon), (line.Group, line.Answer!.ByName, line.Answer.At));
        Assert.Contains(await _desks.AuditAsync(), record => record is { Action: "morning.record", Result: AuditEntry.Done } && record.Details!.Reason == "刚起床");
    }

    [Fact]
    public async Task TwoWorkers_OneHome_TheSecondIsToldWhoHasIt()
    {
        await Desk.StartAsync(Place, 0, Lin, Stop);

        var start = await Desk.StartAsync(Place, 0, Zhou, Stop);
        var record = await Desk.RecordAsync(Place, MorningOutcome.Fine, "", 1, Zhou, Stop);

        Assert.Equal(Lin.Name, Line.InHand?.ByName);
        Assert.Equal(Lin.Name, Assert.IsType<MorningHomeTaken>(start.Problem).Other);
        Assert.Equal(Lin.Name, Assert.IsType<MorningHomeTaken>(record.Problem).Other);
        Assert.True((await Desk.StartAsync(Place, 0, Lin, Stop)).Succeeded);   // a second press
        Assert.True((await Desk.RecordAsync(Place, MorningOutcome.NoAnswer, "", 0, Lin, Stop)).Succeeded);
        Assert.Equal(2, Line.Seen);

        // Lin is done; Zhou looked before that and is told so, then looks again.
        Assert.IsType<MorningHomeTaken>((await Desk.RecordAsync(Place, MorningOutcome.NoAnswer, "", 1, Zhou, Stop)).Problem);
        Assert.True((await Desk.RecordAsync(Place, MorningOutcome.NoAnswer, "", 2, Zhou, Stop)).Succeeded);
    }

    [Fact]
    public async Task TwoPrograms_OneHome_OnlyOneWrites()
    {
        await using var other = new Desks(_desks.Stores);
        await other.StartAsync();
        await Desk.RecordAsync(Place, MorningOutcome.Fine, "", 0, Lin, Stop);

        var late = await other.Morning.RecordAsync(Place, MorningOutcome.NoAnswer, "", 0, Zhou, Stop);

        Assert.Equal(Lin.Name, Assert.IsType<MorningHomeTaken>(late.Problem).Other);
        Assert.Equal(MorningGroup.Answered, Assert.Single(other.Mornings.Latest("demo").Lines).Group);
    }

    [Fact]
    public async Task Command_SentTwice_HasOneEffectAndOneAnswer()
    {
        var keyed = Lin with { CommandKey = Guid.NewGuid() };

        var first = await Desk.RecordAsync(Place, MorningOutcome.NoAnswer, "", 0, keyed, Stop);
        var again = await Desk.RecordAsync(Place, MorningOutcome.NoAnswer, "", 0, keyed, Stop);

        Assert.True(first.Succeeded && again.Succeeded);
        Assert.Equal((1, 1), (Line.Seen, Line.Unanswered));
    }

    [Fact]
    public async Task NeedsHelp_ToVisit_LeavesAtOnceAndWhatWasFoundAtTheDoorEndsIt()
    {
        await Desk.RecordAsync(Place, MorningOutcome.NeedsHelp, "头晕", 0, Lin, Stop);

        var visit = (await Desk.AskVisitAsync(Place, "头晕，需要人去看", null, Lin, Stop)).Value;

        Assert.True(visit.MayLeaveAtOnce);
        Assert.Equal(Noon + PromisePolicy.Promise, visit.PromisedBy);
        Assert.Equal((visit.Id, VisitState.Asked), (Line.Visit, Line.VisitState));
        Assert.IsType<VisitAlreadyAsked>((await Desk.AskVisitAsync(Place, "再申请", null, Zhou, Stop)).Problem);
        await _desks.Dispatch.DepartAsync(visit.Id, Lin, Stop);
        await _desks.Dispatch.ArriveAsync(visit.Id, Lin, Stop);
        Assert.True(Line.IsToCall);
        var finished = await Desk.FinishVisitAsync(visit.Id, AlertOutcome.Helped, "量了血压", Lin, Stop);
        Assert.Equal(VisitState.Done, finished.Value.State);
        Assert.Equal((MorningGroup.Answered, true, AlertOutcome.Helped), (Line.Group, Line.Answer!.AtDoor, Line.Answer.Found));
        await Desk.FinishVisitAsync(visit.Id, AlertOutcome.Helped, "量了血压", Lin, Stop);   // a second press
        Assert.Equal(2, Line.Seen);
    }

    [Fact]
    public async Task NoAnswer_ToVisit_WaitsForApprovalAndARefusedOneLeavesTheHomeOnTheList()
    {
        await Desk.RecordAsync(Place, MorningOutcome.NoAnswer, "", 0, Lin, Stop);
        var visit = (await Desk.AskVisitAsync(Place, "两次无人接听", null, Lin, Stop)).Value;

        Assert.False(visit.MayLeaveAtOnce);
        await _desks.Dispatch.RefuseAsync(visit.Id, Ma, "邻居已看过", Stop);

        Assert.True(Line.IsToCall);
        Assert.Null(Line.Visit);
    }

    [Fact]
    public async Task FinishVisit_OfAnAlert_IsRefused()
    {
        var other = (await _desks.Dispatch.AskAsync(new VisitRequest(Place, Cell, "alert:1", "看看", true, Noon, null, null), Lin, Stop)).Value;

        Assert.IsType<NotOfTheMorning>((await Desk.FinishVisitAsync(other.Id, AlertOutcome.Fine, "", Lin, Stop)).Problem);
    }

    [Theory]
    [InlineData(AlertOutcome.ConsentEnded, "")]
    [InlineData(AlertOutcome.Other, " ")]
    [InlineData((AlertOutcome)99, "")]
    public async Task FinishVisit_WithWhatNobodyCanFind_IsRefused(AlertOutcome found, string note)
    {
        var visit = await AtTheDoorAsync();

        Assert.IsType<MorningFoundNotValid>((await Desk.FinishVisitAsync(visit, found, note, Lin, Stop)).Problem);
        Assert.True((await _desks.Dispatch.FindAsync(visit, Lin, Stop)).Value.IsOpen);
    }

    [Fact]
    public async Task FinishVisit_ToldTheNextMorning_SaysNothingOfThatMorning()
    {
        await Desk.RecordAsync(Place, MorningOutcome.NoAnswer, "", 0, Lin, Stop);
        var visit = await AtTheDoorAsync();
        _desks.Time.Advance(TimeSpan.FromHours(18));   // 6:00, without a link all night

        Assert.True((await Desk.FinishVisitAsync(visit, AlertOutcome.Fine, "", Lin with { GivenAt = Noon.AddMinutes(10) }, Stop)).Succeeded);

        Assert.Null(Line.Answer);
        Assert.True(Line.IsToCall);
        var told = (await _desks.Stores.MorningCalls.ListAsync(default, Stop)).Single(call => call.Outcome == MorningOutcome.AtDoor);
        Assert.Equal((new DateOnly(2026, 11, 22), 2), (told.Day, told.Number));
    }

    [Fact]
    public async Task FinishVisit_WhileAnotherProgramWrites_IsNotLost()
    {
        var visit = await AtTheDoorAsync();
        await using var other = new Desks(_desks.Stores);
        await other.StartAsync();
        await other.Morning.RecordAsync(Place, MorningOutcome.NoAnswer, "", 0, Zhou, Stop);

        await Desk.FinishVisitAsync(visit, AlertOutcome.Fine, "", Lin, Stop);

        Assert.Equal((MorningGroup.Answered, true), (Line.Group, Line.Answer?.AtDoor));
    }

    [Fact]
    public async Task AlertOfTheMorning_ClosedAsFine_NeedsNoSecondCallAlsoAfterARestart()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        Assert.Equal(MorningGroup.AlertOpen, Line.Group);

        await _desks.Care.ResolveAsync(AlertPolicy.ConditionOf(Decision()), Lin, AlertOutcome.Fine, "", Stop);

        Assert.Equal((MorningGroup.Answered, Lin.Name), (Line.Group, Line.Answer?.ByName));
        _desks.Time.Advance(TimeSpan.FromMinutes(1));
        await using var restarted = new Desks(_desks.Stores);
        restarted.Time.Advance(TimeSpan.FromMinutes(1));
        await restarted.StartAsync();
        Assert.Equal(MorningGroup.Answered, Assert.Single(restarted.Mornings.Latest("demo").Lines).Group);
    }

    [Fact]
    public async Task AlertOfTheMorning_OpenedAgain_TakesItsAnswerBackAndLeavesThatOfAnother()
    {
        var (silence, water) = (Decision(), Decision(kind: AnomalyKind.ContinuousWater));
        await _desks.Care.DecidedAsync([silence, water], Stop);
        await _desks.Care.ResolveAsync(AlertPolicy.ConditionOf(water), Zhou, AlertOutcome.Fine, "", Stop);
        _desks.Time.Advance(TimeSpan.FromMinutes(1));
        await _desks.Care.RecordContactAsync(AlertPolicy.ConditionOf(silence), Lin, ContactOutcome.Fine, "", Stop);
        await _desks.Care.ResolveAsync(AlertPolicy.ConditionOf(silence), Lin, AlertOutcome.Fine, "", Stop);
        Assert.Equal(Lin.Name, Line.Answer?.ByName);

        await _desks.Care.ReopenAsync(AlertPolicy.ConditionOf(silence), Lin, "不是本人接的", Stop);
        Assert.Equal(Zhou.Name, Line.Answer?.ByName);

        await _desks.Care.ReopenAsync(AlertPolicy.ConditionOf(water), Zhou, "听错了", Stop);
        Assert.Null(Line.Answer);
    }

    [Fact]
    public async Task AlertOfTheMorning_SaidToBeFineThenAskedFor_StaysAnsweredAlsoAfterARestart()
    {
        var id = AlertPolicy.ConditionOf(Decision());
        await _desks.Care.DecidedAsync([Decision()], Stop);
        await _desks.Care.RecordContactAsync(id, Lin, ContactOutcome.Fine, "", Stop);
        await _desks.Care.AskVisitAsync(id, Lin, "还是去看看", null, Stop);
        var before = Line.Answer;
        _desks.Time.Advance(TimeSpan.FromMinutes(1));

        await using var restarted = new Desks(_desks.Stores);
        restarted.Time.Advance(TimeSpan.FromMinutes(1));
        await restarted.StartAsync();

        Assert.Equal(Lin.Name, before?.ByName);
        Assert.Equal(before, Assert.Single(restarted.Mornings.Latest("demo").Lines).Answer);
    }

    [Fact]
    public async Task Consent_Withdrawn_StandsOnNoListAndIsNotCalled()
    {
        await _desks.Consents.WithdrawAsync(Place, Word, Lin, Stop);

        Assert.Empty(_desks.Mornings.Renew("demo").Lines);
        Assert.IsType<MorningNotMonitored>((await Desk.RecordAsync(Place, MorningOutcome.Fine, "", 0, Lin, Stop)).Problem);
    }

    [Fact]
    public async Task Hour_HomesRemain_TellsThoseOnDutyOnceAndEndsWithTheList()
    {
        await _desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(12)), 1, Ma, Stop);

        await _desks.MorningSweep.RunAsync(Stop);
        await _desks.LookAsync();
        await _desks.MorningSweep.RunAsync(Stop);
        await _desks.LookAsync();

        Assert.Equal(["MorningCalls lin", "MorningCalls zhou"], _desks.Phone.Told.Order());
        Assert.Equal(2, _desks.Calls.All.Count());
        await Desk.RecordAsync(Place, MorningOutcome.Fine, "", 0, Lin, Stop);
        await _desks.MorningSweep.RunAsync(Stop);
        Assert.Empty(_desks.Calls.All);

        // It fills again, and the program starts anew: told once is told once.
        await Desk.RecordAsync(Place, MorningOutcome.NeedsHelp, "", 1, Lin, Stop);
        await _desks.MorningSweep.RunAsync(Stop);
        await using var restarted = new Desks(_desks.Stores);
        await restarted.StartAsync();
        await restarted.MorningSweep.RunAsync(Stop);
        await restarted.LookAsync();
        Assert.Empty(restarted.Phone.Told);
    }

    [Fact]
    public async Task Hour_NotCome_TellsNobody()
    {
        _desks.Time.SetUtcNow(Noon.AddHours(19));   // seven in the morning of the next day

        await _desks.MorningSweep.RunAsync(Stop);

        Assert.Equal(MorningGroup.Unwatched, Line.Group);
        Assert.Empty(_desks.Calls.All);
    }

    [Fact]
    public async Task NextMorning_CallsOfYesterday_CountNoMoreAndAreKeptForTheirTime()
    {
        await Desk.RecordAsync(Place, MorningOutcome.Fine, "", 0, Lin, Stop);

        _desks.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((true, 0), (Line.IsToCall, Line.Seen));
        Assert.True((await Desk.RecordAsync(Place, MorningOutcome.Fine, "", 0, Zhou, Stop)).Succeeded);
        Assert.Equal(0, await _desks.MorningBook.SweepAsync(Stop));
        _desks.Time.Advance(TimeSpan.FromDays(365));
        Assert.Equal(1, await _desks.MorningBook.SweepAsync(Stop));
    }

    [Fact]
    public async Task Erasure_OfAHome_TakesItsCallsAlong()
    {
        await Desk.RecordAsync(Place, MorningOutcome.Fine, "", 0, Lin, Stop);
        await _desks.Consents.WithdrawAsync(Place, Word, Lin, Stop);
        var erasure = new ErasureDesk(new VolatileReadingStore(), _desks.Agreed, new CommandLog(_desks.Stores.Audit, _desks.Time), _desks.Stores.Audit, [_desks.MorningBook]);

        Assert.Equal(1, (await erasure.EraseAsync(Place, Ma, Stop)).Value);

        Assert.Empty(await _desks.Stores.MorningCalls.ListAsync(DateOnly.MinValue, Stop));
    }

    private async Task<VisitId> AtTheDoorAsync()
    {
        var visit = (await Desk.AskVisitAsync(Place, "去看看", null, Lin, Stop)).Value.Id;
        await _desks.Dispatch.ApproveAsync(visit, Ma, Lin.Id, Stop);
        await _desks.Dispatch.DepartAsync(visit, Lin, Stop);
        await _desks.Dispatch.ArriveAsync(visit, Lin, Stop);
        return visit;
    }
}
