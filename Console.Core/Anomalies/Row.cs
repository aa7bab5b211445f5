using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>A reading as a home's watch keeps it: no home, time as Unix milliseconds, and no kind (a replay has none).</summary>
/// <param name="At">Event time.</param>
/// <param name="Device">Its name inside the home.</param>
/// <param name="Measure">What it says.</param>
/// <param name="Value">As in <see cref="Reading"/>.</param>
/// <param name="Marks">How it came.</param>
/// <param name="Lag">Seconds from the event to the receipt: negative of a clock that is ahead.</param>
internal readonly record struct Row(long At, string Device, Measure Measure, long Value, ReadingMarks Marks, int Lag = 0)
{
    /// <summary>What was used over a longer time, milliseconds, says nothing of single hours.</summary>
    public const long Longest = 5 * EstateClock.Hour / 2;

    /// <summary>When it came, Unix milliseconds, to the second.</summary>
    public long Received => At + (1000L * Lag);

    public static Row Of(in Reading reading) =>
        new(reading.At.ToUnixTimeMilliseconds(), reading.Device.Name, reading.Measure, reading.Value, reading.Marks, (int)(reading.Received - reading.At).TotalSeconds);

    /// <summary>
    /// The order in which rows are taken in, whatever the order of arrival. A zero difference is a repeated row: marks
    /// are no part of it, so a repetition from a broker's memory is one too.
    /// </summary>
    public static int Compare(in Row a, in Row b)
    {
        var order = a.At.CompareTo(b.At);
        order = order != 0 ? order : string.CompareOrdinal(a.Device, b.Device);
        order = order != 0 ? order : a.Measure.CompareTo(b.Measure);
        return order != 0 ? order : a.Value.CompareTo(b.Value);
    }

    /// <summary>Somebody asks for help: such a row waits for nothing.</summary>
    public static bool AsksForHelp(Measure measure, long value) =>
        measure == Measure.Sos || (measure == Measure.Alarm && value == (long)DeviceAlarm.Duress);
}
