using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>Puts the demo's people on duty, day and night, for the coming week; once everything is up.</summary>
internal sealed class DemoDuty(
    DutyDesk desk, DutyRoster roster, EstateCalendar calendar, IOptions<DemoOptions> demo, IOptions<CommunityOptions> community, TimeProvider time) : IHostedLifecycleService
{
    private const int Days = 7;
    private static readonly TimeSpan Half = TimeSpan.FromHours(12);

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled)
        {
            return;
        }

        var main = community.Value.Id;
        await PlanAsync(new Shift(default, main, default, default)
        {
            Workers = [new StaffId(DemoAccounts.IdOf(Role.SocialWorker)), new StaffId("demo-colleague-1")],
            Supervisor = new StaffId("demo-colleague-2"),
            GridManager = new StaffId(DemoAccounts.IdOf(Role.GridManager)),
            Deputy = new StaffId("demo-colleague-3"),
        }, cancellationToken);
        await PlanAsync(new Shift(default, DemoWorld.NeighbourOf(main), default, default)
        {
            Workers = [new StaffId(DemoAccounts.NeighbourIdOf(Role.SocialWorker))],
            Supervisor = new StaffId(DemoAccounts.NeighbourIdOf(Role.GridManager)),
            GridManager = new StaffId(DemoAccounts.NeighbourIdOf(Role.GridManager)),
        }, cancellationToken);
    }

    // From eight to eight; what somebody has planned by hand stays.
    private async Task PlanAsync(Shift team, CancellationToken cancellation)
    {
        var local = calendar.Local(time.GetUtcNow());
        var first = local.Date.AddHours(local.Hour < 8 ? -4 : local.Hour < 20 ? 8 : 20);
        for (var half = 0; half < 2 * Days; half++)
        {
            var from = calendar.Instant(first + half * Half);
            var shift = team with { From = from, Until = from + Half };
            if (!roster.Shifts(team.Community).Any(shift.Overlaps))
            {
                await desk.PlanAsync(shift, 1, Actor.Program(team.Community), cancellation);
            }
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
