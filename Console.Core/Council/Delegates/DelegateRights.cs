using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>The commands about delegates.</summary>
public enum DelegateCommand
{
    /// <summary>Reads who they are and how the council compares with the estate, in sums.</summary>
    Look,

    /// <summary>Reads age, occupation, account and the reason of an end of each.</summary>
    LookClosely,
    Add,
    Change,

    /// <summary>Ends a term before its time.</summary>
    End,

    /// <summary>Brings the numbers of the estate's people.</summary>
    CountEstate,
}

/// <summary>Who may give them.</summary>
public static class DelegateRights
{
    private static readonly Role[] Keepers = [Role.CouncilChair, Role.Administrator];

    /// <summary>The table. Closely look those who keep the list, and those who may read the roll of a vote.</summary>
    public static RightsTable<DelegateCommand> Table { get; } = new(new Dictionary<DelegateCommand, Role[]>
    {
        [DelegateCommand.Look] = Enum.GetValues<Role>(),
        [DelegateCommand.LookClosely] = [.. Keepers, Role.Scrutineer, Role.StationClerk, Role.SocialWorker, Role.GridManager],
        [DelegateCommand.Add] = Keepers,
        [DelegateCommand.Change] = Keepers,
        [DelegateCommand.End] = Keepers,
        [DelegateCommand.CountEstate] = Keepers,
    });
}
