using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Staff profiles in memory, for development and tests.</summary>
public sealed class VolatileStaffProfileStore(VolatileAuditLog log) : IStaffProfileStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StaffId, StaffProfile> _profiles = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<StaffProfile>> LoadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StaffProfile>>([.. _profiles.Values]);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(StaffProfile changed, AuditEntry audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if ((_profiles.GetValueOrDefault(changed.Id)?.Version ?? 0) != changed.Version - 1 || !log.TryAppend([audit]))
            {
                return Task.FromResult(false);
            }

            _profiles[changed.Id] = changed;
            return Task.FromResult(true);
        }
    }
}
