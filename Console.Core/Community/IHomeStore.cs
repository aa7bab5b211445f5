using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Cells, buildings and homes, of one community or of all.</summary>
public sealed record HomeRegister(IReadOnlyList<GridCell> Cells, IReadOnlyList<Building> Buildings, IReadOnlyList<Home> Homes);

/// <summary>Where homes are kept.</summary>
public interface IHomeStore
{
    /// <summary>Everything, of every community.</summary>
    Task<HomeRegister> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds what is new and replaces what has the same id, with its audit entry in one transaction.</summary>
    Task PutAsync(HomeRegister homes, AuditEntry audit, CancellationToken cancellation);

    /// <summary>Writes one home if the stored one still has <paramref name="expected"/> as its version (0: there is none), with its audit entry in one transaction.</summary>
    /// <returns>False when another version is stored; nothing is written then.</returns>
    Task<bool> SaveAsync(Home home, int expected, AuditEntry audit, CancellationToken cancellation);
}
