using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>
/// Makes things happen in the made-up community, for the demo page. Only the homes and their devices are touched: what
/// follows is what the console makes of the packets.
/// </summary>
public sealed class DemoIncidents
{
    private const int Shown = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly DemoStage _stage;
    private readonly TimeProvider _time;
    private readonly LiveView<ImmutableList<DemoIncident>> _incidents = new([]);
    private readonly Lock _gate = new();

    internal DemoIncidents(DemoStage stage, TimeProvider time) => (_stage, _time) = (stage, time);

    /// <summary>Whether there is a made-up community.</summary>
    public bool Open => _stage.World is not null;

    /// <summary>Makes it happen in the next home of a community that is fit for it.</summary>
    /// <returns>What was made to happen, or <see cref="DemoIsOff"/>, <see cref="NoHomeLeft"/>.</returns>
    public Result<DemoIncident> Trigger(DemoIncidentKind kind, string community)
    {
        if (_stage.World?.Estates.FirstOrDefault(made => made.Community == community) is not { } estate)
        {
            return new DemoIsOff();
        }

        // One at a time: two taps on the page must not choose the same home.
        lock (_gate)
        {
            if (IncidentHomes.Choose(kind, estate, _stage.HappeningsOf) is not { } home)
            {
                return new NoHomeLeft(kind);
            }

            var now = _time.GetUtcNow();
            Happen(kind, home, now);
            var incident = new DemoIncident(kind, home.Id, now, Said(kind));
            _incidents.Change(all => all.Insert(0, incident)); // at most one a home
            return incident;
        }
    }

    /// <summary>The newest incidents of a community, newest first: on opening and after each one.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DemoIncident>> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var all in _incidents.WatchAsync(Pause, _time, cancellation))
        {
            yield return [.. all.Where(incident => incident.Home.Community == community).Take(Shown)];
        }
    }

    private void Happen(DemoIncidentKind kind, SimulatedHome home, DateTimeOffset now)
    {
        // A moment ahead: what a device says then is still to be said.
        var soon = now.AddSeconds(1);
        switch (kind)
        {
            case DemoIncidentKind.Sos:
                _stage.Change(home, all => all.Add(new Happening(HappeningKind.Sos, soon)));
                break;
            case DemoIncidentKind.Collapse:
                _stage.Change(home, all => [.. all.Select(h => h.What == HappeningKind.Backlog && h.Until is null ? h with { Until = soon } : h)]);
                break;
            case DemoIncidentKind.LeakingTap:
                _stage.Change(home, all => all
                    .Add(new Happening(HappeningKind.RunningTap, soon, now.AddHours(3), DeviceKind.Water, 240))
                    .Add(new Happening(HappeningKind.Alarm, soon, null, DeviceKind.Water, (int)DeviceAlarm.Leak)));
                break;
            case DemoIncidentKind.FlatBattery:
                _stage.Change(home, all => all.Add(new Happening(HappeningKind.WeakBattery, soon, null, IncidentHomes.BatteryOf(home), 3)));
                break;
            case DemoIncidentKind.SilentDevice:
                var silent = home.Devices.First(d => d.OwnConnection);
                _stage.Change(home, all => all.Add(new Happening(HappeningKind.Silence, now, null, silent.Kind)));
                _stage.Break(new BrokenLink(home, silent));
                break;
            case DemoIncidentKind.StaffVisit:
                _stage.Change(home, all => all.Add(new Happening(HappeningKind.StaffVisit, soon)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such incident.");
        }
    }

    private static Sentence Said(DemoIncidentKind kind) => kind switch
    {
        DemoIncidentKind.Sos => new("有人按下了求助按钮，关爱台应立即出现“一键求助”。", "A help button was pressed; an SOS appears on the desk at once."),
        DemoIncidentKind.Collapse => new("断网的网关恢复上传，带回了没有任何动静的若干小时，关爱台应出现“长时间无活动”。", "A gateway that was cut off uploads hours without any sign of life; an inactivity alert appears."),
        DemoIncidentKind.LeakingTap => new("有一个水龙头一直在流，水表发出漏水报警。", "A tap runs on and the water meter raises a leak alarm."),
        DemoIncidentKind.FlatBattery => new("一个设备的电池快没电了，关爱台应出现“设备故障”。", "A device's battery gives out; a device fault appears."),
        DemoIncidentKind.SilentDevice => new("一个设备突然断线，它的遗嘱消息会报告离线。", "A device drops off the network; its will reports it offline."),
        DemoIncidentKind.StaffVisit => new("工作人员用员工钥匙进门：有人来过，但不说明老人在活动。", "Staff entered with the staff key: somebody came, which says nothing of the resident."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such incident."),
    };
}
