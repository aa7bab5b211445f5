using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Zigbee2Mqtt;

/// <summary>What an <c>action</c> of a state message says.</summary>
internal static class LockAction
{
    /// <summary>The lock's report of an action; null when the action is none of a lock, or nobody did it (a timer).</summary>
    internal static LockReport? Of(string action, string? source)
    {
        bool? unlocked = action switch
        {
            "unlock" or "key_unlock" or "manual_unlock" => true,
            "lock" or "key_lock" or "manual_lock" or "one_touch_lock" => false,
            _ => null,
        };
        if (unlocked is not { } turned)
        {
            return null;
        }

        // Keypad, reader and cylinder sit outside. "manual" may be either side and proves none.
        var (side, method) = source switch
        {
            _ when action is "key_unlock" or "key_lock" => (DoorSide.Outside, LockMethod.Key),
            "keypad" => (DoorSide.Outside, LockMethod.Code),
            "rfid" => (DoorSide.Outside, LockMethod.Card),
            "fingerprint" or "fingerprint_sensor" or "biometric" => (DoorSide.Outside, LockMethod.Finger),
            "rf" or "remote" => (DoorSide.Unknown, LockMethod.App),
            _ => (DoorSide.Unknown, LockMethod.Unknown),
        };
        return new LockReport(turned, side, method);
    }

    /// <summary>Whether the lock turned by itself.</summary>
    internal static bool IsAutomatic(string action) => action is "auto_lock" or "schedule_lock" or "schedule_unlock";

    /// <summary>Whether somebody pressed a help button.</summary>
    internal static bool IsCallForHelp(string action) => action is "emergency" or "panic" or "sos";
}
