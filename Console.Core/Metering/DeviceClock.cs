namespace CommunityConsole.Core.Metering;

/// <summary>
/// Tells a clock that is off from a message that was kept back. Waiting makes a message look behind, never ahead, so
/// the least delay seen is nearest to the truth; a clock is believed to be behind only from messages sent when they
/// were made: between two of those the device's time goes on as ours does. Pure.
/// </summary>
internal static class DeviceClock
{
    // What a message may take on its way, and what a first message may lie behind before it says anything of the clock.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMinutes(2);

    /// <summary>The device's clock less ours after this message.</summary>
    internal static TimeSpan? Learn(Device device, IntakePacket packet)
    {
        if (NewestClaim(packet) is not { } claim)
        {
            return device.ClockError;
        }

        var error = claim - packet.Received;
        return device.ClockError is { } known
            ? error > known || Advanced(device, claim, packet.Received) ? error : known
            : error > -OnTheWay || Advanced(device, claim, packet.Received) ? error : null;
    }

    /// <summary>Whether the reading was sent when it was made, by what is known of the device's clock.</summary>
    internal static bool IsLive(Device device, in Reading reading) =>
        (reading.Marks & (ReadingMarks.ServerTimed | ReadingMarks.ClockReplaced)) != 0
        || reading.At - reading.Received > Least(device.ClockError ?? TimeSpan.Zero, TimeSpan.Zero) - OnTheWay;

    /// <summary>The newest event time the device claims for something that is happening; null where it claims none.</summary>
    internal static DateTimeOffset? NewestClaim(IntakePacket packet)
    {
        DateTimeOffset? newest = null;
        foreach (var reading in packet.Readings)
        {
            var timed = (reading.Marks & (ReadingMarks.ServerTimed | ReadingMarks.Retained | ReadingMarks.Historical)) == 0;
            if (timed && !(reading.At <= newest))
            {
                newest = reading.At;
            }
        }

        return newest;
    }

    // Since the message before as much time has passed for the device as for us.
    private static bool Advanced(Device device, DateTimeOffset claim, DateTimeOffset received)
    {
        if (device.LastClaim is not { } before || device.LastReceived is not { } heard || received <= heard)
        {
            return false;
        }

        var (ours, its) = (received - heard, claim - before);
        return its > TimeSpan.Zero && (its - ours).Duration() <= Most(OnTheWay / 4, ours / 10) && its > ours / 2;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Most(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
