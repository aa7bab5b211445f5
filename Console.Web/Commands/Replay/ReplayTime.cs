using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Commands.Replay;

/// <summary>
/// Reads the times of a recording: ISO 8601 with seconds, fractions and offset all optional
/// (<c>2026-11-22T08:00</c>, <c>2026-11-22 08:00:00.5+08:00</c>); without an offset the estate's own time.
/// </summary>
/// <remarks>By hand: a million rows spend more on a general parser than on the watch.</remarks>
internal static class ReplayTime
{
    public static bool TryRead(ReadOnlySpan<byte> text, EstateCalendar calendar, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 16 || !TryDigits(text[..4], out var year) || text[4] != '-' || !TryDigits(text[5..7], out var month) || text[7] != '-'
            || !TryDigits(text[8..10], out var day) || text[10] is not ((byte)'T' or (byte)' ') || !TryDigits(text[11..13], out var hour)
            || text[13] != ':' || !TryDigits(text[14..16], out var minute))
        {
            return false;
        }

        text = text[16..];
        if (!TrySeconds(ref text, out var milliseconds) || !TryOffset(text, out var offset)
            || year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || milliseconds >= 60_000)
        {
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, 0).AddMilliseconds(milliseconds);
        instant = offset is { } minutes ? new DateTimeOffset(local.AddMinutes(-minutes), TimeSpan.Zero) : calendar.Instant(local);
        return true;
    }

    private static bool TrySeconds(ref ReadOnlySpan<byte> text, out int milliseconds)
    {
        milliseconds = 0;
        if (text.IsEmpty || text[0] != ':')
        {
            return true;
        }

        if (text.Length < 3 || !TryDigits(text[1..3], out var seconds))
        {
            return false;
        }

        milliseconds = seconds * 1000;
        text = text[3..];
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        text = text[1..];
        var unit = 100;
        var digits = 0;
        while (digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9')
        {
            milliseconds += (text[digits] - '0') * unit;   // beyond the millisecond the unit is 0
            unit /= 10;
            digits++;
        }

        text = text[digits..];
        return digits > 0;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int? minutes)
    {
        minutes = null;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text is [(byte)'Z' or (byte)'z'])
        {
            minutes = 0;
            return true;
        }

        var sign = text[0] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        text = text[1..];
        var rest = text.Length == 5 && text[2] == ':' ? text[3..] : text.Length == 4 ? text[2..] : text.Length == 2 ? "00"u8 : [];
        if (sign == 0 || rest.IsEmpty || !TryDigits(text[..2], out var hours) || !TryDigits(rest, out var more) || hours > 14 || more > 59)
        {
            return false;
        }

        minutes = sign * ((hours * 60) + more);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
