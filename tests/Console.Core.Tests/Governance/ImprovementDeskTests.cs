using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using Microsoft.Extensions.Time.Testing;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>An improvement from the list of causes to its end, who may take which step, and whether it helped.</summary>
public sealed class ImprovementDeskTests : IDisposable
{
    private static readonly RepairCause Cause = new(ServiceCodes.Water, "7", IsAsset: false);
    private static readonly Actor Lin = new(new StaffId("lin"), "lin", Role.SocialWorker, "demo");
    private static readonly Actor Clerk = new(new StaffId("xu"), "xu", Role.StationClerk, "demo");
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly EstateCalendar _calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private readonly VolatileAuditLog _log = new();
    private readonly VolatileRepairStore _repairs;
    private readonly ImprovementBoard _board;
    private readonly ImprovementDesk _desk;
    private readonly ImprovementReader _reader;

    public ImprovementDeskTests()
    {
        _repairs = new VolatileRepairStore(_log);
        _board = new ImprovementBoard(_time);
        var staff = new StaffDirectory(new VolatileStaffStore(
            [.. new[] { Ma, Qin, Zhou, Gu, Zheng, Lin, Clerk }.Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false))]));
        _desk = new ImprovementDesk(_board, new VolatileImprovementStore(_log), staff, _calendar, new CommandLog(_log, _time), _time);
        _reader = new ImprovementReader(_board, _repairs, new CauseBell(_time), _calendar, _time);
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Course_OpenedChangedDone_EveryStepIsOnRecordWithWhatWasBefore()
    {
        var open = await BeginAsync();
        var later = open.Terms with { DueOn = Today(9), Person = Qin.Id };
        var changed = (await _desk.ChangeAsync(open.Id, open.Version, later, Gu, default)).Value;
        var done = (await _desk.FinishAsync(open.Id, "换了立管", Qin, default)).Value;

        Assert.Equal((ImprovementState.Done, "换了立管", (DateTimeOffset?)Noon), (done.State, done.Outcome, done.EndedAt));
        Assert.Equal([ImprovementStepKind.Opened, ImprovementStepKind.Changed, ImprovementStepKind.Done], done.Steps.Select(step => step.Kind));
        Assert.Equal([open.Terms, later, later], done.Steps.Select(step => step.Terms));
        Assert.Equal(done, Assert.Single(_board.Latest("demo")));
        var records = await AuditAsync();
        Assert.Equal(["improvement.open", "improvement.change", "improvement.finish"], records.Select(record => record.Action));
        Assert.Equal(records[0].Details!.After, records[1].Details!.Before);
        Assert.NotEqual(records[1].Details!.Before, records[1].Details!.After);
    }

    [Fact]
    public async Task Open_OfOneCauseThereIsOne_AndAnotherOnlyOnceItHasEnded()
    {
        var first = await BeginAsync();

        Assert.IsType<ImprovementIsOpen>((await _desk.OpenAsync(Cause, first.Terms, Zhou, default)).Problem);
        await _desk.DropAsync(first.Id, "大修时一起换", Zhou, default);
        Assert.True((await _desk.OpenAsync(Cause, first.Terms, Zhou, default)).Succeeded);
        Assert.IsType<ImprovementHasEnded>((await _desk.FinishAsync(first.Id, "换了", Zhou, default)).Problem);
    }

    [Fact]
    public async Task Open_SameKeyTwice_IsOneImprovement()
    {
        var twice = Zhou with { CommandKey = Guid.NewGuid() };

        var first = await _desk.OpenAsync(Cause, Terms(Ma.Id), twice, default);
        var again = await _desk.OpenAsync(Cause, Terms(Ma.Id), twice, default);

        Assert.Equal(first.Value.Id, again.Value.Id);
        Assert.Single(_board.Latest("demo"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unit")]
    [InlineData("day")]
    [InlineData("owner")]
    [InlineData("both")]
    public async Task Open_WithoutPlanOwnerOrDay_IsRefused(string wrong)
    {
        var terms = Terms(Ma.Id);
        terms = wrong switch
        {
            "unit" => terms with { Person = null, Unit = new UnitId("nobody") },
            "day" => terms with { DueOn = Today(-1) },
            "owner" => terms with { Person = Clerk.Id },   // cannot even read it
            "both" => terms with { Unit = RepairUnits.LiftCompany },
            _ => terms with { Plan = " " },
        };

        Assert.IsType<ImprovementNotValid>((await _desk.OpenAsync(Cause, terms, Zhou, default)).Problem);
        Assert.Empty(_board.Latest("demo"));
    }

    [Fact]
    public async Task Change_OfWhatSomebodyElseHasJustChanged_IsRefused()
    {
        var seen = await BeginAsync();
        await _desk.ChangeAsync(seen.Id, seen.Version, seen.Terms with { Plan = "换立管" }, Gu, default);

        Assert.IsType<ImprovementChangedMeanwhile>((await _desk.ChangeAsync(seen.Id, seen.Version, seen.Terms with { Plan = "换水表" }, Zhou, default)).Problem);
    }

    [Fact]
    public async Task Rights_EveryCommandAsEveryRole()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = new Actor(new StaffId("of-" + role), "x", role, "demo");
            var leads = role is Role.GridManager or Role.Administrator;
            var reads = leads || role is Role.RepairWorker or Role.SocialWorker;
            var theirs = await BeginAsync();

            Assert.Equal(reads, (await _reader.ListAsync(Month, actor, default)).Succeeded);
            Assert.Equal(leads, (await _desk.OpenAsync(new RepairCause(ServiceCodes.Lift, role.ToString(), false), theirs.Terms, actor, default)).Succeeded);
            Assert.Equal(leads, (await _desk.ChangeAsync(theirs.Id, theirs.Version, theirs.Terms with { Plan = "换立管" }, actor, default)).Succeeded);
            Assert.Equal(leads, (await _desk.FinishAsync(theirs.Id, "换了", actor, default)).Succeeded);
            await _desk.DropAsync(theirs.Id, "了结", Gu, default);
        }
    }

    [Fact]
    public async Task Close_TheOwnerMay_AnotherWorkerAndAnotherCommunityMayNot()
    {
        var mine = await BeginAsync();

        Assert.IsType<ImprovementNotYours>((await _desk.FinishAsync(mine.Id, "换了", Qin, default)).Problem);
        Assert.IsType<OtherCommunity>((await _desk.FinishAsync(mine.Id, "换了", Gu with { Community = "neighbour" }, default)).Problem);
        Assert.True((await _desk.FinishAsync(mine.Id, "换了", Ma, default)).Succeeded);
    }

    [Fact]
    public async Task List_OverdueLead_ThenByDay_ThenWhatHasEnded()
    {
        var ended = await BeginAsync("1", 1);
        await _desk.FinishAsync(ended.Id, "换了", Gu, default);
        await BeginAsync("2", 20);
        await BeginAsync("3", 3);
        _time.Advance(TimeSpan.FromDays(5));

        var list = (await _reader.ListAsync(Month, Lin, default)).Value;

        Assert.Equal([("3", true), ("2", false), ("1", false)], list.Improvements.Select(one => (one.Place, one.IsOverdue(_calendar.Day(_time.GetUtcNow())))));
    }

    [Fact]
    public async Task Effect_CountsTheCauseBeforeAndAfter_AndNothingElse()
    {
        var improvement = await BeginAsync();
        await _desk.FinishAsync(improvement.Id, "换了立管", Zhou, default);
        foreach (var (days, building) in new[] { (-91, "7"), (-80, "7"), (-29, "7"), (-1, "7"), (-1, "8"), (10, "7"), (40, "7"), (95, "7") })
        {
            await StoreAsync(days, building);
        }

        _time.Advance(TimeSpan.FromDays(45.5));

        Assert.Equal(new ImprovementEffect(2, 1, 3, 2, 45), (await _reader.ListAsync(Month, Zhou, default)).Value.Effects[improvement.Id]);
    }

    [Fact]
    public async Task ListOpenly_NamesNobodyAndNoHome_AndLeavesOutWhatMetersReported()
    {
        var improvement = (await _desk.OpenAsync(Cause, Terms(Ma.Id) with { Plan = "301 的立管，问 13800008000" }, Zhou, default)).Value;
        await _desk.FinishAsync(improvement.Id, "301 换了立管", Zhou, default);
        await StoreAsync(-3, "7");
        await StoreAsync(-2, "7", "alert:1");
        var dropped = await BeginAsync("9");
        await _desk.DropAsync(dropped.Id, "不换", Zhou, default);

        var shown = Assert.Single(await _reader.ListOpenlyAsync("demo", default));

        Assert.Equal(("*** 换了立管", null, true, 1), (shown.Improvement.Outcome, shown.Improvement.Terms.Person, shown.InHomes, shown.Effect!.Before30));
        Assert.DoesNotContain("13800008000", shown.Improvement.Terms.Plan, StringComparison.Ordinal);
        Assert.Empty(shown.Improvement.Steps);
        Assert.Empty(await _reader.ListOpenlyAsync("neighbour", default));
    }

    [Fact]
    public async Task Watch_ARating_RingsAgain_AnAcceptanceDoesNot()
    {
        var bell = new CauseBell(_time);
        await using var rings = bell.WatchAsync("demo", default).GetAsyncEnumerator();
        Assert.True(await rings.MoveNextAsync());
        var repair = CauseLineTests.Fixed(1);

        var next = rings.MoveNextAsync().AsTask();
        await bell.RepairChangedAsync(repair, default);   // done: no cause changes
        await bell.RepairChangedAsync(repair with { Community = "neighbour", Steps = [.. repair.Steps.Take(1)] }, default);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(next.IsCompleted);
        await bell.RepairChangedAsync(repair.NotFixed("还漏", [], Zheng, Noon.AddDays(1)).Value, default);
        for (var second = 0; second < 100 && !next.IsCompleted; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private EstateMonth Month => EstateMonth.Of(_time.GetUtcNow(), _calendar);

    private DateOnly Today(int ahead) => _calendar.Day(Noon).AddDays(ahead);

    private ImprovementTerms Terms(StaffId owner, int days = 7) => new("换一段立管", owner, null, Today(days));

    private async Task<Improvement> BeginAsync(string building = "7", int days = 7) =>
        (await _desk.OpenAsync(Cause with { Place = building }, Terms(Ma.Id, days), Zhou, default)).Value;

    private Task<Repair?> StoreAsync(int days, string building, string source = "")
    {
        var at = Noon.AddDays(days);
        var report = Leak with { Building = building, Source = source };
        return _repairs.AddAsync(Repair.Report(report, Zheng, new RepairReporter(1, Zheng.Id, "", at), at), _ => [], default);
    }

    private async Task<List<AuditRecord>> AuditAsync()
    {
        List<AuditRecord> records = [];
        await foreach (var record in _log.ReadAsync(0, default))
        {
            records.Add(record);
        }

        return records;
    }
}
