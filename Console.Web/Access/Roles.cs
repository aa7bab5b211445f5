using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Access;

/// <summary>Who may open a page, as the attribute on the page wants it: names of <see cref="Role"/> with commas.</summary>
public static class Roles
{
    /// <summary>Those who answer alerts.</summary>
    public const string Care = $"{nameof(Role.SocialWorker)},{nameof(Role.GridManager)},{nameof(Role.Administrator)}";

    /// <summary>Those who approve a visit.</summary>
    public const string Approvals = $"{nameof(Role.GridManager)},{nameof(Role.Administrator)}";

    /// <summary>Those who go to a door.</summary>
    public const string Field = $"{nameof(Role.SocialWorker)},{nameof(Role.GridManager)}";

    /// <summary>Those who let devices in.</summary>
    public const string Administration = nameof(Role.Administrator);

    /// <summary>Those who look after devices, quarantine and the pipeline.</summary>
    public const string Operations = $"{nameof(Role.GridManager)},{nameof(Role.Administrator)}";

    /// <summary>Those who handle repairs.</summary>
    public const string Repairs = $"{nameof(Role.RepairWorker)},{nameof(Role.GridManager)},{nameof(Role.Administrator)}";

    /// <summary>Those who may look up the things of the estate; who may change the list: <see cref="Core.Repairs.AssetRights"/>.</summary>
    public const string Assets = $"{Care},{nameof(Role.RepairWorker)}";

    /// <summary>Those who see what is improved because it broke again and again.</summary>
    public const string Improvements = $"{nameof(Role.RepairWorker)},{Care}";

    /// <summary>Those who live here and have no work of the console.</summary>
    public const string Residents = nameof(Role.Resident);

    /// <summary>The station and those who go round for it: they find a neighbour where somebody waits for help.</summary>
    public const string MutualHelp = $"{nameof(Role.SocialWorker)},{nameof(Role.GridManager)},{nameof(Role.StationClerk)}";

    /// <summary>Everybody who works for the community.</summary>
    public const string Staff =
        $"{nameof(Role.SocialWorker)},{nameof(Role.GridManager)},{nameof(Role.CouncilChair)},{nameof(Role.Scrutineer)},{nameof(Role.RepairWorker)},{nameof(Role.StationClerk)},{nameof(Role.Administrator)}";

    /// <summary>Everybody who has an account.</summary>
    public const string All = $"{Staff},{Residents}";

    /// <summary>Those at the time bank's station; who may do what there: <see cref="Core.TimeBank.TimeBankRights"/>.</summary>
    public const string TimeDesk = $"{nameof(Role.SocialWorker)},{nameof(Role.GridManager)},{nameof(Role.StationClerk)},{nameof(Role.Administrator)}";

    /// <summary>Those at the points desk; who may do what there: <see cref="Core.Points.PointsRights"/>.</summary>
    public const string Points = $"{nameof(Role.SocialWorker)},{nameof(Role.GridManager)},{nameof(Role.StationClerk)},{nameof(Role.Administrator)}";

    /// <summary>Those who run activities.</summary>
    public const string Activities = $"{nameof(Role.SocialWorker)},{nameof(Role.GridManager)}";

    /// <summary>Those who run votes.</summary>
    public const string Chairs = nameof(Role.CouncilChair);

    /// <summary>Those who watch votes.</summary>
    public const string VoteWatchers = $"{nameof(Role.CouncilChair)},{nameof(Role.Scrutineer)}";

    /// <summary>Those who hand somebody the tablet to vote.</summary>
    public const string VoteServers = $"{nameof(Role.StationClerk)},{nameof(Role.SocialWorker)},{nameof(Role.GridManager)}";
}
