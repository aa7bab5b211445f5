using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>Delegates and tables in memory, for development and tests.</summary>
public sealed class VolatileDelegateStore(VolatileAuditLog log) : IDelegateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DelegateId, CouncilDelegate> _delegates = [];
    private readonly Dictionary<(string Community, GroupKind Kind), MakeUpTable> _tables = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<CouncilDelegate>> ListAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CouncilDelegate>>([.. _delegates.Values]);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<MakeUpTable>> ListTablesAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<MakeUpTable>>([.. _tables.Values]);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(CouncilDelegate changed, AuditEntry audit, CancellationToken cancellation) =>
        Task.FromResult(Save(_delegates, changed.Id, changed, stored => stored.Version, audit));

    /// <inheritdoc />
    public Task<bool> SaveAsync(MakeUpTable changed, AuditEntry audit, CancellationToken cancellation) =>
        Task.FromResult(Save(_tables, (changed.Community, changed.Kind), changed, stored => stored.Version, audit));

    private bool Save<TKey, T>(Dictionary<TKey, T> rows, TKey key, T changed, Func<T, int> versionOf, AuditEntry audit)
        where TKey : notnull
    {
        lock (_gate)
        {
            if ((rows.TryGetValue(key, out var stored) ? versionOf(stored) : 0) != versionOf(changed) - 1 || !log.TryAppend([audit]))
            {
                return false;
            }

            rows[key] = changed;
            return true;
        }
    }
}
