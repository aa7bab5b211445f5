using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>What the program does with a report by itself: to whom it goes, what is merged, what is a danger.</summary>
public sealed class RepairDispatchTests : IAsyncLifetime
{
    private readonly RepairRoom _room = RepairRoom.Fresh();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _room.DisposeAsync();

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
        Assert.Equal([Luo.Id.Value, Zhou.Id.Value], Told(id, NoticeStage.RepairToSort));
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
        Assert.Equal([Luo.Id.Value, Ma.Id.Value, Qin.Id.Value, Zhou.Id.Value], Told(gas.Id, NoticeStage.RepairDanger));
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
    public async Task Reopened_AfterItWasRefusedUnsorted_GoesToAUnit()
    {
        var repair = await _room.InAsync(RepairState.Refused);
        await _room.Desk.ReopenAsync(repair.Id, "应该归我们", Zhou, default);

        await _room.LookAsync();

        Assert.Equal((RepairState.Assigned, RepairUnits.PropertyEngineering), (_room.Board.Find(repair.Id)!.State, _room.Board.Find(repair.Id)!.Unit));
    }

    private IEnumerable<string> Told(RepairId id, NoticeStage stage) =>
        _room.Outbox.Active.Where(notice => notice.Subject == Repair.SubjectOf(id) && notice.Stage == stage).Select(notice => notice.To).Order(StringComparer.Ordinal);
}
