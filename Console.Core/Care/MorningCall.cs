using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>What came of a call of the morning list.</summary>
public enum MorningOutcome
{
    /// <summary>Somebody has the home in hand and phones now.</summary>
    Calling,

    /// <summary>平安: spoke to the resident, all is well.</summary>
    Fine,

    /// <summary>无人接听.</summary>
    NoAnswer,

    /// <summary>需要帮助.</summary>
    NeedsHelp,

    /// <summary>Somebody stood at the door; <see cref="MorningCall.Found"/> says what was found.</summary>
    AtDoor,
}

/// <summary>One call, or visit, of the morning list. Calls are never changed: added one after the other.</summary>
/// <param name="Home">Which home.</param>
/// <param name="Day">The morning's day, the estate's.</param>
/// <param name="Number">1, 2, 3 ... within the home and day.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Note">In the worker's words.</param>
/// <param name="By">Who.</param>
/// <param name="ByName">As the person was called then.</param>
/// <param name="At">When, UTC.</param>
public sealed record MorningCall(HomeId Home, DateOnly Day, int Number, MorningOutcome Outcome, string Note, StaffId By, string ByName, DateTimeOffset At)
{
    /// <summary>What was found at the door.</summary>
    public AlertOutcome? Found { get; init; }

    /// <summary>What a visit asked for from the list names as its subject: one per home and morning, in every community.</summary>
    public static string VisitSubject(HomeId home, DateOnly day) =>
        $"{VisitPrefix}{new CanonicalBytes().Add("morning").Add(home.Community).Add(home.Home).Add(day.DayNumber).ToGuid():D}";

    /// <summary>How the subject of such a visit begins.</summary>
    public const string VisitPrefix = "morning:";
}
