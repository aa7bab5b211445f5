using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Consents;

/// <summary>The commands about consent.</summary>
public enum ConsentCommand
{
    Record,
    Withdraw,

    /// <summary>Reads what was said.</summary>
    Look,

    /// <summary>Deletes what is stored of a home whose consent has ended.</summary>
    Erase,
}

/// <summary>Who may give them: whoever hears the resident's word puts it down at once; what cannot be undone is for those who answer for the cell.</summary>
public static class ConsentRights
{
    /// <summary>The table.</summary>
    public static RightsTable<ConsentCommand> Table { get; } = new(new Dictionary<ConsentCommand, Role[]>
    {
        [ConsentCommand.Record] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [ConsentCommand.Withdraw] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [ConsentCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [ConsentCommand.Erase] = [Role.GridManager, Role.Administrator],
    });
}
