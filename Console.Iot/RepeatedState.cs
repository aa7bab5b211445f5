using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>States that devices repeat with every message; null where the message does not carry them.</summary>
internal struct RepeatedState
{
    /// <summary>True for unlocked; null also for a lock half-way, which is neither.</summary>
    internal bool? Unlocked { get; set; }

    /// <summary>True when the door is open.</summary>
    internal bool? Open { get; set; }

    /// <summary>What somebody just did to the lock: an event, of which the state that follows is only the echo.</summary>
    internal LockReport? Turned { get; set; }

    /// <summary>The lock turned by itself, and stands so now.</summary>
    internal bool? TurnedByItself { get; set; }

    /// <summary>The alarms the message speaks of, a bit for each <see cref="DeviceAlarm"/>.</summary>
    internal int AlarmsKnown { get; private set; }

    /// <summary>Those of them that are on.</summary>
    internal int AlarmsOn { get; private set; }

    internal readonly bool IsEmpty => Unlocked is null && Open is null && Turned is null && TurnedByItself is null && AlarmsKnown == 0;

    internal static int Bit(DeviceAlarm alarm) => 1 << (int)alarm;

    internal void Say(DeviceAlarm alarm, bool on)
    {
        AlarmsKnown |= Bit(alarm);
        AlarmsOn = on ? AlarmsOn | Bit(alarm) : AlarmsOn & ~Bit(alarm);
    }
}
