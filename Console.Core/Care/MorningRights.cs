using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>The commands of <see cref="MorningDesk"/>.</summary>
public enum MorningCommand
{
    /// <summary>Takes a home in hand to phone it.</summary>
    Start,

    /// <summary>Writes what came of the call.</summary>
    Record,

    /// <summary>Asks for somebody to go there.</summary>
    AskVisit,

    /// <summary>Writes what was found at the door.</summary>
    FinishVisit,

    /// <summary>Reads the list.</summary>
    Look,
}

/// <summary>Who may give them.</summary>
public static class MorningRights
{
    /// <summary>The table.</summary>
    public static RightsTable<MorningCommand> Table { get; } = new(new Dictionary<MorningCommand, Role[]>
    {
        [MorningCommand.Start] = [Role.SocialWorker, Role.GridManager],
        [MorningCommand.Record] = [Role.SocialWorker, Role.GridManager],
        [MorningCommand.AskVisit] = [Role.SocialWorker, Role.GridManager],
        [MorningCommand.FinishVisit] = [Role.SocialWorker, Role.GridManager],
        [MorningCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
    });
}
