using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>The words and points by which smart locks say with what they were opened.</summary>
internal static class LockWords
{
    /// <summary>
    /// A turn by this means. A reader or keypad sits outside; a temporary or one-time code is what carers are given, so
    /// it proves a visit and not the resident; an app may be anywhere.
    /// </summary>
    internal static LockReport? Unlocked(string means, int? slot) => means.ToUpperInvariant() switch
    {
        "FINGER" or "FINGERPRINT" => Outside(LockMethod.Finger, slot),
        "FACE" => Outside(LockMethod.Unknown, slot),
        "PASSWORD" or "CODE" or "PWD" => Outside(LockMethod.Code, slot),
        "TEMPORARY" or "DYNAMIC" => Outside(LockMethod.Staff, slot),
        "CARD" or "NFC" => Outside(LockMethod.Card, slot),
        "KEY" => Outside(LockMethod.Key, slot),
        "APP" or "REMOTE" or "BLE" => new LockReport(true, DoorSide.Unknown, LockMethod.App) { Slot = slot },
        "INSIDE" => new LockReport(true, DoorSide.Inside, LockMethod.Unknown),
        _ => null,
    };

    private static LockReport Outside(LockMethod method, int? slot) => new(true, DoorSide.Outside, method) { Slot = slot };
}
