using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>Improvements in memory, for development and tests.</summary>
public sealed class VolatileImprovementStore(VolatileAuditLog log) : IImprovementStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ImprovementId, Improvement> _improvements = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<Improvement>> ListAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Improvement>>([.. _improvements.Values]);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(Improvement changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var taken = changed.IsOpen && _improvements.Values.Any(other => other.IsOpen && other.Id != changed.Id && other.Community == changed.Community && other.Cause == changed.Cause);
            if (taken || (_improvements.GetValueOrDefault(changed.Id)?.Version ?? 0) != expected || !log.TryAppend(audit))
            {
                return Task.FromResult(false);
            }

            _improvements[changed.Id] = changed;
            return Task.FromResult(true);
        }
    }
}
