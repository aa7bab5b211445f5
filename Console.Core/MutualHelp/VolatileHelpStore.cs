using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Offers and requests in memory, for development and tests.</summary>
public sealed class VolatileHelpStore(VolatileAuditLog log) : IHelpStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HelpId, HelpRequest> _requests = [];
    private readonly Dictionary<StaffId, HelpOffer> _offers = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<HelpRequest>> ListAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<HelpRequest>>([.. _requests.Values]);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<HelpOffer>> ListOffersAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<HelpOffer>>([.. _offers.Values]);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(HelpRequest changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var isSaved = (_requests.GetValueOrDefault(changed.Id)?.Version ?? 0) == expected && log.TryAppend(audit);
            if (isSaved)
            {
                _requests[changed.Id] = changed;
            }

            return Task.FromResult(isSaved);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(HelpOffer changed, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var isSaved = (_offers.GetValueOrDefault(changed.Helper)?.Version ?? 0) == changed.Version - 1 && log.TryAppend(audit);
            if (isSaved)
            {
                _offers[changed.Helper] = changed;
            }

            return Task.FromResult(isSaved);
        }
    }

    /// <inheritdoc />
    public async Task<bool> EraseAsync(IReadOnlyList<HelpRequest> changed, StaffId? offer, IReadOnlyList<AuditEntry> audit, IReadOnlyCollection<string> subjects, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (changed.Any(one => _requests.GetValueOrDefault(one.Id)?.Version != one.Version - 1) || !log.TryAppend(audit))
            {
                return false;
            }

            foreach (var one in changed)
            {
                _requests[one.Id] = one;
            }

            if (offer is { } gone)
            {
                _offers.Remove(gone);
            }
        }

        foreach (var subject in subjects)
        {
            await log.EraseAsync(subject, cancellation);
        }

        return true;
    }
}
