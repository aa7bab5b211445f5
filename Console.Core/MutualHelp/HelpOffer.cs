using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>How far somebody walks to help.</summary>
public enum HelpReach
{
    /// <summary>本楼.</summary>
    Building,

    /// <summary>本网格.</summary>
    Cell,

    /// <summary>整个社区.</summary>
    Community,
}

/// <summary>When somebody has time: on these days of the week, from this hour to that one, by the estate's clock.</summary>
/// <param name="Days">Days of the week.</param>
/// <param name="From">From.</param>
/// <param name="Until">Until, the same day.</param>
public sealed record HelpTimes(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until)
{
    /// <summary>Whether the whole of it fits.</summary>
    /// <param name="local">When it begins, by the estate's clock.</param>
    /// <param name="minutes">How long it takes.</param>
    public bool Hold(DateTime local, int minutes)
    {
        var end = local.AddMinutes(minutes);
        return Days.Contains(local.DayOfWeek) && end.Date == local.Date && TimeOnly.FromDateTime(local) >= From && TimeOnly.FromDateTime(end) <= Until;
    }
}

/// <summary>What somebody can do for others, when, and where.</summary>
/// <param name="Services">Codes of the time bank's catalogue.</param>
/// <param name="Times">When.</param>
/// <param name="Languages">What the person speaks, in words.</param>
/// <param name="Building">From which building the person sets out.</param>
/// <param name="Reach">How far.</param>
/// <param name="Sex">For those who wish for a woman or a man.</param>
/// <param name="FirstAid">Has learned first aid.</param>
/// <param name="Phone">Shown to whom the person has agreed to help, and not before.</param>
public sealed record OfferTerms(
    IReadOnlyList<int> Services, HelpTimes Times, IReadOnlyList<string> Languages, string Building, HelpReach Reach, HelpSex Sex, bool FirstAid, string Phone);

/// <summary>Somebody's offer to help; each person has one.</summary>
/// <param name="Helper">Whose.</param>
/// <param name="Community">Where.</param>
/// <param name="Name">Full name, shown through <see cref="PersonalData"/>.</param>
/// <param name="Terms">What, when and where.</param>
/// <param name="IsOpen">It stands; else the person has taken it back for the time being.</param>
/// <param name="ChangedAt">When it was last changed, UTC.</param>
/// <param name="Version">Rises with each change; the store compares it before it writes.</param>
public sealed record HelpOffer(StaffId Helper, string Community, string Name, OfferTerms Terms, bool IsOpen, DateTimeOffset ChangedAt, int Version)
{
    /// <summary>How the audit names it.</summary>
    public string Subject => SubjectOf(Helper);

    /// <summary>How the audit names somebody's offer.</summary>
    public static string SubjectOf(StaffId helper) => $"help.offer:{helper}";
}
