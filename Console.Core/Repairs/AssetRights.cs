using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>The commands of <see cref="AssetDesk"/>.</summary>
public enum AssetCommand
{
    Add,
    Change,

    /// <summary>Says that it is no longer there, or there again.</summary>
    Retire,

    /// <summary>Reads the list with its numbers.</summary>
    Look,
}

/// <summary>Who may give them.</summary>
public static class AssetRights
{
    private static readonly Role[] Keepers = [Role.GridManager, Role.Administrator];

    /// <summary>The table.</summary>
    public static RightsTable<AssetCommand> Table { get; } = new(new Dictionary<AssetCommand, Role[]>
    {
        [AssetCommand.Add] = Keepers,
        [AssetCommand.Change] = Keepers,
        [AssetCommand.Retire] = Keepers,
        [AssetCommand.Look] = [.. Keepers, Role.RepairWorker, Role.SocialWorker],
    });
}
