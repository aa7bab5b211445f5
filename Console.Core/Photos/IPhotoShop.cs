using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Photos;

/// <summary>Takes pictures in, makes them anew without anything that came along, and keeps them.</summary>
public interface IPhotoShop
{
    /// <summary>Most bytes of a picture that comes in.</summary>
    const long MostBytes = 10_000_000;

    /// <summary>Most pixels of a picture that comes in.</summary>
    const long MostPixels = 40_000_000;

    /// <summary>
    /// Keeps a picture: judged by its content, turned upright, shrunk, encoded anew; place, device and all else that came along is gone.
    /// The caller writes down the id as its own (see <see cref="IPhotoRights"/>), or the photo goes again after a day.
    /// </summary>
    Task<Result<PhotoId>> KeepAsync(Stream picture, CancellationToken cancellation);

    /// <summary>The JPEG as kept; null when there is none. Asks nobody: <see cref="PhotoDesk"/> does.</summary>
    Stream? Open(PhotoId photo, PhotoSize size);

    /// <summary>Photos last kept before <paramref name="before"/>.</summary>
    IEnumerable<PhotoId> ListKept(DateTimeOffset before);

    /// <summary>Removes a photo, unless it was kept anew since <paramref name="before"/>; whether it went.</summary>
    bool Remove(PhotoId photo, DateTimeOffset before);
}
