using System.Collections.Immutable;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>Chooses the home for an incident: one that has what it takes and in which nothing has happened yet.</summary>
internal static class IncidentHomes
{
    /// <summary>The next home fit for the incident; null when there is none left.</summary>
    public static SimulatedHome? Choose(DemoIncidentKind kind, Estate estate, Func<HomeId, ImmutableArray<Happening>> happenings) =>
        // Scattered over the estate, in the same order each time.
        estate.Homes.OrderBy(h => h.Number * 6151L % 100_003)
            .FirstOrDefault(home => Fits(kind, home, happenings(home.Id)));

    /// <summary>Which device's battery gives out.</summary>
    public static DeviceKind BatteryOf(SimulatedHome home) => home.Devices.First(d => IsBatteryDevice(d)).Kind;

    private static bool Fits(DemoIncidentKind kind, SimulatedHome home, ImmutableArray<Happening> happenings) => kind switch
    {
        _ when DemoConsents.HasEnded(home) => false,
        DemoIncidentKind.Collapse => happenings.Any(h => h.What == HappeningKind.Backlog && h.Until is null),
        _ when happenings.Length > 0 || home.UploadEvery is not null => false,
        DemoIncidentKind.Sos => home.Devices.Any(d => d.Kind == DeviceKind.Sos),
        DemoIncidentKind.FlatBattery => home.Devices.Any(IsBatteryDevice),
        DemoIncidentKind.SilentDevice => home.Devices.Any(d => d.OwnConnection),
        DemoIncidentKind.StaffVisit => home.Devices.Any(d => d.Kind == DeviceKind.Lock),
        _ => true,
    };

    private static bool IsBatteryDevice(SimulatedDevice device) => device.Kind is DeviceKind.Lock or DeviceKind.Door or DeviceKind.Sos;
}
