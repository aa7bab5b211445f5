using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>The commands of mutual help.</summary>
public enum HelpCommand
{
    /// <summary>Sees the own offer and requests, and what one could help with.</summary>
    Own,

    /// <summary>Offers to help.</summary>
    Offer,

    /// <summary>Asks for oneself.</summary>
    Ask,

    /// <summary>Asks for somebody without a phone.</summary>
    AskFor,

    /// <summary>Sees all requests and who could help.</summary>
    Board,

    /// <summary>Proposes, agrees, declines, cancels; <see cref="HelpTable"/> says who when.</summary>
    Arrange,

    /// <summary>Says it is done, and files it.</summary>
    Serve,

    /// <summary>Shows the code on the receiver's own phone.</summary>
    ShowCode,

    /// <summary>Confirms or says no.</summary>
    Confirm,

    /// <summary>Disputes what was settled.</summary>
    Dispute,

    /// <summary>Deletes what is personal.</summary>
    Erase,
}

/// <summary>Who may give them. Where minutes move, as the time bank has it: the clerk confirms, the social worker writes disputes down.</summary>
public static class HelpRights
{
    private static readonly Role[] Residents = [Role.Resident];
    private static readonly Role[] Station = [Role.SocialWorker, Role.GridManager, Role.StationClerk];
    private static readonly Role[] Both = [.. Residents, .. Station];

    /// <summary>The table.</summary>
    public static RightsTable<HelpCommand> Table { get; } = new(new Dictionary<HelpCommand, Role[]>
    {
        [HelpCommand.Own] = Residents,
        [HelpCommand.Offer] = Residents,
        [HelpCommand.Ask] = Residents,
        [HelpCommand.AskFor] = [Role.SocialWorker, Role.StationClerk],
        [HelpCommand.Board] = Station,
        [HelpCommand.Arrange] = Both,
        [HelpCommand.Serve] = Residents,
        [HelpCommand.ShowCode] = Residents,
        [HelpCommand.Confirm] = [Role.Resident, Role.StationClerk],
        [HelpCommand.Dispute] = [Role.Resident, Role.SocialWorker],
        [HelpCommand.Erase] = [Role.Resident, Role.GridManager],
    });

    /// <summary>Whether the role sits at the station or goes round for it.</summary>
    public static bool IsStation(Role role) => Station.Contains(role);

    /// <summary>By which right a move is made.</summary>
    public static HelpCommand CommandOf(HelpMove move) => move switch
    {
        HelpMove.Serve or HelpMove.File => HelpCommand.Serve,
        HelpMove.Confirm or HelpMove.Reject => HelpCommand.Confirm,
        HelpMove.Dispute => HelpCommand.Dispute,
        _ => HelpCommand.Arrange,
    };
}
