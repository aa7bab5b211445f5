using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Where the duty roster is kept.</summary>
public interface IShiftStore
{
    /// <summary>The shifts of every community that end after an instant, cancelled ones too.</summary>
    Task<IReadOnlyList<Shift>> LoadAsync(DateTimeOffset endingAfter, CancellationToken cancellation);

    /// <summary>Writes shifts, each if the stored one still has a version one lower (0: there is none), with the audit entries, in one transaction.</summary>
    /// <returns>False when another version of one is stored or a command key was used; nothing is written then.</returns>
    Task<bool> SaveAsync(IReadOnlyList<Shift> changed, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation);
}
