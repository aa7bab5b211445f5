using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>Where delegates and the estate's numbers are kept.</summary>
public interface IDelegateStore
{
    /// <summary>The delegates of every community and every term.</summary>
    Task<IReadOnlyList<CouncilDelegate>> ListAsync(CancellationToken cancellation);

    /// <summary>The tables of every community.</summary>
    Task<IReadOnlyList<MakeUpTable>> ListTablesAsync(CancellationToken cancellation);

    /// <summary>Writes a delegate, if the stored one still has a version one lower (0: there is none), with the audit entry, in one transaction.</summary>
    /// <returns>False when another version is stored or the command key was used; nothing is written then.</returns>
    Task<bool> SaveAsync(CouncilDelegate changed, AuditEntry audit, CancellationToken cancellation);

    /// <summary>Writes a table under the same conditions.</summary>
    Task<bool> SaveAsync(MakeUpTable changed, AuditEntry audit, CancellationToken cancellation);
}
