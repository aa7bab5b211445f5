using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>What lock and door contact notice when people pass.</summary>
internal static class Doorway
{
    /// <summary>Out by the door, which is then locked from outside.</summary>
    public static void Out(HomeDay day, double minute, LockMethod key)
    {
        var second = minute * 60;
        Turn(day, second, true, DoorSide.Inside, LockMethod.Unknown);
        Swing(day, second + 2, 11);
        Turn(day, second + 17, false, DoorSide.Outside, key);
    }

    /// <summary>In by the door, which is then locked from inside.</summary>
    public static void In(HomeDay day, double minute, LockMethod key)
    {
        var second = minute * 60;
        Turn(day, second, true, DoorSide.Outside, key);
        Swing(day, second + 3, 9);
        Turn(day, second + 20, false, DoorSide.Inside, LockMethod.Unknown);
    }

    /// <summary>The resident opens from inside for a guest, or lets one out.</summary>
    public static void Open(HomeDay day, double minute)
    {
        var second = minute * 60;
        Turn(day, second, true, DoorSide.Inside, LockMethod.Unknown);
        Swing(day, second + 2, 25);
        Turn(day, second + 40, false, DoorSide.Inside, LockMethod.Unknown);
    }

    /// <summary>Somebody comes with a key of their own and leaves after <paramref name="stay"/> minutes.</summary>
    public static void Visit(HomeDay day, double minute, double stay, LockMethod key)
    {
        In(day, minute, key);
        Out(day, minute + stay, key);
    }

    private static void Turn(HomeDay day, double second, bool unlocked, DoorSide side, LockMethod method) =>
        day.Moves.Add(new Move(second, DeviceKind.Lock, Measure.Lock, new LockReport(unlocked, side, method).Packed));

    private static void Swing(HomeDay day, double second, double open)
    {
        day.Moves.Add(new Move(second, DeviceKind.Door, Measure.Door, new DoorReport(true, DoorSide.Unknown).Packed));
        day.Moves.Add(new Move(second + open, DeviceKind.Door, Measure.Door, new DoorReport(false, DoorSide.Unknown).Packed));
    }
}
