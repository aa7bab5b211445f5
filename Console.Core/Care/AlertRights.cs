using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>The commands of <see cref="AlertDesk"/>.</summary>
public enum AlertCommand
{
    Take,
    TakeOver,
    StartContact,
    RecordContact,
    AskVisit,
    Resolve,
    Dismiss,

    /// <summary>Puts a closed alert, or one in hand, back to those nobody has.</summary>
    Reopen,

    /// <summary>Reads the alerts of a home.</summary>
    Look,
}

/// <summary>Who may give them; the alert itself also asks whether it is in that person's hand.</summary>
public static class AlertRights
{
    /// <summary>The table.</summary>
    public static RightsTable<AlertCommand> Table { get; } = new(new Dictionary<AlertCommand, Role[]>
    {
        [AlertCommand.Take] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.TakeOver] = [Role.GridManager],
        [AlertCommand.StartContact] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.RecordContact] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.AskVisit] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Resolve] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Dismiss] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Reopen] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
    });
}
