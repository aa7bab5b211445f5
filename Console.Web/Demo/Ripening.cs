using System.Collections.Immutable;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>
/// Plans what the made-up past ends with: silences of which three page within five minutes of the start, gateways that
/// are cut off, and a few ordinary troubles.
/// </summary>
/// <remarks>When a silence pages is the watch's own business, learned from the home's past: the plan asks a watch
/// (<see cref="DryRun"/>) and moves the resident's last sign until the answer suits. At the real start the same watch
/// decides the same from what the devices publish.</remarks>
internal sealed class Ripening(Estate estate, DateTimeOffset origin, DateTimeOffset start, WatchOptions options)
{
    // In a handful of homes every second one would be in trouble: such an estate starts calm.
    private const int FewestHomes = 50;
    private const int Silences = 3;
    private const int CutOff = 3;
    private const int Asked = 24;
    private const int Tries = 9;
    private static readonly TimeSpan Earliest = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(225);
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(30);

    private readonly DryRun _dryRun = new(estate, origin, options);

    /// <summary>The record with its happenings.</summary>
    public static DemoRecord Plan(DemoRecord record, string community, EstateCalendar calendar, WatchOptions options)
    {
        var estate = new DemoWorld(record, community, calendar).Main;
        var plan = new Ripening(estate, record.Origin, record.Started, options).Happenings();
        return record with { Happenings = plan.ToImmutableDictionary(p => p.Home.Id.ToString(), p => p.Happenings) };
    }

    private List<(SimulatedHome Home, ImmutableArray<Happening> Happenings)> Happenings()
    {
        if (estate.Homes.Length < FewestHomes)
        {
            return [];
        }

        var candidates = Scattered().Where(h => h.UploadEvery is null && h.Devices.All(d => d.Dialect == DeviceDialect.Own)).ToList();
        var plan = new List<(SimulatedHome, ImmutableArray<Happening>)>();
        foreach (var few in candidates.Take(Asked).Chunk(Silences))
        {
            plan.AddRange(few.AsParallel().AsOrdered()
                .Select((home, rank) => (Home: home, Happenings: Silence(home, rank)))
                .Where(p => p.Happenings is not null)
                .Select(p => (p.Home, p.Happenings!.Value)));
            if (plan.Count >= Silences)
            {
                break;
            }
        }

        var rest = candidates.Where(h => !plan.Exists(p => p.Item1 == h)).ToList();
        plan.AddRange(rest.Take(CutOff).Select(home => (home, CutOffGateway(home))));
        plan.AddRange(rest.Skip(CutOff).Take(Troubles.Length).Zip(Troubles, (home, trouble) => (home, trouble(start))));
        return plan;
    }

    /// <summary>The happenings of a home whose silence pages shortly after the start; null when no last sign does that.</summary>
    private ImmutableArray<Happening>? Silence(SimulatedHome home, int rank)
    {
        var target = start + Earliest + ((Latest - Earliest) / Silences * (rank + 0.5));
        var lastSign = start.AddHours(-9);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var happenings = LastSignAt(lastSign);
            if (_dryRun.PagesAt(home, happenings, lastSign, lastSign + Horizon) is not { } pages)
            {
                return null;
            }

            if (pages >= start + Earliest && pages <= start + Latest)
            {
                return happenings;
            }

            lastSign += target - pages;
            if (lastSign > start.AddMinutes(-30) || lastSign < start.AddHours(-24))
            {
                return null;
            }
        }

        return null;
    }

    private ImmutableArray<Happening> LastSignAt(DateTimeOffset instant) =>
    [
        new Happening(HappeningKind.Draw, instant, instant.AddMinutes(1), DeviceKind.Water, 4),
        new Happening(HappeningKind.Collapse, instant.AddMinutes(1)),
        new Happening(HappeningKind.CloseReports, start.AddHours(-1), null, DeviceKind.Unknown, 60),
    ];

    // Cut off in the middle of a day at home; what the gateway has kept since will show that nothing moved any more.
    private ImmutableArray<Happening> CutOffGateway(SimulatedHome home)
    {
        var cut = start.AddHours(-20 - (home.Number % 5));
        return [new Happening(HappeningKind.Collapse, cut.AddMinutes(20)), new Happening(HappeningKind.Backlog, cut)];
    }

    private static readonly Func<DateTimeOffset, ImmutableArray<Happening>>[] Troubles =
    [
        start => [new Happening(HappeningKind.RunningTap, start.AddHours(-7), null, DeviceKind.Water, 18)],
        start => [new Happening(HappeningKind.WeakBattery, start.AddHours(-26), null, DeviceKind.Unknown, 12)],
        start => [new Happening(HappeningKind.Silence, start.AddDays(-2), null, DeviceKind.Power)],
        start => [new Happening(HappeningKind.Away, start.AddHours(-30), start.AddDays(3))],
    ];

    private IEnumerable<SimulatedHome> Scattered() => estate.Homes.OrderBy(h => h.Number * 7919L % 100_003);
}
