namespace CommunityConsole.Core.Metering;

/// <summary>What one message teaches about its device. Pure.</summary>
internal static class DeviceLearning
{
    // A running median: each sample moves the estimate by this share, up or down, however far away it lies.
    private const double MedianStep = 1.1;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(7);

    internal static Device Heard(Device device, JudgedPacket judged)
    {
        var packet = judged.Packet;
        var next = device with
        {
            LastReceived = packet.Received > device.LastReceived ? packet.Received : device.LastReceived ?? packet.Received,
            LastPayload = packet.Payload,
            Step = judged.Rise > 0 ? CommonStep(device.Step ?? 0, judged.Rise) : device.Step,
            Signal = packet.Signal ?? device.Signal,
            ExpectedInterval = device.ExpectedInterval ?? packet.PromisedInterval,
            ClockError = DeviceClock.Learn(device, packet),
            LastClaim = DeviceClock.NewestClaim(packet) ?? device.LastClaim,
        };
        foreach (var reading in judged.Readings)
        {
            next = Apply(next, reading);
        }

        return LiveReport(next, judged.Readings) is { } report
            ? next with { ExpectedInterval = Interval(next, report), LastLive = report > next.LastLive ? report : next.LastLive ?? report, Online = true }
            : next;
    }

    private static Device Apply(Device device, in Reading reading) => (reading.Measure switch
    {
        Measure.Battery => device with { Battery = (int)reading.Value },
        Measure.Link => device with { Online = reading.Value == 1 },
        _ => device,
    }) with
    {
        LastEvent = reading.At > device.LastEvent ? reading.At : device.LastEvent ?? reading.At,
    };

    // The newest event time of the message that was sent when it was made; null for history, memories and what a
    // broker says of the device.
    private static DateTimeOffset? LiveReport(Device device, IReadOnlyList<Reading> readings)
    {
        DateTimeOffset? newest = null;
        foreach (var reading in readings)
        {
            var past = (reading.Marks & (ReadingMarks.Retained | ReadingMarks.Historical)) != 0;
            if (!past && reading.Measure != Measure.Link && DeviceClock.IsLive(device, reading) && !(reading.At <= newest))
            {
                newest = reading.At;
            }
        }

        return newest;
    }

    // From report to report by their own times: a backlog that arrives at once is one late report, and rows of history
    // are none.
    private static TimeSpan? Interval(Device device, DateTimeOffset report)
    {
        if (device.LastLive is not { } before || report <= before)
        {
            return device.ExpectedInterval;
        }

        var sample = report - before < LongestInterval ? report - before : LongestInterval;
        return device.ExpectedInterval is not { } usual ? sample
            : sample > usual ? Least(sample, usual * MedianStep)
            : Most(sample, usual / MedianStep);
    }

    // The greatest common divisor: a meter that counts in tens never shows another step.
    private static long CommonStep(long one, long other)
    {
        while (other != 0)
        {
            (one, other) = (other, one % other);
        }

        return one;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Most(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
