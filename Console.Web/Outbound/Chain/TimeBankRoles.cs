using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Roles as the contract names them: the hash of the name, and zero for the council.</summary>
internal static class TimeBankRoles
{
    private static readonly Dictionary<TimeRole, Id32> Names = Enum.GetValues<TimeRole>()
        .ToDictionary(static role => role, static role => role == TimeRole.Admin ? default : new Id32(Keccak256.Hash(role.ToString().ToUpperInvariant())));

    private static readonly Dictionary<Id32, TimeRole> Roles = Names.ToDictionary(static pair => pair.Value, static pair => pair.Key);

    /// <summary>The contract's name of a role.</summary>
    public static byte[] Name(TimeRole role) => Names[role].ToBytes();

    /// <summary>The role of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static TimeRole Of(byte[] name) => Roles.TryGetValue(new Id32(name), out var role) ? role : throw new FormatException("No role of that name.");
}
