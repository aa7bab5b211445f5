using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Metering;

/// <summary>A device of a home; the same name in two homes is two devices.</summary>
public readonly record struct DeviceId(HomeId Home, string Name)
{
    public override string ToString() => $"{Home}/{Name}";
}

/// <summary>What is known about how a reading came.</summary>
[Flags]
public enum ReadingMarks : byte
{
    None = 0,

    /// <summary>Delivered from a broker's memory: updates state, never a sign of life.</summary>
    Retained = 1,

    /// <summary>The device says it is from the past (history upload): counted for its time, never a sign of life now.</summary>
    Historical = 2,

    /// <summary>The device's clock was ahead, far behind or too old: the event time is ours.</summary>
    ClockReplaced = 4,

    /// <summary>The packet carried no time; the time of receipt is the event time.</summary>
    ServerTimed = 8,
}

/// <summary>One measure of one device at one instant: the internal form every dialect is decoded to.</summary>
/// <param name="Device">Whose reading.</param>
/// <param name="Kind">The device's family.</param>
/// <param name="Measure">What it says, unit included.</param>
/// <param name="Value">Litres, watt-hours, watts, percent, or a packed report.</param>
/// <param name="At">Event time, UTC, whole milliseconds.</param>
/// <param name="Received">When the server had it, UTC.</param>
/// <param name="Sequence">The device's own running number, where it sends one.</param>
/// <param name="Marks">How it came.</param>
public readonly record struct Reading(
    DeviceId Device,
    DeviceKind Kind,
    Measure Measure,
    long Value,
    DateTimeOffset At,
    DateTimeOffset Received,
    long? Sequence = null,
    ReadingMarks Marks = ReadingMarks.None);

/// <summary>A reading on disk; positions rise in the order of storing and are never used twice.</summary>
public readonly record struct StoredReading(long Position, Reading Reading);
