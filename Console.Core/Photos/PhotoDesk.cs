using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Photos;

/// <summary>Shows a photo to whom one of its owners shows it.</summary>
public sealed class PhotoDesk(IPhotoShop shop, IEnumerable<IPhotoRights> owners)
{
    /// <summary>The JPEG; to be closed by the caller.</summary>
    public async Task<Result<Stream>> OpenAsync(PhotoId photo, PhotoSize size, Actor actor, CancellationToken cancellation)
    {
        foreach (var owner in owners)
        {
            if (await owner.MaySeeAsync(photo, actor, cancellation))
            {
                return shop.Open(photo, size) is { } jpeg ? jpeg : new PhotoNotFound();
            }
        }

        return new PhotoNotFound();
    }
}
