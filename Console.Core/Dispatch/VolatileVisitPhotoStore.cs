using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Photos of visits in memory, for development and tests.</summary>
public sealed class VolatileVisitPhotoStore(IAuditLog log) : IVisitPhotoStore
{
    private readonly Lock _gate = new();
    private readonly List<VisitPhoto> _photos = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<VisitPhoto>> ListAsync(string subject, CancellationToken cancellation) =>
        Read(photo => photo.Subject == subject);

    /// <inheritdoc />
    public Task<IReadOnlyList<VisitPhoto>> FindAsync(IReadOnlyList<PhotoId> photos, CancellationToken cancellation) =>
        Read(photo => photos.Contains(photo.Photo));

    /// <inheritdoc />
    public async Task<bool> AddAsync(VisitPhoto added, AuditEntry audit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(added);
        if ((await Read(photo => photo.Visit == added.Visit && photo.Photo == added.Photo)).Count > 0 || !await log.AppendAsync([audit], cancellation))
        {
            return false;
        }

        lock (_gate)
        {
            _photos.Add(added);
        }

        return true;
    }

    /// <inheritdoc />
    public Task<int> RemoveBeforeAsync(DateTimeOffset instant, CancellationToken cancellation) => Remove(photo => photo.At < instant);

    /// <inheritdoc />
    public Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation) => Remove(photo => photo.Home == home);

    private Task<IReadOnlyList<VisitPhoto>> Read(Func<VisitPhoto, bool> which)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<VisitPhoto>>([.. _photos.Where(which).OrderBy(photo => photo.At)]);
        }
    }

    private Task<int> Remove(Predicate<VisitPhoto> which)
    {
        lock (_gate)
        {
            return Task.FromResult(_photos.RemoveAll(which));
        }
    }
}
