using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Where lessons are kept.</summary>
public interface ILessonStore
{
    /// <summary>All lessons of every community, undone ones among them.</summary>
    Task<IReadOnlyList<Lesson>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds a lesson, or replaces the one with its id, with its audit entry in one transaction.</summary>
    Task PutAsync(Lesson lesson, AuditEntry audit, CancellationToken cancellation);
}

/// <summary>Who is told when a home's lessons changed.</summary>
public interface ILessonFacts
{
    /// <summary>The home's tuning as it is now.</summary>
    void Tuned(HomeId home, HomeTuning tuning);
}

/// <summary>Lessons in memory, for development and tests.</summary>
public sealed class VolatileLessonStore(VolatileAuditLog log) : ILessonStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Lesson> _lessons = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<Lesson>> LoadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Lesson>>([.. _lessons.Values]);
        }
    }

    /// <inheritdoc />
    public Task PutAsync(Lesson lesson, AuditEntry audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            log.TryAppend([audit]);
            _lessons[lesson.Id] = lesson;
            return Task.CompletedTask;
        }
    }
}
