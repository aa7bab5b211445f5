using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Photos;

/// <summary>What a feature that owns photos says of them. Register one for each such feature; while nobody says yes, a photo is shown to nobody and goes after a day.</summary>
public interface IPhotoRights
{
    /// <summary>Whether the photo belongs to something of this feature that this person may see.</summary>
    Task<bool> MaySeeAsync(PhotoId photo, Actor actor, CancellationToken cancellation);

    /// <summary>Those of <paramref name="photos"/> that belong to something of this feature, in whatever community. What is to be deleted is left out: the file follows.</summary>
    Task<IReadOnlySet<PhotoId>> OwnedAsync(IReadOnlyList<PhotoId> photos, CancellationToken cancellation);
}
