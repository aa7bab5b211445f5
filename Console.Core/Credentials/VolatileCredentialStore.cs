using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Credentials;

/// <summary>Logins in memory, for development and tests.</summary>
public sealed class VolatileCredentialStore(VolatileAuditLog log) : ICredentialStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DeviceLogin> _logins = [];
    private long _version;

    /// <inheritdoc />
    public Task<IReadOnlyList<DeviceLogin>> ReadAfterAsync(long version, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<DeviceLogin>>([.. _logins.Values.Where(one => one.Version > version).OrderBy(one => one.Version)]);
        }
    }

    /// <inheritdoc />
    public Task<DeviceLogin?> SaveAsync(DeviceLogin login, AuditEntry audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if ((_logins.GetValueOrDefault(login.UserName)?.Version ?? 0) != login.Version || !log.TryAppend([audit]))
            {
                return Task.FromResult<DeviceLogin?>(null);
            }

            var saved = login with { Version = ++_version };
            _logins[login.UserName] = saved;
            return Task.FromResult<DeviceLogin?>(saved);
        }
    }
}
