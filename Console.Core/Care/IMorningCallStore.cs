using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>Where the calls of the morning list are kept: added, never changed.</summary>
public interface IMorningCallStore
{
    /// <summary>All calls of every community from that day on.</summary>
    Task<IReadOnlyList<MorningCall>> ListAsync(DateOnly since, CancellationToken cancellation);

    /// <summary>Adds a call with its audit entry in one transaction.</summary>
    /// <returns>False when the home's number is taken on that day or the command key was used; nothing is written then.</returns>
    Task<bool> AddAsync(MorningCall added, AuditEntry audit, CancellationToken cancellation);

    /// <summary>Removes what is from before a day; returns how many rows went.</summary>
    Task<int> RemoveBeforeAsync(DateOnly day, CancellationToken cancellation);

    /// <summary>Removes everything of a home; returns how many rows went.</summary>
    Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation);
}
