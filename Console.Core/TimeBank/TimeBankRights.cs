using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.TimeBank;

/// <summary>The commands of the time bank.</summary>
public enum TimeBankCommand
{
    /// <summary>Joins, sees the own account, files what one did, confirms what one got, disputes it, gives away.</summary>
    Own,

    /// <summary>Reads the catalogue, the scheme's health, proofs.</summary>
    Read,

    /// <summary>Sees members, records and disputes.</summary>
    Look,

    /// <summary>Takes somebody in at the counter.</summary>
    Enrol,

    /// <summary>Files for a provider without a phone, cancels, and writes down a dispute.</summary>
    File,

    /// <summary>Confirms for a receiver without a phone, or rejects.</summary>
    Confirm,

    /// <summary>Rules on a dispute.</summary>
    Rule,

    /// <summary>Suspends and closes, sets floors and the guarantee, grants, forgets a person.</summary>
    Endorse,

    /// <summary>Sets lines of the catalogue, lets the bank go on after a stop.</summary>
    Catalogue,

    /// <summary>Stops the bank.</summary>
    Stop,
}

/// <summary>Who may give them. No role files for others and confirms; who rules has done neither.</summary>
public static class TimeBankRights
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    /// <summary>The table.</summary>
    public static RightsTable<TimeBankCommand> Table { get; } = new(new Dictionary<TimeBankCommand, Role[]>
    {
        [TimeBankCommand.Own] = [Role.Resident],
        [TimeBankCommand.Read] = Everybody,
        [TimeBankCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.StationClerk, Role.Administrator],
        [TimeBankCommand.Enrol] = [Role.SocialWorker, Role.StationClerk],
        [TimeBankCommand.File] = [Role.SocialWorker],
        [TimeBankCommand.Confirm] = [Role.StationClerk],
        [TimeBankCommand.Rule] = [Role.GridManager],
        [TimeBankCommand.Endorse] = [Role.GridManager],
        [TimeBankCommand.Catalogue] = [Role.CouncilChair],
        [TimeBankCommand.Stop] = [Role.GridManager, Role.Administrator],
    });
}
