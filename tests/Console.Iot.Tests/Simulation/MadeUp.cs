using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Iot.Tests.Simulation;

/// <summary>A small estate with a fixed seed, and ways to look at its life.</summary>
internal static class MadeUp
{
    public static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    /// <summary>Local midnight of 12 October 2026, a Monday.</summary>
    public static readonly DateTimeOffset Origin = Calendar.Instant(new DateTime(2026, 10, 12));

    public static readonly DateTimeOffset End = Origin.AddDays(28);

    public static readonly Estate Estate = new(7, "demo", 60, 12, 6, Calendar);

    public static List<DeviceReport> Reports(SimulatedHome home, params Happening[] happenings) => Reports(Origin, End, home, happenings);

    public static List<DeviceReport> Reports(DateTimeOffset from, DateTimeOffset to, SimulatedHome home, params Happening[] happenings) =>
        [.. new HomeRun(Estate, home, Origin, happenings).After(from).TakeWhile(r => r.Made <= to)];

    /// <summary>Use between successive reports of a register, stamped with the end of the slot.</summary>
    public static IEnumerable<(DateTimeOffset End, long Use)> Uses(IEnumerable<DeviceReport> reports, Measure register)
    {
        var rows = reports.Where(r => r.Measure == register).ToList();
        return rows.Zip(rows.Skip(1), (a, b) => (b.Made, b.Value - a.Value));
    }

    public static int LocalHour(DateTimeOffset instant) => Calendar.Local(instant).Hour;
}
