using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Anomalies;

/// <summary>What an alert of inactivity turned out to be.</summary>
public enum LessonKind
{
    /// <summary>确有其事: help was needed.</summary>
    Real,

    /// <summary>在睡觉: nothing but sleep.</summary>
    Asleep,

    /// <summary>无故误报: the resident was well, and nothing explains it.</summary>
    NoReason,

    /// <summary>外出: nobody was there.</summary>
    Away,
}

/// <summary>An outcome that a home's watch learns from. Lessons are kept for good; one that is undone counts no more.</summary>
/// <param name="Id">The id of the alert: an alert teaches once.</param>
/// <param name="Home">Whose watch.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Since">When the silence began, UTC.</param>
/// <param name="Hour">The hour of the day it began in, 0 to 23, in the estate's time.</param>
/// <param name="By">Who wrote the outcome.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Before">The factor on that hour's limits before it.</param>
/// <param name="After">And after it.</param>
public sealed record Lesson(
    Guid Id, HomeId Home, LessonKind Kind, DateTimeOffset Since, int Hour, StaffId By, DateTimeOffset At, double Before, double After)
{
    /// <summary>Who took it back; null while it counts.</summary>
    public StaffId? UndoneBy { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? UndoneAt { get; init; }
}
