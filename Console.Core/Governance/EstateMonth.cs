using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>A month of the estate's calendar.</summary>
/// <param name="First">Its first day.</param>
public readonly record struct EstateMonth(DateOnly First)
{
    private const string Form = "yyyy-MM";

    /// <summary>The month of an instant.</summary>
    public static EstateMonth Of(DateTimeOffset instant, EstateCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Of(calendar.Day(instant));
    }

    /// <summary>The month that the text spells: <c>2026-11</c>.</summary>
    public static bool TryParse(string? text, out EstateMonth month)
    {
        var valid = DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        month = valid ? new EstateMonth(first) : default;
        return valid;
    }

    /// <summary>So many months earlier.</summary>
    public EstateMonth Before(int months) => new(First.AddMonths(-months));

    /// <summary>From its first midnight to the next month's, but not beyond now.</summary>
    public FigureSpan Span(EstateCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var end = calendar.Instant(First.AddMonths(1).ToDateTime(TimeOnly.MinValue));
        return new FigureSpan(calendar.Instant(First.ToDateTime(TimeOnly.MinValue)), end < now ? end : now);
    }

    /// <inheritdoc />
    public override string ToString() => First.ToString(Form, CultureInfo.InvariantCulture);

    private static EstateMonth Of(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1));
}
