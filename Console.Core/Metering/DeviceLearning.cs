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
            ClockError = ClockError(packet) ?? device.ClockError,
        };
        foreach (var reading in judged.Readings)
        {
            next = Apply(next, reading);
        }

        return judged.Readings.Any(r => r.Measure != Measure.Link && r.Marks is ReadingMarks.None or ReadingMarks.ServerTimed)
            ? next with { ExpectedInterval = Interval(device, packet.Received), Online = true }
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

    private static TimeSpan? ClockError(IntakePacket packet)
    {
        foreach (var reading in packet.Readings)
        {
            if ((reading.Marks & (ReadingMarks.ServerTimed | ReadingMarks.Retained | ReadingMarks.Historical)) == 0)
            {
                return reading.At - reading.Received;
            }
        }

        return null;
    }

    private static TimeSpan? Interval(Device device, DateTimeOffset received)
    {
        if (device.LastReceived is not { } before || received <= before)
        {
            return device.ExpectedInterval;
        }

        var sample = received - before < LongestInterval ? received - before : LongestInterval;
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
