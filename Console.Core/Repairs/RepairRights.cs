using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>The commands of <see cref="RepairDesk"/>.</summary>
public enum RepairCommand
{
    Report,
    Join,
    Triage,
    Assign,
    Accept,
    Start,
    Wait,
    Finish,
    Confirm,
    NotFixed,
    Refuse,
    Merge,
    Reopen,
    Rate,
    Note,

    /// <summary>Sees how somebody who reported can be reached.</summary>
    SeeContact,

    /// <summary>Deletes how those who reported can be reached, and photos, at their request.</summary>
    Erase,

    /// <summary>Deletes how oneself can be reached.</summary>
    EraseOwn,
}

/// <summary>Who may give them. Confirming, saying "not fixed" and rating are open to every role, since everybody lives somewhere; the repair itself asks whether the caller reported it.</summary>
public static class RepairRights
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();
    private static readonly Role[] Handlers = [Role.RepairWorker, Role.GridManager, Role.Administrator];
    private static readonly Role[] Leaders = [Role.GridManager, Role.Administrator];

    /// <summary>The table.</summary>
    public static RightsTable<RepairCommand> Table { get; } = new(new Dictionary<RepairCommand, Role[]>
    {
        [RepairCommand.Report] = Everybody,
        [RepairCommand.Join] = Everybody,
        [RepairCommand.Triage] = Handlers,
        [RepairCommand.Assign] = Handlers,
        [RepairCommand.Accept] = Handlers,
        [RepairCommand.Start] = Handlers,
        [RepairCommand.Wait] = Handlers,
        [RepairCommand.Finish] = Handlers,
        [RepairCommand.Confirm] = Everybody,
        [RepairCommand.NotFixed] = Everybody,
        [RepairCommand.Refuse] = Leaders,
        [RepairCommand.Merge] = Handlers,
        [RepairCommand.Reopen] = Leaders,
        [RepairCommand.Rate] = Everybody,
        [RepairCommand.Note] = Handlers,
        [RepairCommand.SeeContact] = Handlers,
        [RepairCommand.Erase] = [Role.Administrator],
        [RepairCommand.EraseOwn] = Everybody,
    });

    /// <summary>The command that makes the move.</summary>
    public static RepairCommand Of(RepairMove move) => Enum.Parse<RepairCommand>(move.ToString());
}
