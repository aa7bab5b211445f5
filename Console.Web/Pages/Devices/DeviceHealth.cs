using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>What is wrong with a device, the gravest first.</summary>
public enum DeviceTrouble
{
    /// <summary>Three expected messages are missing.</summary>
    Silent,

    /// <summary>It, or its broker, said that it is away.</summary>
    Offline,

    /// <summary>Its battery needs changing.</summary>
    LowBattery,

    /// <summary>Its clock is off: its readings are placed by the time of receipt.</summary>
    WrongClock,

    /// <summary>Nobody entered it: it has to be assigned to a home.</summary>
    Unassigned,
}

/// <summary>Reads the troubles of a device off what the registry knows. For screens only: alerts come from the watch.</summary>
public static class DeviceHealth
{
    /// <summary>Percent at or below which a battery needs changing.</summary>
    public const int LowBattery = 20;

    /// <summary>A device whose rhythm is not known yet, or is slower than eight hours, is called silent after this: passive
    /// devices report at least once a day.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(25);

    /// <summary>Chatty devices may pause this long.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Behind = TimeSpan.FromMinutes(15);

    /// <summary>After how long without a message the device counts as silent.</summary>
    public static TimeSpan SilentAfter(Device device)
    {
        var three = device.ExpectedInterval * 3 ?? Longest;
        return three > Longest ? Longest : three < Shortest ? Shortest : three;
    }

    /// <summary>Everything that is wrong, the gravest first; empty for a healthy device.</summary>
    public static IEnumerable<DeviceTrouble> TroublesOf(Device device, DateTimeOffset now)
    {
        // A help button says nothing until somebody presses it: its silence is no news.
        if (device.Kind != DeviceKind.Sos && now - (device.LastReceived ?? device.Registered) > SilentAfter(device))
        {
            yield return DeviceTrouble.Silent;
        }

        if (device.Online == false)
        {
            yield return DeviceTrouble.Offline;
        }

        if (device.Battery <= LowBattery)
        {
            yield return DeviceTrouble.LowBattery;
        }

        if (device.ClockError is { } error && (error > Ahead || error < -Behind))
        {
            yield return DeviceTrouble.WrongClock;
        }

        // Our own topics name the home themselves; only foreign names have to be assigned.
        if (device.FoundByItself && device.Dialect != Dialects.Own)
        {
            yield return DeviceTrouble.Unassigned;
        }
    }
}
