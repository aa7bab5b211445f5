using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council;

/// <summary>The commands of <see cref="VoteDesk"/>.</summary>
public enum VoteCommand
{
    Prepare,
    Open,
    Extend,
    Close,
    Cancel,
    Announce,

    /// <summary>Casts a ballot of one's own, or as a proxy.</summary>
    Cast,

    /// <summary>Hands the tablet to somebody on the roll and enters that it was so.</summary>
    Serve,

    /// <summary>Sees how far it has come.</summary>
    See,

    /// <summary>Sees who is on the roll and who has taken part.</summary>
    SeeRoll,
}

/// <summary>Who may give them; a vote's own chair alone opens, extends, closes, cancels and announces it.</summary>
public static class VoteRights
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();
    private static readonly Role[] Chairs = [Role.CouncilChair];

    /// <summary>The table.</summary>
    public static RightsTable<VoteCommand> Table { get; } = new(new Dictionary<VoteCommand, Role[]>
    {
        [VoteCommand.Prepare] = Chairs,
        [VoteCommand.Open] = Chairs,
        [VoteCommand.Extend] = Chairs,
        [VoteCommand.Close] = Chairs,
        [VoteCommand.Cancel] = Chairs,
        [VoteCommand.Announce] = Chairs,
        [VoteCommand.Cast] = Everybody,
        [VoteCommand.Serve] = [Role.StationClerk, Role.SocialWorker, Role.GridManager],
        [VoteCommand.See] = Everybody,
        [VoteCommand.SeeRoll] = [Role.CouncilChair, Role.Scrutineer, Role.StationClerk, Role.SocialWorker, Role.GridManager],
    });

    /// <summary>The name of a command on the audit log.</summary>
    public static string ActionOf(VoteCommand command) => "vote." + command.ToString().ToLowerInvariant();
}
