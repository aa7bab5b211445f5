using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <content>What locks, doors and help buttons tell.</content>
internal sealed partial class WatchBody
{
    // Always told, whatever the button: only as a sign of life it is not believed while it presses itself.
    private void Call(DeviceState device, in Row row)
    {
        Marks.Add(row);
        if (!_deviceRule.Chatters(device, row.At))
        {
            Alive(row.At, Sign.Call);
        }

        _help.Take(row);
    }

    private void Lock(DeviceState device, in Row row, LockReport report)
    {
        Marks.Add(row);
        if (Moves(device, row.At))
        {
            return;
        }

        if (report.Method == LockMethod.Staff)
        {
            Presence.Staff(row.At, comes: report.Unlocked);   // somebody came; it says nothing of the resident
            return;
        }

        if (Presence.StaffHere(row.At))
        {
            return;
        }

        Alive(row.At, Sign.Lock);
        Passed(row.At, report.Side, closes: !report.Unlocked);
    }

    private void Door(DeviceState device, in Row row, DoorReport report)
    {
        Marks.Add(row);
        _door.Take(report.Open, row.At);
        _idleDoor.Moved(device.Name);
        _deviceRule.Moved(device, row.At);
        if (Moves(device, row.At) || Presence.StaffHere(row.At))
        {
            return;
        }

        Alive(row.At, Sign.Door);
        Passed(row.At, report.Side, closes: !report.Open);
    }

    /// <summary>Whether a lock or door moves by itself: then it says nothing of anybody, and what it said of who is where may be wrong.</summary>
    private bool Moves(DeviceState device, long at)
    {
        if (!_deviceRule.Chatters(device, at))
        {
            return false;
        }

        Presence.Forget(at);
        return true;
    }

    // Opened from outside somebody came home, locked from inside somebody stays; opened from inside somebody goes out
    // (until something moves inside again), and so does who locks from outside.
    private void Passed(long at, DoorSide side, bool closes)
    {
        if (side == DoorSide.Unknown)
        {
            Presence.PassDoor(at);
        }
        else
        {
            Presence.Prove((side == DoorSide.Inside) == closes ? Anomalies.Presence.Home : Anomalies.Presence.Away, at);
        }
    }
}
