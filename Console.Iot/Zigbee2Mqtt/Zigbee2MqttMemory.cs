using System.Collections.Concurrent;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Zigbee2Mqtt;

/// <summary>
/// Makes events of repeated states. An action comes first, with the old lock state; within about two seconds the new
/// state follows, without the action: both are one turn of the lock. A state that only repeats is no event, or a
/// battery report would look like somebody at the door.
/// </summary>
internal sealed class Zigbee2MqttMemory
{
    private static readonly TimeSpan MergeWindow = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<DeviceId, Last> _devices = new();

    /// <summary>Goes on from the newest stored report of a lock or door.</summary>
    internal void Load(in Reading newest)
    {
        var last = _devices.GetOrAdd(newest.Device, static _ => new Last());
        if (newest.Measure == Measure.Lock)
        {
            last.Unlocked = LockReport.Of(newest.Value).Unlocked;
        }
        else if (newest.Measure == Measure.Door)
        {
            last.Open = DoorReport.Of(newest.Value).Open;
        }
    }

    /// <summary>Adds to <paramref name="packet"/> what happened since the message before.</summary>
    /// <param name="device">Whose message.</param>
    /// <param name="state">Its attributes.</param>
    /// <param name="at">Its time.</param>
    /// <param name="packet">Gets the events.</param>
    internal void Tell(DeviceId device, in Zigbee2MqttState state, DateTimeOffset at, ref DecodedPacket packet)
    {
        var last = _devices.GetOrAdd(device, static _ => new Last());
        lock (last)
        {
            TellLock(last, state, at, ref packet);
            if (Turned(ref last.Open, state.Open) is { } open)
            {
                packet.Add(Measure.Door, new DoorReport(open, DoorSide.Unknown).Packed);
            }

            if (Turned(ref last.Tamper, state.Tamper) is true)
            {
                packet.Add(Measure.Alarm, (long)DeviceAlarm.Tamper);
            }
            else if (Turned(ref last.Leak, state.Leak) is true)
            {
                packet.Add(Measure.Alarm, (long)DeviceAlarm.Leak);
            }
        }
    }

    private static void TellLock(Last last, in Zigbee2MqttState state, DateTimeOffset at, ref DecodedPacket packet)
    {
        if (state.Action is { Length: > 0 } action)
        {
            if (LockAction.IsCallForHelp(action))
            {
                packet.Add(Measure.Sos, 1);
            }

            if (LockAction.Of(action, state.ActionSource) is { } report)
            {
                packet.Add(Measure.Lock, report.Packed);
                last.Expect(report.Unlocked, at);
                return;
            }

            if (LockAction.IsAutomatic(action))
            {
                last.Expect(action == "schedule_unlock", at);
                return;
            }
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
        internal bool? Tamper;
        internal bool? Leak;

        internal DateTimeOffset? ActionAt { get; private set; }

        internal void Expect(bool unlocked, DateTimeOffset at)
        {
            Unlocked = unlocked;
            ActionAt = at;
        }
    }
}
