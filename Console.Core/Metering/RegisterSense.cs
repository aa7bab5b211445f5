namespace CommunityConsole.Core.Metering;

/// <summary>What a household register can do between two readings.</summary>
internal static class RegisterSense
{
    // Meters report in bursts after a gap, stamped with one time; this much may sit between two readings of one instant.
    private const long LitresAtOnce = 500;
    private const long WattHoursAtOnce = 5_000;
    private const long Thousand = 1000;

    /// <summary>The most a household meter passes in a time, litres or watt-hours: full flow, and a little that came between two readings of one instant.</summary>
    public static long Most(Measure measure, TimeSpan span) => measure is Measure.TotalLitres or Measure.UseLitres
        ? LitresAtOnce + (long)(ValueLimits.LitresAnHour * span.TotalHours)
        : WattHoursAtOnce + (long)(ValueLimits.Watts * span.TotalHours);

    /// <summary>Whether a value goes on from the one before.</summary>
    public static bool Follows(Measure measure, long before, long value, TimeSpan span) => value >= before && value - before <= Most(measure, span);

    /// <summary>Whether a value is the one before in cubic metres or kilowatt-hours instead of litres or watt-hours.</summary>
    public static bool IsThousandth(Measure measure, long before, long value, TimeSpan span) =>
        value > 0 && before >= 10 * Thousand && Math.Abs((value * Thousand) - before) <= Thousand + Most(measure, span);

    /// <summary>
    /// Whether a register that goes on from another value is still the home's meter: begun again at zero, whenever in that
    /// time, or put off by a row out of its order.
    /// </summary>
    public static bool IsSameMeter(Measure measure, long before, long value, TimeSpan span) =>
        value <= Most(measure, span) || Math.Abs(value - before) <= (measure is Measure.TotalLitres ? 2_000 : 20_000);
}
