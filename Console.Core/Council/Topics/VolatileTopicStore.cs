using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Topics in memory, for development and tests.</summary>
public sealed class VolatileTopicStore(VolatileAuditLog log) : ITopicStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Topic> _topics = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<Topic>> ListAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Topic>>([.. _topics.Values]);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(Topic changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if ((_topics.GetValueOrDefault(changed.Id.Value)?.Version ?? 0) != expected || !log.TryAppend(audit))
            {
                return Task.FromResult(false);
            }

            _topics[changed.Id.Value] = changed;
            return Task.FromResult(true);
        }
    }
}
