using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Where visits are kept, with their steps.</summary>
public interface IVisitStore
{
    /// <summary>The visit; null when there is none.</summary>
    Task<Visit?> FindAsync(VisitId id, CancellationToken cancellation);

    /// <summary>The open visit about a subject; null when there is none.</summary>
    Task<Visit?> FindOpenAsync(string subject, CancellationToken cancellation);

    /// <summary>Visits that are open or still need approval afterwards, of every community.</summary>
    Task<IReadOnlyList<Visit>> ListBoardAsync(CancellationToken cancellation);

    /// <summary>Visits of a community whose clock started in [since, until), oldest first: the ground of the response figures.</summary>
    Task<IReadOnlyList<Visit>> ListAsync(string community, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Writes visit, new steps and audit entry in one transaction, if the stored version is still <paramref name="expected"/> (0: there is none) and no other visit about its subject is open.</summary>
    /// <returns>False when that is not so; nothing is written then.</returns>
    Task<bool> SaveAsync(Visit changed, int expected, AuditEntry audit, CancellationToken cancellation);
}
