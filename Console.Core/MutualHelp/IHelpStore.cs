using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Where offers and requests are kept.</summary>
public interface IHelpStore
{
    /// <summary>All requests of every community.</summary>
    Task<IReadOnlyList<HelpRequest>> ListAsync(CancellationToken cancellation);

    /// <summary>All offers of every community.</summary>
    Task<IReadOnlyList<HelpOffer>> ListOffersAsync(CancellationToken cancellation);

    /// <summary>Writes a request and its audit in one transaction, if the stored one still has the expected version (0: it is new).</summary>
    /// <returns>False, and nothing written, when that is not so.</returns>
    Task<bool> SaveAsync(HelpRequest changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation);

    /// <summary>The same for an offer, whose version was one less.</summary>
    Task<bool> SaveAsync(HelpOffer changed, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation);

    /// <summary>Writes requests without what was personal, deletes the person's offer, and takes the details about both from the audit: all in one transaction.</summary>
    /// <param name="changed">The requests; each version was one less.</param>
    /// <param name="offer">Whose offer goes; null where none does.</param>
    /// <param name="audit">What is noted of it.</param>
    /// <param name="subjects">Which records of the audit lose their details.</param>
    /// <param name="cancellation">Stops before the write.</param>
    Task<bool> EraseAsync(IReadOnlyList<HelpRequest> changed, StaffId? offer, IReadOnlyList<AuditEntry> audit, IReadOnlyCollection<string> subjects, CancellationToken cancellation);
}
