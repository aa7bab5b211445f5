namespace CommunityConsole.Core.Metering;

/// <summary>What a reading says; the unit is in the name. Values are integers throughout.</summary>
public enum Measure : byte
{
    /// <summary>Rising register, litres (<c>total_l</c>).</summary>
    TotalLitres = 1,

    /// <summary>Rising register, watt-hours (<c>total_wh</c>).</summary>
    TotalWattHours = 2,

    /// <summary>Litres used since the row before of that device (<c>use_l</c>).</summary>
    UseLitres = 3,

    /// <summary>Watt-hours used since the row before of that device (<c>use_wh</c>).</summary>
    UseWattHours = 4,

    /// <summary>Power at this moment, watts (<c>power_w</c>).</summary>
    PowerWatts = 5,

    /// <summary>A lock turned (<c>lock</c>); value is a <see cref="LockReport"/>.</summary>
    Lock = 6,

    /// <summary>A door moved (<c>door</c>); value is a <see cref="DoorReport"/>.</summary>
    Door = 7,

    /// <summary>Help button pressed (<c>sos</c>), value 1.</summary>
    Sos = 8,

    /// <summary>The device's own alarm (<c>alarm</c>); value is a <see cref="DeviceAlarm"/>.</summary>
    Alarm = 9,

    /// <summary>Battery, percent (<c>battery</c>).</summary>
    Battery = 10,

    /// <summary>1 online, 0 offline (<c>link</c>).</summary>
    Link = 11,
}

/// <summary>Alarms devices raise by themselves.</summary>
public enum DeviceAlarm : byte
{
    Duress = 1,
    Tamper = 2,
    Leak = 3,
    Burst = 4,
    Dry = 5,
    Backflow = 6,
    LeftOpen = 7,

    /// <summary>Not the device's word: its packet held a value that was not believed and is in the quarantine. Only the pump says so.</summary>
    Implausible = 8,
}

/// <summary>The family of a device, as the own dialect's topic names it.</summary>
public enum DeviceKind : byte
{
    Unknown = 0,
    Water = 1,
    Power = 2,
    Lock = 3,
    Door = 4,
    Sos = 5,
}
