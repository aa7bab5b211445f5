using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>What the desks do around the moves: the way of a PUT, dispatch, reminders, duplicates, codes, ratings.</summary>
public sealed class RepairDeskTests : IAsyncLifetime
{
    private readonly RepairRoom _room = RepairRoom.Fresh();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task Bring_ToCompleted_PutsEachStepOnRecordAndTheNoteAsEvidence()
    {
        var id = (await _room.ReportAsync()).Id;

        var done = (await _room.Desk.BringAsync(id, RepairView.Completed, "换了一段水管", Ma with { CommandKey = Guid.NewGuid() }, default)).Value;

        Assert.Equal(
            [RepairStepKind.Submitted, RepairStepKind.Triaged, RepairStepKind.Assigned, RepairStepKind.Accepted, RepairStepKind.Started, RepairStepKind.Finished],
            done.Steps.Select(step => step.Kind));
        Assert.Equal(("换了一段水管", Ma.Id, RepairState.Done), (done.Steps[^1].Note, done.Worker, done.State));
        Assert.Equal(6, (await _room.AuditAsync()).Count(record => record.Details!.Subject == done.Subject));
    }

    [Fact]
    public async Task Bring_SameKeyTwice_IsOneChange()
    {
        var id = (await _room.ReportAsync()).Id;
        var keyed = Ma with { CommandKey = Guid.NewGuid() };

        await _room.Desk.BringAsync(id, RepairView.Processing, "马上来", keyed, default);
        var again = await _room.Desk.BringAsync(id, RepairView.Processing, "马上来", keyed, default);

        Assert.Null(again.Problem);
        Assert.Equal(5, again.Value.Version);
    }

    [Fact]
    public async Task Bring_ByAWorker_WhatAColleagueHas_IsTakenOverOpenly()
    {
        var repair = await _room.InAsync(RepairState.Accepted);

        var taken = (await _room.Desk.BringAsync(repair.Id, RepairView.Completed, "我来", Qin, default)).Value;

        Assert.Equal((Qin.Id, RepairState.Done), (taken.Worker, taken.State));
        Assert.Contains(taken.Steps, step => step.Kind == RepairStepKind.Assigned && step.By == Qin.Id);
        Assert.IsType<RepairHasOtherWorker>((await _room.Desk.StartAsync((await _room.InAsync(RepairState.Accepted)).Id, Qin, default)).Problem);
    }

    [Fact]
    public async Task Report_SureOfItsKind_GoesToTheUnitAfterItsRestAndNotBefore()
    {
        var id = (await _room.ReportAsync()).Id;

        await _room.LookAsync();
        Assert.Equal(RepairState.Submitted, _room.Board.Find(id)!.State);
        _room.Time.Advance(TimeSpan.FromSeconds(10));
        await _room.LookAsync();

        var sent = _room.Board.Find(id)!;
        Assert.Equal((RepairState.Assigned, RepairUnits.PropertyEngineering), (sent.State, sent.Unit));
        Assert.Equal(Actor.ProgramId, sent.Steps[^1].By);
        Assert.Equal(Noon + ResponsibilityDirectory.Default.For(ServiceCodes.Water, SiteKind.Home).Deadline(sent.Urgency, new DateOnly(2026, 11, 20)), sent.DueAt);
    }

    [Fact]
    public async Task Report_NotSureOfItsKind_WaitsForAPersonWhoIsTold()
    {
        var id = (await _room.ReportAsync(Riddle)).Id;
        _room.Time.Advance(TimeSpan.FromMinutes(1));

        await _room.LookAsync();

        Assert.Equal(RepairState.Submitted, _room.Board.Find(id)!.State);
        Assert.Equal([Zhou.Id.Value], Told(id, NoticeStage.RepairToSort));
        await _room.Desk.TriageAsync(id, new RepairTriage(ServiceCodes.Entrance, SiteKind.Building), Zhou, default);
        await _room.LookAsync();
        Assert.Equal(RepairState.Assigned, _room.Board.Find(id)!.State);
        Assert.Empty(Told(id, NoticeStage.RepairToSort));
    }

    [Fact]
    public async Task Report_OfADanger_GoesAtOnceToThoseWhoHandleRepairs()
    {
        var gas = await _room.ReportAsync(new RepairReport("厨房有煤气味", "厨房闻到很重的燃气味，怕漏气", "3 号楼 502"));

        await _room.LookAsync();

        var sent = _room.Board.Find(gas.Id)!;
        Assert.Equal((RepairState.Assigned, RepairUnits.GasCompany, Urgency.Danger), (sent.State, sent.Unit, sent.Urgency));
        Assert.Equal([Ma.Id.Value, Qin.Id.Value, Zhou.Id.Value], Told(gas.Id, NoticeStage.RepairDanger));
    }

    [Fact]
    public async Task NotFixed_ReachesTheWorkerWhoClosedIt_OnceAndUntilTakenUp()
    {
        var repair = await _room.InAsync(RepairState.Reopened);

        await _room.LookAsync();
        await _room.LookAsync();

        Assert.Equal([Ma.Id.Value], Told(repair.Id, NoticeStage.RepairNotFixed));
        await _room.Desk.AcceptAsync(repair.Id, Ma, default);
        await _room.LookAsync();
        Assert.Empty(Told(repair.Id, NoticeStage.RepairNotFixed));
    }

    [Fact]
    public async Task Overdue_GoesUpStepByStep_EachOnRecordOnce_AndNotWhileItWaits()
    {
        var repair = await _room.InAsync(RepairState.Accepted);
        var steps = ResponsibilityDirectory.Default.For(ServiceCodes.Water, SiteKind.Home).Steps;
        await _room.Desk.WaitAsync(repair.Id, RepairWait.Parts, repair.DueAt!.Value.AddDays(1), "等配件", Ma, default);
        _room.Time.Advance(repair.DueAt.Value - Noon + TimeSpan.FromHours(1));
        await _room.LookAsync();
        Assert.Equal(0, _room.Board.Find(repair.Id)!.Escalation);

        _room.Time.Advance(TimeSpan.FromDays(1) + steps[^1].AfterDeadline);
        await _room.LookAsync();
        await _room.LookAsync();

        var late = _room.Board.Find(repair.Id)!;
        Assert.Equal(["", .. steps.Select(step => step.To.ToString())], late.Steps.Where(step => step.Kind is RepairStepKind.Reminded or RepairStepKind.Escalated).Select(step => step.Detail));
        Assert.Equal([Gu.Id.Value, Ma.Id.Value, Zhou.Id.Value], Told(repair.Id, NoticeStage.RepairOverdue).Distinct());
    }

    [Fact]
    public async Task Done_NobodyObjects_CountsAsConfirmedAndSaysThatNobodyAnswered()
    {
        var repair = await _room.InAsync(RepairState.Done);
        _room.Time.Advance(RepairPolicy.SilentConfirm);

        await _room.LookAsync();

        var confirmed = (await _room.Stores.Repairs.FindAsync(repair.Id, default))!;
        Assert.Equal((RepairState.Confirmed, "silent", Actor.ProgramId), (confirmed.State, confirmed.Steps[^1].Detail, confirmed.Steps[^1].By));
        Assert.Null(_room.Board.Find(repair.Id));
    }

    [Fact]
    public async Task Merge_KeepsAllWhoReported_AndEachMayObjectAndRate()
    {
        var first = await _room.ReportAsync();
        var second = (await _room.Reports.ReportAsync(Leak with { Contact = "13900009000" }, Anybody, default)).Value;

        await _room.Desk.MergeAsync(second.Repair.Id, first.Id, Zhou, default);
        await _room.Desk.BringAsync(first.Id, RepairView.Completed, "好了", Ma, default);

        var kept = (await _room.Stores.Repairs.FindAsync(first.Id, default))!;
        Assert.Equal(["13800008000", "13900009000"], kept.Reporters.Select(reporter => reporter.Contact));
        Assert.Equal(second.Repair.Id, kept.Reporters[1].From);
        Assert.Null((await _room.Reports.RateAsync(second.Repair.Id, second.Code, 5, "很快", Anybody, default)).Problem);
        var again = await _room.Reports.NotFixedAsync(second.Repair.Id, second.Code, "还在滴", [], Anybody, default);
        Assert.Equal((first.Id, RepairState.Reopened), (again.Value.Id, again.Value.State));
    }

    [Fact]
    public async Task Report_BySameAssetCode_IsMergedByItself()
    {
        var first = await _room.ReportAsync(Leak with { Asset = "lift-7-2", Service = ServiceCodes.Lift });
        var second = await _room.ReportAsync(Leak with { Asset = "lift-7-2", Service = ServiceCodes.Lift }, Qin);
        _room.Time.Advance(TimeSpan.FromMinutes(1));

        await _room.LookAsync();

        Assert.Equal(first.Id, (await _room.Stores.Repairs.FindAsync(second.Id, default))!.DuplicateOf);
        Assert.Equal(2, _room.Board.Find(first.Id)!.Reporters.Count);
    }

    [Fact]
    public void Twins_SamePlaceAndWords_AreLikely_AnotherBuildingIsNot()
    {
        var one = Repair.Report(Leak, Zheng, null, Noon) with { Id = new(1) };
        var same = Repair.Report(Leak with { Description = "厨房水管一直在漏水" }, Ma, null, Noon.AddHours(3)) with { Id = new(2) };
        var elsewhere = Repair.Report(Leak with { Building = "3", Location = "幸福里 3 号楼 1 单元" }, Ma, null, Noon) with { Id = new(3) };
        var longAgo = Repair.Report(Leak, Ma, null, Noon.AddDays(-30)) with { Id = new(4) };

        Assert.Equal([2], RepairTwins.Of(one, [one, same, elsewhere, longAgo]).Select(twin => twin.Other.Id.Value));
    }

    [Fact]
    public async Task Code_LetsInItsReporterOnly_WhateverOthersTry()
    {
        var reported = (await _room.Reports.ReportAsync(Leak, Anybody, default)).Value;

        for (var guess = 0; guess < 20; guess++)
        {
            Assert.IsType<RepairNotReporter>((await _room.Reports.FindAsync(reported.Repair.Id, "AAAAAAAAAA", Anybody, default)).Problem);
        }

        Assert.Null((await _room.Reports.FindAsync(reported.Repair.Id, reported.Code!.ToLowerInvariant(), Anybody, default)).Problem);
    }

    [Fact]
    public async Task Key_OfSomebodyElse_GivesNothingAwayAndSwallowsNothing()
    {
        var keyed = Anybody with { CommandKey = Guid.NewGuid() };
        var reported = (await _room.Reports.ReportAsync(Leak, Anybody, default)).Value;
        await _room.Desk.BringAsync(reported.Repair.Id, RepairView.Completed, "好了", Ma, default);
        await _room.Reports.RateAsync(reported.Repair.Id, reported.Code, 5, "", keyed, default);

        Assert.IsType<RepairNotReporter>((await _room.Reports.RateAsync(reported.Repair.Id, "AAAAAAAAAA", 5, "", keyed, default)).Problem);
        Assert.IsType<CommandKeyReused>((await _room.Reports.ReportAsync(Leak with { Contact = "别人" }, keyed with { CommandKey = (await ReportedKeyAsync()) }, default)).Problem);
    }

    [Fact]
    public async Task Danger_IsNeverPutAwayBehindAnOlderReportOfTheSameThing()
    {
        var lift = Leak with { Title = "按键坏", Description = "电梯按键没反应", Asset = "lift-3", Service = ServiceCodes.Lift };
        var old = await _room.ReportAsync(lift);
        var trapped = await _room.ReportAsync(lift with { Title = "有人被困", Description = "电梯里有人被困，快来" }, Qin);

        await _room.LookAsync();
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        await _room.LookAsync();

        var sent = _room.Board.Find(trapped.Id)!;
        Assert.Equal((RepairState.Assigned, Urgency.Danger), (sent.State, sent.Urgency));
        Assert.Contains(Zhou.Id.Value, Told(trapped.Id, NoticeStage.RepairDanger));

        // By hand it can be merged, and then the other one is as urgent.
        var kept = await _room.Desk.MergeAsync(trapped.Id, old.Id, Zhou, default);
        Assert.Null(kept.Problem);
        Assert.Equal(Urgency.Danger, _room.Board.Find(old.Id)!.Urgency);
        Assert.InRange(_room.Board.Find(old.Id)!.DueAt!.Value - _room.Time.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(1));
        await _room.LookAsync();
        Assert.Contains(Ma.Id.Value, Told(old.Id, NoticeStage.RepairDanger));
    }

    [Fact]
    public async Task Danger_SaidByAnAnswer_NeedsNoWords()
    {
        var repair = await _room.ReportAsync(Leak with { Title = "电梯", Description = "里面有人吗？是", Service = ServiceCodes.Lift, Urgency = Urgency.Danger });

        await _room.LookAsync();

        Assert.Equal((RepairState.Assigned, Urgency.Danger), (_room.Board.Find(repair.Id)!.State, _room.Board.Find(repair.Id)!.Urgency));
    }

    [Fact]
    public async Task Merge_ByTheProgram_LeavesWhatSomebodyHasBegun()
    {
        var lift = Leak with { Asset = "lift-3", Service = ServiceCodes.Lift };
        await _room.ReportAsync(lift);
        var begun = await _room.ReportAsync(lift, Qin);
        await _room.Desk.BringAsync(begun.Id, RepairView.Processing, "", Ma, default);
        _room.Time.Advance(TimeSpan.FromMinutes(1));

        await _room.LookAsync();

        Assert.Equal(RepairState.Working, _room.Board.Find(begun.Id)!.State);
    }

    [Fact]
    public async Task Reopened_AfterAnObjection_TellsTheWorkerAnew()
    {
        var repair = await _room.InAsync(RepairState.Reopened);
        await _room.LookAsync();
        await _room.Desk.BringAsync(repair.Id, RepairView.Completed, "又修了", Ma, default);
        await _room.LookAsync();
        await _room.Desk.ReopenAsync(repair.Id, "巡查发现还在漏", Zhou, default);

        await _room.LookAsync();

        Assert.Equal([Ma.Id.Value], Told(repair.Id, NoticeStage.RepairNotFixed));
        Assert.Contains("巡查发现还在漏", _room.Outbox.Active.Single(notice => notice.Stage == NoticeStage.RepairNotFixed).Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsorted_StaysTold_WhenSomebodyAddsANote_AndIsLateAfterFourHours()
    {
        var id = (await _room.ReportAsync(Riddle)).Id;
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        await _room.LookAsync();
        await _room.Desk.NoteAsync(id, "电话问过，没接", [], Zhou, default);

        await _room.LookAsync();
        Assert.Equal([Zhou.Id.Value], Told(id, NoticeStage.RepairToSort));

        _room.Time.Advance(RepairPolicy.SortWithin);
        await _room.LookAsync();
        Assert.NotEmpty(Told(id, NoticeStage.RepairOverdue));
    }

    [Fact]
    public async Task Reopened_AfterItWasRefusedUnsorted_GoesToAUnit()
    {
        var repair = await _room.InAsync(RepairState.Refused);
        await _room.Desk.ReopenAsync(repair.Id, "应该归我们", Zhou, default);

        await _room.LookAsync();

        Assert.Equal((RepairState.Assigned, RepairUnits.PropertyEngineering), (_room.Board.Find(repair.Id)!.State, _room.Board.Find(repair.Id)!.Unit));
    }

    [Fact]
    public async Task Objection_LongAfterTheDeadline_IsNotOverdueInTheSameSecond()
    {
        var repair = await _room.InAsync(RepairState.Done);
        _room.Time.Advance(TimeSpan.FromDays(10));
        await _room.Reports.NotFixedAsync(repair.Id, null, "又漏了", [], Zheng, default);

        await _room.LookAsync();
        Assert.Empty(Told(repair.Id, NoticeStage.RepairOverdue));

        _room.Time.Advance(repair.DueAt!.Value - repair.CreatedAt);
        await _room.LookAsync();
        Assert.Contains(Ma.Id.Value, Told(repair.Id, NoticeStage.RepairOverdue));
    }

    [Fact]
    public async Task Assigned_ToSomebodyElse_TheFirstIsCalledNoMore()
    {
        var repair = await _room.InAsync(RepairState.Assigned);
        await _room.LookAsync();
        Assert.Equal([Ma.Id.Value], Told(repair.Id, NoticeStage.RepairAssigned));

        await _room.Desk.AssignAsync(repair.Id, null, Qin.Id, Zhou, default);
        await _room.LookAsync();

        Assert.Equal([Qin.Id.Value], Told(repair.Id, NoticeStage.RepairAssigned));
    }

    [Fact]
    public async Task Contacts_AreNotHandedToThoseWhoDoNotHandleRepairs_NorWhatMetersLedTo()
    {
        var repair = await _room.ReportAsync(by: Qin);
        var meter = (await _room.Reports.ReportAsync(Leak with { Source = "alert:1" }, Actor.Program("demo"), default)).Value.Repair;
        var clerk = new Actor(new StaffId("xu"), "xu", Role.StationClerk, "demo");

        Assert.Equal("", (await _room.Desk.FindAsync(repair.Id, clerk, default)).Value.Reporters[0].Contact);
        Assert.Equal("13800008000", (await _room.Desk.FindAsync(repair.Id, Zhou, default)).Value.Reporters[0].Contact);
        Assert.IsType<RepairNotFound>((await _room.Desk.FindAsync(meter.Id, clerk, default)).Problem);
        Assert.Equal([repair.Id], (await _room.Desk.PageAsync(new RepairQuery("demo"), clerk, default)).Items.Select(one => one.Id));
        Assert.Equal(2, (await _room.Desk.PageAsync(new RepairQuery("demo"), Zhou, default)).Total);
    }

    [Fact]
    public async Task Report_SameKeyAgain_IsTheSameRepairWithTheSameCode()
    {
        var keyed = Anybody with { CommandKey = Guid.NewGuid() };

        var first = (await _room.Reports.ReportAsync(Leak, keyed, default)).Value;
        var again = (await _room.Reports.ReportAsync(Leak, keyed, default)).Value;

        Assert.Equal((first.Repair.Id, first.Code), (again.Repair.Id, again.Code));
        Assert.IsType<CommandKeyReused>((await _room.Reports.ReportAsync(Riddle, keyed, default)).Problem);
    }

    [Fact]
    public async Task Rate_OnlyWhenCompleted_OnceEach_OneToFive()
    {
        var repair = await _room.InAsync(RepairState.Working);

        Assert.IsType<RepairNotCompleted>((await _room.Reports.RateAsync(repair.Id, null, 5, "", Zheng, default)).Problem);
        await _room.Desk.FinishAsync(repair.Id, "好了", [], Ma, default);
        Assert.IsType<RepairRatingNotValid>((await _room.Reports.RateAsync(repair.Id, null, 6, "", Zheng, default)).Problem);
        Assert.IsType<RepairNotReporter>((await _room.Reports.RateAsync(repair.Id, null, 5, "", Gu, default)).Problem);
        Assert.Null((await _room.Reports.RateAsync(repair.Id, null, 4, "还行", Zheng, default)).Problem);
        Assert.IsType<RepairRatedAlready>((await _room.Reports.RateAsync(repair.Id, null, 5, "", Zheng, default)).Problem);
    }

    [Fact]
    public async Task NotFixed_LongAfter_IsANewReport()
    {
        var repair = await _room.InAsync(RepairState.Done);
        _room.Time.Advance(RepairPolicy.ObjectWithin + TimeSpan.FromMinutes(1));

        Assert.IsType<RepairTooOld>((await _room.Reports.NotFixedAsync(repair.Id, null, "又漏了", [], Zheng, default)).Problem);
    }

    [Fact]
    public async Task Page_OfOpenOnes_IsTheOneTheStoreWouldGive()
    {
        foreach (var state in Enum.GetValues<RepairState>())
        {
            await _room.InAsync(state);
        }

        foreach (var view in Enum.GetValues<RepairView>())
        {
            var query = new RepairQuery("demo") { States = RepairViews.StatesOf(view), Skip = 1, Take = 2 };
            var (asked, stored) = (await _room.Desk.PageAsync(query, Zhou, default), await _room.Stores.Repairs.PageAsync(query, default));
            Assert.Equal(stored.Total, asked.Total);
            Assert.Equal(stored.Items.Select(repair => (repair.Id, repair.Version)), asked.Items.Select(repair => (repair.Id, repair.Version)));
        }
    }

    [Fact]
    public async Task Change_MadeBehindTheBoard_IsNotOverwritten()
    {
        var repair = await _room.ReportAsync();
        var elsewhere = repair.Note("另一个进程", [], Zhou, Noon);
        await _room.Stores.Repairs.SaveAsync([(elsewhere, repair.Version)], [], default);

        var noted = (await _room.Desk.NoteAsync(repair.Id, "这里", [], Ma, default)).Value;

        Assert.Equal(["另一个进程", "这里"], noted.Steps.Skip(1).Select(step => step.Note));
    }

    [Fact]
    public async Task Neighbour_NeitherSeesNorDoes()
    {
        var repair = await _room.ReportAsync();
        var neighbour = Zhou with { Community = "neighbour" };

        Assert.IsType<RepairNotFound>((await _room.Desk.FindAsync(repair.Id, neighbour, default)).Problem);
        Assert.IsType<OtherCommunity>((await _room.Desk.BringAsync(repair.Id, RepairView.Completed, "", neighbour, default)).Problem);
        Assert.Equal(0, (await _room.Desk.PageAsync(new RepairQuery("demo"), neighbour, default)).Total);
    }

    [Fact]
    public async Task Worker_AssignsToHimselfOnly()
    {
        var repair = await _room.InAsync(RepairState.Triaged);

        Assert.IsType<RepairAssignNotYours>((await _room.Desk.AssignAsync(repair.Id, null, Qin.Id, Ma, default)).Problem);
        Assert.IsType<RepairWorkerNotAvailable>((await _room.Desk.AssignAsync(repair.Id, null, Zheng.Id, Zhou, default)).Problem);
        Assert.Equal(Ma.Id, (await _room.Desk.AssignAsync(repair.Id, null, Ma.Id, Ma, default)).Value.Worker);
    }

    private IEnumerable<string> Told(RepairId id, NoticeStage stage) =>
        _room.Outbox.Active.Where(notice => notice.Subject == Repair.SubjectOf(id) && notice.Stage == stage).Select(notice => notice.To).Order(StringComparer.Ordinal);

    private async Task<Guid> ReportedKeyAsync()
    {
        var key = Guid.NewGuid();
        await _room.Reports.ReportAsync(Leak, Anybody with { CommandKey = key }, default);
        return key;
    }
}
