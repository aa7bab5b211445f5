using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Assets in memory, for development and tests.</summary>
public sealed class VolatileAssetStore(VolatileAuditLog log) : IAssetStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Community, string Code), Asset> _assets = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<Asset>> LoadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Asset>>([.. _assets.Values]);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(Asset changed, AuditEntry audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if ((_assets.GetValueOrDefault((changed.Community, changed.Code))?.Version ?? 0) != changed.Version - 1 || !log.TryAppend([audit]))
            {
                return Task.FromResult(false);
            }

            _assets[(changed.Community, changed.Code)] = changed;
            return Task.FromResult(true);
        }
    }
}
