using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Metering;

/// <summary>A packet after judgement.</summary>
/// <param name="Packet">As it came.</param>
/// <param name="Readings">What is believed, with final event times.</param>
/// <param name="Quarantined">The packet for the quarantine, where a part of it is not believed.</param>
/// <param name="Rise">The rise of its register over the reading before, 0 where it has none.</param>
internal sealed record JudgedPacket(IntakePacket Packet, IReadOnlyList<Reading> Readings, QuarantinedPacket? Quarantined, long Rise);

/// <summary>
/// Decides what of a packet is believed: values within what a household device can mean, event times within what a
/// clock can be wrong by, registers that rise. What is believed is stored although another part of the packet is not:
/// a call for help must not be lost over a wrong battery level.
/// </summary>
/// <remarks>Remembers the newest reading of each device and measure; used by the pump alone, so it needs no lock.</remarks>
internal sealed class PacketJudge(IOptions<IntakeOptions> options, DeviceRegistry registry)
{
    private static readonly TimeSpan RepeatLimit = TimeSpan.FromHours(1);
    private static readonly TimeSpan NoticePause = TimeSpan.FromHours(1);

    private readonly Dictionary<DeviceId, DateTimeOffset> _clockNotices = [];
    private readonly Dictionary<DeviceId, DateTimeOffset> _disbeliefs = [];
    private readonly Dictionary<(DeviceId, Measure), Newest> _newest = [];
    private readonly RegisterGuard _registers = new();
    private readonly ReplayGuard _replays = new(options.Value);

    /// <summary>Goes on from what was stored before a restart.</summary>
    internal void Load(IEnumerable<StoredReading> newest)
    {
        foreach (var (_, reading) in newest)
        {
            _newest[(reading.Device, reading.Measure)] = new Newest(reading);
            if (IsRegister(reading.Measure))
            {
                _registers.Load(reading);
            }

            if (IntakePacket.CallsForHelp(reading))
            {
                _replays.Load(reading);
            }
        }
    }

    internal JudgedPacket Judge(IntakePacket packet)
    {
        Problem? problem = packet.Problem;
        var believed = new List<Reading>(packet.Readings.Count);
        var rise = 0L;
        foreach (var claimed in packet.Readings)
        {
            var call = IntakePacket.CallsForHelp(claimed) ? _replays.Judge(packet, claimed) : default;
            if (call.Replayed)
            {
                problem ??= PacketProblems.Replayed;
                continue;
            }

            var reading = Timed(claimed with { At = Whole(claimed.At), Received = Whole(claimed.Received) }, packet.Redelivered);
            if (call.FirstAt is { } first)
            {
                reading = reading with { At = Whole(first) };
            }

            if (Refusal(reading, ref rise) is { } refused)
            {
                problem ??= refused;
                if (IsNoticeDue(_disbeliefs, reading))
                {
                    believed.Add(Disbelief(reading));
                }

                continue;
            }

            var key = (reading.Device, reading.Measure);
            if (!_newest.TryGetValue(key, out var newest) || reading.At >= newest.At)
            {
                _newest[key] = new Newest(reading);
            }

            believed.Add(reading);
            if (reading.Marks.HasFlag(ReadingMarks.ClockReplaced) && IsNoticeDue(_clockNotices, reading))
            {
                problem ??= PacketProblems.WrongClock;
            }
        }

        return new JudgedPacket(packet, believed, problem is null ? null : packet.Quarantined(problem), rise);
    }

    // The readings are kept, marked; an example of the packet goes to the quarantine, once an hour: a device with a
    // dead clock sends nothing else, and would push everything else out.
    private static bool IsNoticeDue(Dictionary<DeviceId, DateTimeOffset> notices, in Reading reading)
    {
        if (notices.TryGetValue(reading.Device, out var last) && (reading.Received - last).Duration() < NoticePause)
        {
            return false;
        }

        notices[reading.Device] = reading.Received;
        return true;
    }

    // Stored like a reading, so that the home's watch learns of it in order and after a restart as well.
    private static Reading Disbelief(in Reading reading) => reading with
    {
        Measure = Measure.Alarm,
        Value = (long)DeviceAlarm.Implausible,
        At = reading.Received,
        Sequence = null,
        Marks = (reading.Marks & ReadingMarks.Retained) | ReadingMarks.ServerTimed,
    };

    private Problem? Refusal(in Reading reading, ref long rise)
    {
        if (!ValueLimits.Allow(reading.Measure, reading.Value))
        {
            return PacketProblems.Absurd(reading.Measure, reading.Value);
        }

        return IsRegister(reading.Measure) ? _registers.Judge(reading, out rise) : null;
    }

    private Reading Timed(in Reading claimed, bool redelivered)
    {
        var own = options.Value;
        var wrong = !claimed.Marks.HasFlag(ReadingMarks.ServerTimed)
            && (claimed.At > claimed.Received + own.ClockLead || claimed.At < claimed.Received - own.BufferLimit);
        var reading = wrong ? claimed with { At = claimed.Received, Marks = claimed.Marks | ReadingMarks.ClockReplaced } : SetRight(claimed);
        if ((reading.Marks & (ReadingMarks.ServerTimed | ReadingMarks.ClockReplaced)) == 0
            || !_newest.TryGetValue((reading.Device, reading.Measure), out var before))
        {
            return reading;
        }

        // Timed by us, a packet sent again would look new: it keeps the time of its first arrival, and is then found
        // to be there already. Known by its sequence number, or by the sender's word that it is a repetition.
        var again = reading.Sequence is null ? redelivered : reading.Sequence == before.Sequence;
        return again && before.Sequence == reading.Sequence && before.Value == reading.Value && reading.Received - before.Received < RepeatLimit
            ? reading with { At = before.At }
            : reading;
    }

    // A clock that is known to be behind is set right by as much: the device's times keep their distances.
    private Reading SetRight(in Reading claimed)
    {
        if (claimed.Marks != ReadingMarks.None || DeviceClock.Behind(registry.Find(claimed.Device)) is not { } behind)
        {
            return claimed;
        }

        var at = Whole(claimed.At + behind);
        return claimed with { At = at < claimed.Received ? at : claimed.Received, Marks = ReadingMarks.ClockReplaced };
    }

    // Whole milliseconds, so that a reading reads the same before and after it was on disk.
    private static DateTimeOffset Whole(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    // What is asked of the newest reading later on: 300,000 meters are remembered, so no more than that.
    private readonly struct Newest(in Reading reading)
    {
        public long Value { get; } = reading.Value;

        public long? Sequence { get; } = reading.Sequence;

        public DateTimeOffset At { get; } = reading.At;

        public DateTimeOffset Received { get; } = reading.Received;
    }

    private static bool IsRegister(Measure measure) => measure is Measure.TotalLitres or Measure.TotalWattHours;
}
