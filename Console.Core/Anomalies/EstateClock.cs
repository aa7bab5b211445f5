using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Local hours and days of instants given as Unix milliseconds, and how people there say them.</summary>
internal sealed class EstateClock(EstateCalendar calendar)
{
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    private ZoneOffsets.Block _offsets = calendar.Offsets.Around(0);

    /// <summary>Milliseconds since the epoch as a clock on the wall there counts them.</summary>
    public long Local(long instant)
    {
        var hour = Math.DivRem(instant, Hour, out var rest) - (rest < 0 ? 1 : 0);
        if (!_offsets.Holds(hour))
        {
            _offsets = calendar.Offsets.Around(hour);
        }

        return instant + _offsets.At(hour);
    }

    /// <summary>Hour of the day, 0 to 23.</summary>
    public int HourOfDay(long instant) => (int)(Local(instant) % Day / Hour);

    /// <summary>The days people count: Saturday and Sunday go by another rhythm.</summary>
    public bool IsWeekend(long instant) => (Local(instant) / Day + 3) % 7 >= 5;

    /// <summary>11月22日 19:42, 22 Nov 19:42.</summary>
    public Sentence When(long instant)
    {
        var local = DateTimeOffset.FromUnixTimeMilliseconds(Local(instant));
        return new(local.ToString("M月d日 HH:mm", CultureInfo.InvariantCulture), local.ToString("d MMM HH:mm", CultureInfo.InvariantCulture));
    }

    /// <summary>6 小时 20 分 / 6 h 20 min.</summary>
    public static Sentence Span(long milliseconds)
    {
        var minutes = Math.Max(0, (milliseconds + (Minute / 2)) / Minute);
        var hours = minutes / 60;
        var rest = minutes % 60;
        return (hours, rest) switch
        {
            (0, _) => new($"{rest} 分钟", $"{rest} min"),
            ( >= 72, _) => new($"{hours / 24} 天 {hours % 24} 小时", $"{hours / 24} d {hours % 24} h"),
            (_, 0) => new($"{hours} 小时", $"{hours} h"),
            _ => new($"{hours} 小时 {rest} 分", $"{hours} h {rest} min"),
        };
    }
}
