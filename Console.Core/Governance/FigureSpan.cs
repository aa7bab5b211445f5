using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>The time that figures are for: [<paramref name="From"/>, <paramref name="Until"/>), UTC.</summary>
public readonly record struct FigureSpan(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Most days that can be asked for: older steps are of no use to a shift, and a year of them is slow to read.</summary>
    public const int MostDays = 90;

    /// <summary>How long it is.</summary>
    public TimeSpan Length => Until - From;

    /// <summary>Whether the instant lies in it.</summary>
    public bool Holds(DateTimeOffset? at) => at >= From && at < Until;

    /// <summary>The last <paramref name="days"/> days of the estate up to now, today included: 1 is since midnight.</summary>
    /// <param name="days">1 to <see cref="MostDays"/>; a number outside is brought inside.</param>
    /// <param name="calendar">Where midnight is.</param>
    /// <param name="now">The end.</param>
    public static FigureSpan OfDays(int days, EstateCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var first = calendar.Day(now).AddDays(1 - Math.Clamp(days, 1, MostDays));
        return new FigureSpan(calendar.Instant(first.ToDateTime(TimeOnly.MinValue)), now);
    }
}
