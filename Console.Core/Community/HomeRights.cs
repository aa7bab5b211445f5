namespace CommunityConsole.Core.Community;

/// <summary>The commands of <see cref="HomeDesk"/> and <see cref="RevealDesk"/>.</summary>
public enum HomeCommand
{
    Register,
    Change,
    SetPresence,
    EndPresence,

    /// <summary>Marks a telephone number as not that person's.</summary>
    DoubtNumber,
    Reveal,
}

/// <summary>Who may give them.</summary>
public static class HomeRights
{
    /// <summary>The table.</summary>
    public static RightsTable<HomeCommand> Table { get; } = new(new Dictionary<HomeCommand, Role[]>
    {
        [HomeCommand.Register] = [Role.Administrator],
        [HomeCommand.Change] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [HomeCommand.SetPresence] = [Role.SocialWorker, Role.GridManager],
        [HomeCommand.EndPresence] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [HomeCommand.DoubtNumber] = [Role.SocialWorker, Role.GridManager],
        [HomeCommand.Reveal] = [Role.SocialWorker, Role.GridManager],
    });
}
