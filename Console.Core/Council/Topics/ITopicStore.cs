using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Where topics are kept: their steps, and nothing that follows from them.</summary>
public interface ITopicStore
{
    /// <summary>All of every community: a handful a month.</summary>
    Task<IReadOnlyList<Topic>> ListAsync(CancellationToken cancellation);

    /// <summary>Writes a topic's new steps and the audit in one transaction, if it still has the expected version (0: it is new).</summary>
    /// <returns>False, and nothing written, when that is not so.</returns>
    Task<bool> SaveAsync(Topic changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation);

    /// <summary>Writes topics whose steps have other words and one more at the end, takes details out of the audit and adds to it, in one transaction, if none was changed meanwhile.</summary>
    /// <returns>False, and nothing written, when that is not so.</returns>
    Task<bool> RewriteAsync(IReadOnlyList<Topic> changed, IReadOnlyList<AuditEntry> audit, AuditNames forgotten, CancellationToken cancellation);
}
