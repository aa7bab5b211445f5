using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>For how long an alert can be shelved: a short choice, so that nobody shelves for good.</summary>
public enum ShelfTime
{
    /// <summary>1 小时.</summary>
    Hour,

    /// <summary>4 小时.</summary>
    FourHours,

    /// <summary>到 8:00: the estate's next eight o'clock, when the day shift is there.</summary>
    Morning,

    /// <summary>24 小时.</summary>
    Day,
}

/// <summary>Why an alert left the shelf; where somebody took it or it was closed, that step says so itself.</summary>
public enum ShelfEnd
{
    /// <summary>到时: its time was over.</summary>
    Ended,

    /// <summary>情况变重: the watch told something graver.</summary>
    Graver,

    /// <summary>提前放回: a person put it back.</summary>
    ByHand,
}

/// <summary>The choices about the shelf, as in alarm management (ANSI/ISA-18.2: shelving needs a reason and an end, and never covers the gravest).</summary>
public static class ShelfPolicy
{
    /// <summary>Nothing stays on the shelf longer than this on one person's word.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeOnly MorningStarts = new(8, 0);

    /// <summary>
    /// Whether an alert can be shelved at all. Not where somebody may be in danger this minute or has asked for help, nor what waits for a second
    /// person; and not an area's: it stands for hundreds of homes that are not watched, grows without a new severity, and
    /// whoever takes it stops its calls just as well.
    /// </summary>
    public static bool Allows(Alert alert) =>
        alert is { IsOpen: true, Severity: < Severity.Critical, Area: null, Proposal: null, HelpAsked: null } && alert.Kind != AnomalyKind.Sos;

    /// <summary>When it comes back by itself, UTC.</summary>
    public static DateTimeOffset Until(ShelfTime time, DateTimeOffset now, EstateCalendar calendar) => time switch
    {
        ShelfTime.Hour => now.AddHours(1),
        ShelfTime.FourHours => now.AddHours(4),
        ShelfTime.Morning => NextMorning(now, calendar),
        ShelfTime.Day => now + Longest,
        _ => throw new ArgumentOutOfRangeException(nameof(time), time, "No such choice."),
    };

    /// <summary>Whether what the watch tells brings a shelved alert back: graver than what was shelved, or grave in itself.</summary>
    public static bool Ends(Alert shelved, Severity told) => shelved.ShelvedUntil is not null && (told > shelved.Severity || told >= Severity.Urgent);

    // The day on which the clock is set back has 25 hours.
    private static DateTimeOffset NextMorning(DateTimeOffset now, EstateCalendar calendar)
    {
        var today = calendar.Day(now);
        var morning = calendar.Instant(today.ToDateTime(MorningStarts));
        var next = morning > now ? morning : calendar.Instant(today.AddDays(1).ToDateTime(MorningStarts));
        return next - now > Longest ? now + Longest : next;
    }
}
