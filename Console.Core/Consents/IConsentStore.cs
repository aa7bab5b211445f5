using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Consents;

/// <summary>Where statements about consent are kept: added, never changed.</summary>
public interface IConsentStore
{
    /// <summary>All statements of every community.</summary>
    Task<IReadOnlyList<ConsentStatement>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds statements with the audit entries, in one transaction.</summary>
    /// <returns>False when a home's number is taken or a command key was used; nothing is written then.</returns>
    Task<bool> AddAsync(IReadOnlyList<ConsentStatement> statements, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation);
}
