using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>One morning of the estate: it lasts until the next one begins, so that nobody drops off the list at midnight.</summary>
/// <param name="Day">The estate's day it belongs to.</param>
/// <param name="From">From this instant on a sign of life counts for it, UTC.</param>
/// <param name="By">By this instant every home has given one or is to be called, UTC.</param>
public sealed record MorningSpan(DateOnly Day, DateTimeOffset From, DateTimeOffset By)
{
    /// <summary>Whether the hour has come.</summary>
    public bool IsDue(DateTimeOffset now) => now >= By;

    /// <summary>What people are told about it is told under this name.</summary>
    public string Subject => FormattableString.Invariant($"morning:{Day:yyyy-MM-dd}");

    /// <summary>The morning an instant belongs to.</summary>
    public static MorningSpan At(DateTimeOffset now, EstateCalendar calendar, TimeOnly from, TimeOnly by)
    {
        var day = calendar.Day(now);
        if (now < calendar.Instant(day.ToDateTime(from)))
        {
            day = day.AddDays(-1);   // before today's has begun it is still yesterday's
        }

        return new MorningSpan(day, calendar.Instant(day.ToDateTime(from)), calendar.Instant(day.ToDateTime(by)));
    }
}
