using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Visits in memory, for development and tests.</summary>
public sealed class VolatileVisitStore(VolatileAuditLog log) : IVisitStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<VisitId, Visit> _visits = [];

    /// <inheritdoc />
    public Task<Visit?> FindAsync(VisitId id, CancellationToken cancellation) => Read(visits => visits.FirstOrDefault(visit => visit.Id == id));

    /// <inheritdoc />
    public Task<Visit?> FindOpenAsync(string subject, CancellationToken cancellation) =>
        Read(visits => visits.FirstOrDefault(visit => visit.IsOpen && visit.Subject == subject));

    /// <inheritdoc />
    public Task<IReadOnlyList<Visit>> ListBoardAsync(CancellationToken cancellation) =>
        Read<IReadOnlyList<Visit>>(visits => [.. visits.Where(visit => visit.IsOpen || visit.NeedsApprovalAfter)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<Visit>> ListAsync(string community, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation) =>
        Read<IReadOnlyList<Visit>>(visits =>
            [.. visits.Where(visit => visit.Home.Community == community && visit.ClockFrom >= since && visit.ClockFrom < until).OrderBy(visit => visit.ClockFrom)]);

    /// <inheritdoc />
    public Task<bool> SaveAsync(Visit changed, int expected, AuditEntry audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var taken = (_visits.GetValueOrDefault(changed.Id)?.Version ?? 0) != expected
                || (changed.IsOpen && _visits.Values.Any(other => other.IsOpen && other.Subject == changed.Subject && other.Id != changed.Id))
                || !log.TryAppend([audit]);
            if (!taken)
            {
                _visits[changed.Id] = changed;
            }

            return Task.FromResult(!taken);
        }
    }

    private Task<T> Read<T>(Func<IEnumerable<Visit>, T> query)
    {
        lock (_gate)
        {
            return Task.FromResult(query(_visits.Values));
        }
    }
}
