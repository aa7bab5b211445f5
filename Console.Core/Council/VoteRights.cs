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

    /// <summary>Enters a ballot that was written on paper; a second person enters it too.</summary>
    EnterPaper,

    /// <summary>Takes back what was entered of a paper, or a word given as second person.</summary>
    TakeBack,

    /// <summary>Says as second person at a home that the voter chose freely.</summary>
    Witness,

    /// <summary>Sees which papers wait for a second person.</summary>
    SeePapers,

    /// <summary>Sees how far it has come.</summary>
    See,

    /// <summary>Sees who is on the roll and who has taken part.</summary>
    SeeRoll,
}

/// <summary>Who may give them. Whoever is chair today runs every vote of the community, whoever published it, save one that names the account as scrutineer.</summary>
public static class VoteRights
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();
    private static readonly Role[] Chairs = [Role.CouncilChair];
    private static readonly Role[] Servers = [Role.StationClerk, Role.SocialWorker, Role.GridManager];

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
        [VoteCommand.Serve] = Servers,
        [VoteCommand.EnterPaper] = Servers,
        [VoteCommand.TakeBack] = Servers,
        [VoteCommand.Witness] = Servers,
        [VoteCommand.SeePapers] = [Role.CouncilChair, Role.Scrutineer, .. Servers],
        [VoteCommand.See] = Everybody,
        [VoteCommand.SeeRoll] = [Role.CouncilChair, Role.Scrutineer, .. Servers],
    });

    /// <summary>Whether this vote names the person as scrutineer: who watches it cannot run it, also as chair.</summary>
    public static bool IsWatcher(VoteDefinition vote, StaffId person) => vote.Scrutineers.Contains(person);

    /// <summary>Whether the person may run this vote.</summary>
    public static bool MayRun(VoteDefinition vote, Role role, StaffId person) => Chairs.Contains(role) && !IsWatcher(vote, person);

    /// <summary>The name of a command on the audit log.</summary>
    public static string ActionOf(VoteCommand command) => "vote." + command.ToString().ToLowerInvariant();
}
