using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Notices;

/// <summary>The outbox: what was told to whom, and what is still to be sent.</summary>
public interface INoticeStore
{
    /// <summary>All notices of every community that are not ended.</summary>
    Task<IReadOnlyList<Notice>> ListActiveAsync(CancellationToken cancellation);

    /// <summary>All notices about a subject, oldest first.</summary>
    Task<IReadOnlyList<Notice>> ListAsync(string subject, CancellationToken cancellation);

    /// <summary>Adds notices with their audit entries in one transaction.</summary>
    /// <returns>False when one of them is there already; nothing is written then.</returns>
    Task<bool> AddAsync(IReadOnlyList<Notice> notices, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation);

    /// <summary>Replaces notices that are there.</summary>
    Task ReplaceAsync(IReadOnlyList<Notice> notices, CancellationToken cancellation);
}
