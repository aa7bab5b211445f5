using System.Collections.Immutable;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>
/// Plans what the made-up past ends with: silences behind gateways that are cut off, of which three come to light shortly
/// after the start, and a few ordinary troubles.
/// </summary>
internal static class Ripening
{
    // In a handful of homes every second one would be in trouble: such an estate starts calm.
    private const int FewestHomes = 50;

    /// <summary>After how long each cut-off gateway has its link again; null = when the demo page asks for it.</summary>
    private static readonly TimeSpan?[] LinkBack = [TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(160), TimeSpan.FromSeconds(230), null, null, null];

    private static readonly Func<DateTimeOffset, Happening>[] Troubles =
    [
        start => new Happening(HappeningKind.RunningTap, start.AddHours(-7), null, DeviceKind.Water, 18),
        start => new Happening(HappeningKind.WeakBattery, start.AddHours(-26), null, DeviceKind.Unknown, 12),
        start => new Happening(HappeningKind.Silence, start.AddDays(-2), null, DeviceKind.Power),
        start => new Happening(HappeningKind.Away, start.AddHours(-30), start.AddDays(3)),
    ];

    /// <summary>The record with its happenings.</summary>
    public static DemoRecord Plan(DemoRecord record, string community, EstateCalendar calendar)
    {
        var estate = new DemoWorld(record, community, calendar).Main;
        if (estate.Homes.Length < FewestHomes)
        {
            return record;
        }

        var homes = estate.Homes.OrderBy(h => h.Number * 7919L % 100_003)
            .Where(h => h.UploadEvery is null && h.Devices.All(d => d.Dialect == DeviceDialect.Own)).ToList();
        var silences = homes.Zip(LinkBack, (home, back) => (home, CutOff(home, record.Started, back)));
        var troubles = homes.Skip(LinkBack.Length).Zip(Troubles, (home, trouble) => (home, ImmutableArray.Create(trouble(record.Started))));
        return record with { Happenings = silences.Concat(troubles).ToImmutableDictionary(p => p.home.Id.ToString(), p => p.Item2) };
    }

    // Cut off in the middle of a day at home; what the gateway has kept since will show that nothing moved any more.
    private static ImmutableArray<Happening> CutOff(SimulatedHome home, DateTimeOffset start, TimeSpan? linkBack)
    {
        var cut = start.AddHours(-20 - (home.Number % 5));
        return [new Happening(HappeningKind.Collapse, cut.AddMinutes(20)), new Happening(HappeningKind.Backlog, cut, start + linkBack)];
    }
}
