using System.Collections.Immutable;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Decides which devices hang in a home.</summary>
internal static class Installer
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);

    public static ImmutableArray<SimulatedDevice> Install(long seed, int home, string homeName)
    {
        var dice = new Dice(seed, home, 3);
        var devices = ImmutableArray.CreateBuilder<SimulatedDevice>();
        devices.Add(Device(ref dice, DeviceKind.Water, "water-1", dice.Chance(0.1) ? Quarter : Hour) with
        {
            Register = dice.Whole(20_000, 400_000),
            Battery = dice.Between(70, 99),
        });
        devices.Add(Device(ref dice, DeviceKind.Power, "power-1", dice.Chance(0.1) ? Quarter : Half) with
        {
            Register = dice.Whole(900_000, 9_000_000),
        });

        var locks = dice.Chance(0.7);
        if (locks)
        {
            devices.Add(Device(ref dice, DeviceKind.Lock, "lock-1", HalfDay) with { Battery = dice.Between(35, 99) });
        }

        if (!locks || dice.Chance(0.5))
        {
            devices.Add(Device(ref dice, DeviceKind.Door, "door-1", HalfDay) with { Battery = dice.Between(35, 99) });
        }

        if (dice.Chance(0.6))
        {
            devices.Add(Device(ref dice, DeviceKind.Sos, "sos-1", HalfDay) with { Battery = dice.Between(40, 99) });
        }

        // A few homes were fitted by the resident's children with what the market has.
        return [.. devices.Select(d => (d.Kind, home % 37) switch
        {
            (DeviceKind.Power, 5) => d with { Dialect = DeviceDialect.Tasmota, Name = $"plug-{homeName}", DriftPerDay = 0 },
            (DeviceKind.Door, 11 or 29) => d with { Dialect = DeviceDialect.Zigbee, Name = $"door-{homeName}", DriftPerDay = 0 },
            _ => d,
        })];
    }

    private static SimulatedDevice Device(ref Dice dice, DeviceKind kind, string name, TimeSpan interval) => new()
    {
        Kind = kind,
        Name = name,
        Interval = interval,
        Phase = TimeSpan.FromSeconds((int)(interval.TotalSeconds * dice.Next())),
        DriftPerDay = dice.Around(0, 2.5),
    };
}
