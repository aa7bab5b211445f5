using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Points;

/// <summary>The commands of the points bank.</summary>
public enum PointsCommand
{
    /// <summary>Opens one's own account, sees it, redeems, gives back what was not used, leaves the ranking.</summary>
    Own,

    /// <summary>Reads rules, ranking and the public ledger.</summary>
    Read,

    /// <summary>Sees members, activities, vouchers and stock.</summary>
    Look,

    /// <summary>Opens an account for somebody.</summary>
    Enrol,

    /// <summary>Enters activities and confirms who took part.</summary>
    Confirm,

    /// <summary>Takes an award back by a counter-entry.</summary>
    Reverse,

    /// <summary>Redeems for somebody, hands over, cancels, counts the shelf.</summary>
    Serve,

    /// <summary>Publishes a version of the rules.</summary>
    Publish,
}

/// <summary>Who may give them. Who gives points does not hand over what they buy, but for the grid manager, who answers for both.</summary>
public static class PointsRights
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    /// <summary>The table.</summary>
    public static RightsTable<PointsCommand> Table { get; } = new(new Dictionary<PointsCommand, Role[]>
    {
        [PointsCommand.Own] = [Role.Resident],
        [PointsCommand.Read] = Everybody,
        [PointsCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.StationClerk, Role.Administrator],
        [PointsCommand.Enrol] = [Role.SocialWorker, Role.GridManager, Role.StationClerk],
        [PointsCommand.Confirm] = [Role.SocialWorker, Role.GridManager],
        [PointsCommand.Reverse] = [Role.GridManager],
        [PointsCommand.Serve] = [Role.StationClerk, Role.GridManager],
        [PointsCommand.Publish] = [Role.CouncilChair],
    });
}
