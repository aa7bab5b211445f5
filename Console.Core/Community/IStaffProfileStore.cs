using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Where staff profiles are kept.</summary>
public interface IStaffProfileStore
{
    /// <summary>The profiles of every community.</summary>
    Task<IReadOnlyList<StaffProfile>> LoadAsync(CancellationToken cancellation);

    /// <summary>Writes the profile, if the stored one still has a version one lower (0: there is none), with the audit entry, in one transaction.</summary>
    /// <returns>False when another version is stored or the command key was used; nothing is written then.</returns>
    Task<bool> SaveAsync(StaffProfile changed, AuditEntry audit, CancellationToken cancellation);
}
