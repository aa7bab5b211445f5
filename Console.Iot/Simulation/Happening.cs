using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Something out of the ordinary in a made-up home.</summary>
public enum HappeningKind
{
    /// <summary>The resident lies helpless: no draw, no door, only what was left on; <see cref="Happening.Amount"/> watts stay on.</summary>
    Collapse,

    /// <summary>A tap runs, <see cref="Happening.Amount"/> litres an hour.</summary>
    RunningTap,

    /// <summary>A short draw of <see cref="Happening.Amount"/> litres.</summary>
    Draw,

    /// <summary>The device says nothing.</summary>
    Silence,

    /// <summary>The device is cut off but measures on: it uploads everything at <see cref="Happening.Until"/>.</summary>
    Backlog,

    /// <summary>The device's battery reads <see cref="Happening.Amount"/> percent.</summary>
    WeakBattery,

    /// <summary>A member of staff comes in with the staff key and leaves twenty minutes later.</summary>
    StaffVisit,

    /// <summary>The help button is pressed.</summary>
    Sos,

    /// <summary>The device raises the <see cref="DeviceAlarm"/> numbered <see cref="Happening.Amount"/>.</summary>
    Alarm,

    /// <summary>The home stands empty, the resident leaves and comes back by the door.</summary>
    Away,
}

/// <summary>One such thing: what, when, at which device, how much.</summary>
/// <param name="What">What happens.</param>
/// <param name="From">When it begins, UTC.</param>
/// <param name="Until">When it ends, UTC; null while nobody has ended it.</param>
/// <param name="Device">Which device it concerns; <see cref="DeviceKind.Unknown"/> = all of the home.</param>
/// <param name="Amount">As <see cref="HappeningKind"/> says.</param>
public sealed record Happening(HappeningKind What, DateTimeOffset From, DateTimeOffset? Until = null, DeviceKind Device = DeviceKind.Unknown, int Amount = 0)
{
    /// <summary>Whether it is going on at <paramref name="instant"/>.</summary>
    public bool Holds(DateTimeOffset instant) => From <= instant && (Until is not { } end || instant < end);

    /// <summary>Whether it concerns devices of that family.</summary>
    public bool Concerns(DeviceKind kind) => Device == DeviceKind.Unknown || Device == kind;
}
