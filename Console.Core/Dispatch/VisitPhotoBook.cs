using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;

namespace CommunityConsole.Core.Dispatch;

/// <summary>The photos of visits that are kept still: pictures of somebody's home, so their end is set. Rings the screens when one is added.</summary>
internal sealed class VisitPhotoBook(IVisitPhotoStore store, Lazy<DispatchOptions> options, TimeProvider time) : IPhotoRights
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly LiveView<int> _added = new(0);

    private DateTimeOffset KeptSince => time.GetUtcNow() - options.Value.PhotosKept;

    /// <summary>A number that changes when photos were added: look again.</summary>
    public IAsyncEnumerable<int> WatchAsync(CancellationToken cancellation) => _added.WatchAsync(Pause, time, cancellation);

    public async Task<IReadOnlyList<VisitPhoto>> ListAsync(string subject, CancellationToken cancellation) =>
        [.. (await store.ListAsync(subject, cancellation)).Where(photo => photo.At >= KeptSince)];

    public async Task<bool> AddAsync(VisitPhoto photo, AuditEntry audit, CancellationToken cancellation)
    {
        var added = await store.AddAsync(photo, audit, cancellation);
        if (added)
        {
            _added.Change(count => count + 1);
        }

        return added;
    }

    public async Task<int> EraseAsync(HomeId home, CancellationToken cancellation)
    {
        var gone = await store.RemoveHomeAsync(home, cancellation);
        if (gone > 0)
        {
            _added.Change(count => count + 1);
        }

        return gone;
    }

    /// <inheritdoc />
    public async Task<bool> MaySeeAsync(PhotoId photo, Actor actor, CancellationToken cancellation) =>
        (await store.FindAsync([photo], cancellation)).Any(row =>
            row.At >= KeptSince && VisitRights.Table.Refusal(VisitCommand.LookAtPhotos, actor, row.Home.Community) is null);

    /// <inheritdoc />
    public async Task<IReadOnlySet<PhotoId>> OwnedAsync(IReadOnlyList<PhotoId> photos, CancellationToken cancellation)
    {
        await store.RemoveBeforeAsync(KeptSince, cancellation); // the row goes first, then the file
        return (await store.FindAsync(photos, cancellation)).Select(row => row.Photo).ToHashSet();
    }
}
