using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Where the assets are kept.</summary>
public interface IAssetStore
{
    /// <summary>The assets of every community.</summary>
    Task<IReadOnlyList<Asset>> LoadAsync(CancellationToken cancellation);

    /// <summary>Writes the asset, if the stored one still has a version one lower (0: there is none), with the audit entry, in one transaction.</summary>
    /// <returns>False when another version is stored or the command key was used; nothing is written then.</returns>
    Task<bool> SaveAsync(Asset changed, AuditEntry audit, CancellationToken cancellation);
}
