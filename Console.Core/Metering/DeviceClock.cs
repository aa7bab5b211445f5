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

    private static readonly TimeSpan Plain = TimeSpan.FromMinutes(30);

    /// <summary>The device's clock less ours after this message.</summary>
    internal static TimeSpan? Learn(Device device, IntakePacket packet)
    {
        if (NewestClaim(packet) is not { } claim)
        {
            return device.ClockError;
        }

        var error = claim - packet.Received;
        return device.ClockError is { } known
            ? error > known || Advanced(device, packet, claim) ? error : known
            : error > -OnTheWay || Advanced(device, packet, claim) ? error : null;
    }

    /// <summary>
    /// How far the device's clock is behind, where that is beyond doubt: more than half an hour, and than two of its
    /// reports. A report that is made once a day and sent some hours later says nothing of the clock, nor do doors, which
    /// speak when they are moved. Null else.
    /// </summary>
    internal static TimeSpan? Behind(Device? device) =>
        device is { Kind: DeviceKind.Water or DeviceKind.Power, ClockError: { } error, ExpectedInterval: { } usual } && error < -Most(Plain, 2 * usual) ? -error : null;

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

    // Since the message before as much time has passed for the device as for us. A message that tells of several times was
    // kept back in any case.
    private static bool Advanced(Device device, IntakePacket packet, DateTimeOffset claim)
    {
        if (device.LastClaim is not { } before || device.LastReceived is not { } heard || packet.Received <= heard
            || packet.Readings.Any(reading => claim - reading.At > OnTheWay))
        {
            return false;
        }

        var (ours, its) = (packet.Received - heard, claim - before);
        return its > TimeSpan.Zero && (its - ours).Duration() <= Most(OnTheWay / 4, ours / 10) && its > ours / 2;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Most(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
