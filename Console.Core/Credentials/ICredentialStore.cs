using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Credentials;

/// <summary>The logins of devices on disk.</summary>
public interface ICredentialStore
{
    /// <summary>The logins of all communities that changed after <paramref name="version"/>, in the order of their versions; 0 for all.</summary>
    Task<IReadOnlyList<DeviceLogin>> ReadAfterAsync(long version, CancellationToken cancellation);

    /// <summary>Adds a login (version 0) or replaces the one that still has its version, together with the audit entry.</summary>
    /// <returns>The login with its new version, higher than any before; null, and nothing written, when somebody was faster or the name is taken.</returns>
    Task<DeviceLogin?> SaveAsync(DeviceLogin login, AuditEntry audit, CancellationToken cancellation);
}
