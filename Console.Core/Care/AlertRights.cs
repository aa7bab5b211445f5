using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>The commands of <see cref="AlertDesk"/>.</summary>
public enum AlertCommand
{
    Take,
    TakeOver,
    StartContact,
    RecordContact,

    /// <summary>Sends a message with a one-time link.</summary>
    AskFine,
    AskVisit,
    Resolve,
    Dismiss,

    /// <summary>Says that a Critical alert is false; somebody else must agree.</summary>
    ProposeFalse,

    /// <summary>Agrees as the second person: closes it.</summary>
    ConfirmFalse,

    /// <summary>Does not agree; who proposed it takes it back.</summary>
    DeclineFalse,

    /// <summary>Puts a closed alert, or one in hand, back to those nobody has.</summary>
    Reopen,

    /// <summary>Puts an alert aside for a while.</summary>
    Shelve,

    /// <summary>Puts a shelved alert back before its time.</summary>
    Unshelve,

    /// <summary>Reads the alerts of a home.</summary>
    Look,
}

/// <summary>Who may give them; the alert itself also asks whether it is in that person's hand, or who proposed it as false.</summary>
public static class AlertRights
{
    /// <summary>The table.</summary>
    public static RightsTable<AlertCommand> Table { get; } = new(new Dictionary<AlertCommand, Role[]>
    {
        [AlertCommand.Take] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.TakeOver] = [Role.GridManager],
        [AlertCommand.StartContact] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.RecordContact] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.AskFine] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.AskVisit] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Resolve] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Dismiss] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.ProposeFalse] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.ConfirmFalse] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.DeclineFalse] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Reopen] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Shelve] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Unshelve] = [Role.SocialWorker, Role.GridManager],
        [AlertCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
    });
}
