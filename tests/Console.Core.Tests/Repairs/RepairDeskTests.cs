using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>What is done with a repair: the way of a PUT, merging, who sees and does what.</summary>
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
}
