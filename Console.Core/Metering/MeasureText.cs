using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CommunityConsole.Core.Metering;

/// <summary>
/// The words of the replay format and of our own dialect for measures and their values: <c>total_l</c> and
/// <c>128457</c>, <c>lock</c> and <c>unlocked:outside:finger</c>, <c>alarm</c> and <c>duress</c>.
/// </summary>
public static class MeasureText
{
    private const int LongestValue = 64;

    /// <summary>The measure's word, as in <c>total_l</c>.</summary>
    public static string Name(Measure measure) => measure switch
    {
        Measure.TotalLitres => "total_l",
        Measure.TotalWattHours => "total_wh",
        Measure.UseLitres => "use_l",
        Measure.UseWattHours => "use_wh",
        Measure.PowerWatts => "power_w",
        Measure.Lock => "lock",
        Measure.Door => "door",
        Measure.Sos => "sos",
        Measure.Alarm => "alarm",
        Measure.Battery => "battery",
        Measure.Link => "link",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Not a measure."),
    };

    /// <summary>The measure of a word (UTF-8); false for any other text, in any other case.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> name, out Measure measure)
    {
        measure = name switch
        {
            _ when name.SequenceEqual("total_l"u8) => Measure.TotalLitres,
            _ when name.SequenceEqual("total_wh"u8) => Measure.TotalWattHours,
            _ when name.SequenceEqual("use_l"u8) => Measure.UseLitres,
            _ when name.SequenceEqual("use_wh"u8) => Measure.UseWattHours,
            _ when name.SequenceEqual("power_w"u8) => Measure.PowerWatts,
            _ when name.SequenceEqual("lock"u8) => Measure.Lock,
            _ when name.SequenceEqual("door"u8) => Measure.Door,
            _ when name.SequenceEqual("sos"u8) => Measure.Sos,
            _ when name.SequenceEqual("alarm"u8) => Measure.Alarm,
            _ when name.SequenceEqual("battery"u8) => Measure.Battery,
            _ when name.SequenceEqual("link"u8) => Measure.Link,
            _ => default,
        };
        return measure != default;
    }

    /// <summary>The measure of a word.</summary>
    public static bool TryMeasure(ReadOnlySpan<char> name, out Measure measure)
    {
        Span<byte> bytes = stackalloc byte[LongestValue];
        measure = default;
        return Encoding.UTF8.TryGetBytes(name, bytes, out var written) && TryMeasure(bytes[..written], out measure);
    }

    /// <summary>Reads a value as text (UTF-8) into the integer of a <see cref="Reading"/>; numbers are rounded to the unit.</summary>
    /// <returns>False when the text is no value of <paramref name="measure"/>. Sense is not judged: see <see cref="ValueLimits"/>.</returns>
    public static bool TryValue(Measure measure, ReadOnlySpan<byte> text, out long value)
    {
        switch (measure)
        {
            case Measure.Lock:
                return LockText.TryLock(text, out value);
            case Measure.Door:
                return LockText.TryDoor(text, out value);
            case Measure.Alarm:
                value = (long)AlarmOf(text);
                return value != 0;
            case Measure.Link:
                value = text.SequenceEqual("online"u8) ? 1 : 0;
                return value == 1 || text.SequenceEqual("offline"u8);
            default:
                return TryNumber(text, out value);
        }
    }

    /// <summary>Reads a value as text into the integer of a <see cref="Reading"/>.</summary>
    public static bool TryValue(Measure measure, ReadOnlySpan<char> text, out long value)
    {
        Span<byte> bytes = stackalloc byte[LongestValue];
        value = 0;
        return Encoding.UTF8.TryGetBytes(text, bytes, out var written) && TryValue(measure, bytes[..written], out value);
    }

    /// <summary>The text of a reading's value: the inverse of <see cref="TryValue(Measure, ReadOnlySpan{byte}, out long)"/>.</summary>
    public static string Value(Measure measure, long value) => measure switch
    {
        Measure.Lock => LockText.Of(LockReport.Of(value)),
        Measure.Door => LockText.Of(DoorReport.Of(value)),
        Measure.Alarm => AlarmName((DeviceAlarm)value),
        Measure.Link => value == 0 ? "offline" : "online",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The word of a device's own alarm.</summary>
    public static string AlarmName(DeviceAlarm alarm) => alarm switch
    {
        DeviceAlarm.Duress => "duress",
        DeviceAlarm.Tamper => "tamper",
        DeviceAlarm.Leak => "leak",
        DeviceAlarm.Burst => "burst",
        DeviceAlarm.Dry => "dry",
        DeviceAlarm.Backflow => "backflow",
        DeviceAlarm.LeftOpen => "left_open",
        DeviceAlarm.Implausible => "implausible",
        _ => throw new ArgumentOutOfRangeException(nameof(alarm), alarm, "Not an alarm."),
    };

    private static DeviceAlarm AlarmOf(ReadOnlySpan<byte> text) => text switch
    {
        _ when text.SequenceEqual("duress"u8) => DeviceAlarm.Duress,
        _ when text.SequenceEqual("tamper"u8) => DeviceAlarm.Tamper,
        _ when text.SequenceEqual("leak"u8) => DeviceAlarm.Leak,
        _ when text.SequenceEqual("burst"u8) => DeviceAlarm.Burst,
        _ when text.SequenceEqual("dry"u8) => DeviceAlarm.Dry,
        _ when text.SequenceEqual("backflow"u8) => DeviceAlarm.Backflow,
        _ when text.SequenceEqual("left_open"u8) => DeviceAlarm.LeftOpen,
        _ when text.SequenceEqual("implausible"u8) => DeviceAlarm.Implausible,
        _ => default,
    };

    private static bool TryNumber(ReadOnlySpan<byte> text, out long value)
    {
        // The plain integer is the everyday case and four times as fast.
        if (Utf8Parser.TryParse(text, out value, out var used) && used == text.Length)
        {
            return true;
        }

        value = 0;
        if (!Utf8Parser.TryParse(text, out decimal number, out used) || used != text.Length || Math.Abs(number) > long.MaxValue / 2)
        {
            return false;
        }

        value = (long)Math.Round(number, MidpointRounding.AwayFromZero);
        return true;
    }
}
