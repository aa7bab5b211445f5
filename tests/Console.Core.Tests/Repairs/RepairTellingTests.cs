using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>Who is told of what, when it is late, and when that ends.</summary>
public sealed class RepairTellingTests : IAsyncLifetime
{
    private readonly RepairRoom _room = RepairRoom.Fresh();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _room.DisposeAsync();

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
        Assert.Equal([Gu.Id.Value, Luo.Id.Value, Ma.Id.Value, Zhou.Id.Value], Told(repair.Id, NoticeStage.RepairOverdue).Distinct());
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
    public async Task Restart_CallsNobodyOffAndNobodyTwice()
    {
        var riddle = (await _room.ReportAsync(Riddle)).Id;
        var again = await _room.InAsync(RepairState.Reopened);
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        await _room.LookAsync();
        var told = _room.Outbox.Active.Select(notice => (notice.Id, notice.State)).ToHashSet();

        await using var restarted = new RepairRoom(_room.Stores);
        restarted.Time.Advance(TimeSpan.FromMinutes(1));
        await restarted.StartAsync();
        await restarted.LookAsync();

        Assert.Equal(3, told.Count);
        Assert.Equal(told, restarted.Outbox.Active.Select(notice => (notice.Id, notice.State)).ToHashSet());
        Assert.Contains(restarted.Outbox.Active, notice => notice.Subject == Repair.SubjectOf(riddle) && notice.Stage == NoticeStage.RepairToSort);
        Assert.Contains(restarted.Outbox.Active, notice => notice.Subject == again.Subject && notice.Stage == NoticeStage.RepairNotFixed);
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
        Assert.Equal([Luo.Id.Value, Zhou.Id.Value], Told(id, NoticeStage.RepairToSort));

        _room.Time.Advance(RepairPolicy.SortWithin);
        await _room.LookAsync();
        Assert.NotEmpty(Told(id, NoticeStage.RepairOverdue));
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
    public async Task Assigned_ToAUnitWithoutAName_TheGridManagerOnDutyIsCalledBeforeTheDeadline()
    {
        _room.Roster.Put([new Shift(ShiftId.New(), "demo", Noon.AddDays(-1), Noon.AddDays(9)) { Workers = [new("lin")], Supervisor = new("lin"), GridManager = Luo.Id }]);
        var repair = await _room.InAsync(RepairState.Triaged);
        await _room.Desk.AssignAsync(repair.Id, RepairUnits.LiftCompany, null, Zhou, default);
        await _room.LookAsync();
        Assert.Empty(_room.Outbox.Active);   // it has just been given

        _room.Time.Advance(RepairPolicy.RespondBy(_room.Board.Find(repair.Id)!)!.Value - Noon);
        await _room.LookAsync();
        await _room.LookAsync();

        Assert.True(_room.Time.GetUtcNow() < _room.Board.Find(repair.Id)!.DueAt);
        Assert.Equal([Luo.Id.Value], Told(repair.Id, NoticeStage.RepairNotTaken));
        Assert.Contains("电梯维保公司", _room.Outbox.Active.Single().Text.Zh, StringComparison.Ordinal);
        await _room.Desk.AcceptAsync(repair.Id, Ma, default);
        await _room.LookAsync();
        Assert.Empty(Told(repair.Id, NoticeStage.RepairNotTaken));
    }

    [Fact]
    public async Task Assigned_ToAUnitWithoutAName_WhileNobodyIsOnDuty_EveryGridManagerIsCalled()
    {
        var repair = await _room.InAsync(RepairState.Triaged);
        await _room.Desk.AssignAsync(repair.Id, RepairUnits.LiftCompany, null, Zhou, default);

        _room.Time.Advance(RepairPolicy.RespondBy(_room.Board.Find(repair.Id)!)!.Value - Noon);
        await _room.LookAsync();

        Assert.Equal([Luo.Id.Value, Zhou.Id.Value], Told(repair.Id, NoticeStage.RepairNotTaken));
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

    private IEnumerable<string> Told(RepairId id, NoticeStage stage) =>
        _room.Outbox.Active.Where(notice => notice.Subject == Repair.SubjectOf(id) && notice.Stage == stage).Select(notice => notice.To).Order(StringComparer.Ordinal);
}
