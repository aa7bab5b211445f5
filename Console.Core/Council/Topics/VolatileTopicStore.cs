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

    /// <inheritdoc />
    public Task<bool> RewriteAsync(IReadOnlyList<Topic> changed, IReadOnlyList<AuditEntry> audit, AuditNames forgotten, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (changed.Any(topic => _topics.GetValueOrDefault(topic.Id.Value)?.Version != topic.Version - 1) || !log.TryAppend(audit))
            {
                return Task.FromResult(false);
            }

            log.Erase(record => forgotten.Holds(record.Actor, record.Details));
            foreach (var topic in changed)
            {
                _topics[topic.Id.Value] = topic;
            }

            return Task.FromResult(true);
        }
    }
}
