using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Community;

/// <summary>Who is on duty, who may say so, and what is kept.</summary>
public sealed class DutyDeskTests : IAsyncDisposable
{
    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task Plan_SeveralDays_PutsTheSameLocalHoursOnEach()
    {
        var planned = (await PlanAsync(Team(Noon, Noon.AddHours(12)), days: 3)).Value;

        Assert.Equal([Noon, Noon.AddDays(1), Noon.AddDays(2)], planned.Select(shift => shift.From));
        Assert.Equal(planned.Select(shift => shift.Id), _desks.Roster.Shifts("demo").Select(shift => shift.Id));
        Assert.Equal(planned[0], _desks.Roster.At("demo", Noon));
        Assert.Equal(planned[0], _desks.Roster.At("demo", Noon.AddHours(12).AddTicks(-1)));
        Assert.Null(_desks.Roster.At("demo", Noon.AddHours(12)));
        Assert.Null(_desks.Roster.At("other", Noon));
        Assert.Equal(3, (await _desks.AuditAsync()).Count(record => record.Action == "duty.plan"));
    }

    [Fact]
    public async Task Plan_OneOfItsDaysOverlaps_PutsDownNone()
    {
        await PlanAsync(Team(Noon.AddDays(1).AddHours(6), Noon.AddDays(1).AddHours(8)));

        var refused = await PlanAsync(Team(Noon, Noon.AddHours(12)), days: 3);

        Assert.IsType<ShiftOverlaps>(refused.Problem);
        Assert.Single(_desks.Roster.Shifts("demo"));
    }

    [Fact]
    public async Task Plan_BesideAnother_IsNoOverlap()
    {
        await PlanAsync(Team(Noon, Noon.AddHours(12)));

        Assert.True((await PlanAsync(Team(Noon.AddHours(12), Noon.AddHours(24)))).Succeeded);
    }

    public static TheoryData<string, Shift> Wrong()
    {
        var right = Team(Noon, Noon.AddHours(8));
        return new()
        {
            { "ends before it begins", right with { Until = Noon } },
            { "longer than a day", right with { Until = Noon.AddHours(25) } },
            { "over already", right with { From = Noon.AddHours(-9), Until = Noon } },
            { "nobody at the desk", right with { Workers = [] } },
            { "somebody twice", right with { Workers = [Lin.Id, Lin.Id] } },
            { "no supervisor", right with { Supervisor = default } },
            { "the deputy of herself", right with { Deputy = Ma.Id } },
            { "a worker who approves", right with { GridManager = Zhou.Id } },
            { "somebody unknown", right with { Workers = [new StaffId("nobody")] } },
        };
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Plan_NotInOrder_IsRefused(string what, Shift shift)
    {
        Assert.True((await PlanAsync(shift)).Problem is DutyNotValid or StaffNotAvailable, what);
        Assert.Empty(_desks.Roster.Shifts("demo"));
    }

    [Fact]
    public async Task Change_BySupervisorOnDuty_IsAllowedAndByAnotherWorkerRefused()
    {
        var shift = (await PlanAsync(Team(Noon, Noon.AddHours(8)))).Value[0];

        var worker = await _desks.Duty.ChangeAsync(shift with { Workers = [Zhou.Id] }, Lin, Stop);
        var supervisor = await _desks.Duty.ChangeAsync(shift with { Workers = [Zhou.Id, Lin.Id] }, He, Stop);

        Assert.IsType<DutyNotYours>(worker.Problem);
        Assert.Equal([Zhou.Id, Lin.Id], supervisor.Value.Workers);
        Assert.Equal(2, _desks.Roster.At("demo", Noon)!.Version);
    }

    [Fact]
    public async Task Change_OfAnOlderPicture_IsRefusedAndLosesNothing()
    {
        var shift = (await PlanAsync(Team(Noon, Noon.AddHours(8)))).Value[0];
        await _desks.Duty.NoteAsync(shift.Id, "3 号楼张阿姨住院", Lin, Stop);

        var late = await _desks.Duty.ChangeAsync(shift with { Deputy = null }, Ma, Stop);

        Assert.IsType<ShiftChangedMeanwhile>(late.Problem);
        Assert.Equal((Luo.Id, "3 号楼张阿姨住院"), (_desks.Roster.At("demo", Noon)!.Deputy!.Value, _desks.Roster.At("demo", Noon)!.Note!.Text));
    }

    [Fact]
    public async Task Remove_ComingShift_IsGoneAndARunningOneEndsNow()
    {
        var shifts = (await PlanAsync(Team(Noon, Noon.AddHours(8)), days: 2)).Value;
        _desks.Time.Advance(TimeSpan.FromHours(1));

        await _desks.Duty.RemoveAsync(shifts[1].Id, Ma, Stop);
        await _desks.Duty.RemoveAsync(shifts[0].Id, Ma, Stop);

        var left = Assert.Single(_desks.Roster.Shifts("demo"));
        Assert.Equal((shifts[0].Id, Noon.AddHours(1)), (left.Id, left.Until));
        Assert.Null(_desks.Roster.At("demo", Noon.AddHours(1)));
        Assert.IsType<ShiftIsOver>((await _desks.Duty.RemoveAsync(shifts[0].Id, Ma, Stop)).Problem);
    }

    [Fact]
    public async Task Note_IsThereForTheNextShiftAndAfterARestart()
    {
        var shifts = (await PlanAsync(Team(Noon, Noon.AddHours(8)), days: 2)).Value;
        await _desks.Duty.NoteAsync(shifts[0].Id, " 钥匙在窗口 ", Zhou, Stop);

        await using var next = new Desks(_desks.Stores);
        await next.Roster.LoadAsync(Stop);

        Assert.Equal(new HandoverNote("钥匙在窗口", Zhou.Id, Noon), next.Roster.Before("demo", shifts[1].From)!.Note);
        Assert.Equal(shifts[1].Id, next.Roster.After("demo", Noon)!.Id);
    }

    private Task<Result<IReadOnlyList<Shift>>> PlanAsync(Shift shift, int days = 1) => _desks.Duty.PlanAsync(shift, days, Ma, Stop);
}
