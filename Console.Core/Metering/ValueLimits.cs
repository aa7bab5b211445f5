namespace CommunityConsole.Core.Metering;

/// <summary>The widest values a household device can mean; anything beyond is a fault of the device or of its gateway.</summary>
public static class ValueLimits
{
    // Six digits of cubic metres, seven of kilowatt-hours: the registers of household meters roll over there.
    private const long LargestLitres = 999_999_999;
    private const long LargestWattHours = 9_999_999_999;

    /// <summary>The largest flow a household water meter (up to DN 25) passes for long, litres an hour.</summary>
    public const long LitresAnHour = 10_000;

    /// <summary>The largest load behind a household meter, watts: three phases at 100 A and some air.</summary>
    public const long Watts = 100_000;

    /// <summary>Whether <paramref name="value"/> is one a device of a home can mean.</summary>
    public static bool Allow(Measure measure, long value) => measure switch
    {
        Measure.TotalLitres => value is >= 0 and <= LargestLitres,
        Measure.TotalWattHours => value is >= 0 and <= LargestWattHours,

        // A row may carry a gap of weeks: a month at full flow is the limit.
        Measure.UseLitres => value is >= 0 and <= LitresAnHour * 24 * 31,
        Measure.UseWattHours => value is >= 0 and <= Watts * 24 * 31,
        Measure.PowerWatts => value is >= -Watts and <= Watts,
        Measure.Battery => value is >= 0 and <= 100,
        Measure.Sos => value == 1,
        Measure.Link => value is 0 or 1,
        Measure.Alarm => value is >= (long)DeviceAlarm.Duress and <= (long)DeviceAlarm.LeftOpen,
        Measure.Lock or Measure.Door => value >= 0,
        _ => false,
    };
}
