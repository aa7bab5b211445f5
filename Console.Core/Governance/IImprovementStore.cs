using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>Where improvements are kept, with their steps.</summary>
public interface IImprovementStore
{
    /// <summary>All of every community: a handful a month.</summary>
    Task<IReadOnlyList<Improvement>> ListAsync(CancellationToken cancellation);

    /// <summary>Writes an improvement, its new steps and the audit in one transaction, if it still has the expected version (0: it is new).</summary>
    /// <returns>False, and nothing written, when that is not so, or when its cause has another open one.</returns>
    Task<bool> SaveAsync(Improvement changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation);
}
