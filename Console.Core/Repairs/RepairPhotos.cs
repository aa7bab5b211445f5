using CommunityConsole.Core.Community;
using CommunityConsole.Core.Photos;

namespace CommunityConsole.Core.Repairs;

/// <summary>Who sees the photos of repairs: those who handle them, who reported the repair first, and who took the photo. A picture may show the inside of a home, so the open list shows none.</summary>
internal sealed class RepairPhotos(IRepairStore store) : IPhotoRights
{
    /// <inheritdoc />
    public async Task<bool> MaySeeAsync(PhotoId photo, Actor actor, CancellationToken cancellation)
    {
        var repairs = await store.FindByPhotoAsync(photo.Value, cancellation);
        return repairs.Any(repair => repair.Community == actor.Community
            && (RepairRights.Table.Allows(RepairCommand.SeeContact, actor.Role) || repair.Reporters is [{ Account: { } first }, ..] && first == actor.Id
                || repair.Steps.Any(step => step.By == actor.Id && actor.Id != Actor.LinkId && step.Photos.Contains(photo.Value))));
    }

    /// <inheritdoc />
    public async Task<IReadOnlySet<PhotoId>> OwnedAsync(IReadOnlyList<PhotoId> photos, CancellationToken cancellation)
    {
        var shown = await store.ListPhotosAsync(cancellation);
        return photos.Where(photo => shown.Contains(photo.Value)).ToHashSet();
    }

    /// <summary>Whether all of these can be ids of photos, and are not too many.</summary>
    public static bool AreValid(IReadOnlyList<string> photos) => photos.Count <= Repair.MostPhotos && photos.All(photo => PhotoId.TryParse(photo, out _));
}
