using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>What makes two readings the same: device, event time, measure, and the sequence number or else the value.</summary>
/// <param name="Series">Source and measure (<see cref="SeriesOf"/>).</param>
/// <param name="At">Event time, Unix milliseconds.</param>
/// <param name="Mark">Sequence number, else value.</param>
/// <param name="Numbered">Whether the mark is a sequence number.</param>
internal readonly record struct ReadingKey(long Series, long At, long Mark, bool Numbered)
{
    // Room for 64 measures beside the source.
    private const int MeasureBits = 6;

    /// <summary>One number for a device's measure.</summary>
    internal static long SeriesOf(long source, Measure measure) => source << MeasureBits | (long)measure;

    internal static ReadingKey Of(long source, in Reading reading, long at) =>
        new(SeriesOf(source, reading.Measure), at, reading.Sequence ?? reading.Value, reading.Sequence is not null);

    internal long Source => Series >> MeasureBits;

    internal long Measure => Series & ((1 << MeasureBits) - 1);
}
