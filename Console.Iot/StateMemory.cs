using System.Collections.Concurrent;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>
/// Makes events of repeated states. An action comes first, with the old lock state; within about two seconds the new
/// state follows, without the action: both are one turn of the lock. A state that only repeats is no event, or a
/// battery report would look like somebody at the door.
/// </summary>
internal sealed class StateMemory
{
    private static readonly TimeSpan MergeWindow = TimeSpan.FromSeconds(2);

    // The gravest first: a packet tells one alarm.
    private static readonly DeviceAlarm[] Gravity =
    [
        DeviceAlarm.Duress, DeviceAlarm.Burst, DeviceAlarm.Leak, DeviceAlarm.Tamper, DeviceAlarm.Backflow, DeviceAlarm.Dry, DeviceAlarm.LeftOpen,
    ];

    private readonly ConcurrentDictionary<DeviceId, Last> _devices = new();

    /// <summary>Goes on from the newest stored report.</summary>
    internal void Load(in Reading newest)
    {
        if (newest.Measure is not (Measure.Lock or Measure.Door or Measure.Alarm))
        {
            return;
        }

        var last = _devices.GetOrAdd(newest.Device, static _ => new Last());
        switch (newest.Measure)
        {
            case Measure.Lock:
                last.Unlocked = LockReport.Of(newest.Value).Unlocked;
                break;
            case Measure.Door:
                last.Open = DoorReport.Of(newest.Value).Open;
                break;
            default:
                last.AlarmsOn = RepeatedState.Bit((DeviceAlarm)newest.Value);
                break;
        }
    }

    /// <summary>Adds to <paramref name="packet"/> what happened since the message before.</summary>
    /// <param name="device">Whose message.</param>
    /// <param name="state">The states it carries.</param>
    /// <param name="at">Its time.</param>
    /// <param name="packet">Gets the events.</param>
    internal void Tell(DeviceId device, in RepeatedState state, DateTimeOffset at, ref DecodedPacket packet)
    {
        if (state.IsEmpty)
        {
            return;
        }

        var last = _devices.GetOrAdd(device, static _ => new Last());
        lock (last)
        {
            TellLock(last, state, at, ref packet);
            if (Turned(ref last.Open, state.Open) is { } open)
            {
                packet.Add(Measure.Door, new DoorReport(open, DoorSide.Unknown).Packed);
            }

            TellAlarm(last, state, ref packet);
        }
    }

    private static void TellLock(Last last, in RepeatedState state, DateTimeOffset at, ref DecodedPacket packet)
    {
        if (state.Turned is { } report)
        {
            packet.Add(Measure.Lock, report.Packed);
            last.Expect(report.Unlocked, at);
            return;
        }

        if (state.TurnedByItself is { } itself)
        {
            last.Expect(itself, at);
            return;
        }

        if (state.Unlocked is not { } unlocked)
        {
            return;
        }

        var merged = last.ActionAt is { } acted && (at - acted).Duration() <= MergeWindow;
        if (Turned(ref last.Unlocked, unlocked) is { } turned && !merged)
        {
            packet.Add(Measure.Lock, new LockReport(turned, DoorSide.Unknown, LockMethod.Unknown).Packed);
        }
    }

    // An alarm that is on when the device is first heard is news, unlike a door that stands open: it is on now.
    private static void TellAlarm(Last last, in RepeatedState state, ref DecodedPacket packet)
    {
        var risen = state.AlarmsOn & ~last.AlarmsOn;
        last.AlarmsOn = (last.AlarmsOn & ~state.AlarmsKnown) | state.AlarmsOn;
        foreach (var alarm in Gravity)
        {
            if ((risen & RepeatedState.Bit(alarm)) != 0)
            {
                packet.Add(Measure.Alarm, (long)alarm);
                return;
            }
        }
    }

    // The first state ever heard of a device is no event: the turn may be hours old.
    private static bool? Turned(ref bool? last, bool? now)
    {
        var turned = now is not null && last is not null && now != last ? now : null;
        last = now ?? last;
        return turned;
    }

    private sealed class Last
    {
        internal bool? Unlocked;
        internal bool? Open;
        internal int AlarmsOn;

        internal DateTimeOffset? ActionAt { get; private set; }

        internal void Expect(bool unlocked, DateTimeOffset at)
        {
            Unlocked = unlocked;
            ActionAt = at;
        }
    }
}
