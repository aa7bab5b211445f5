using System.Security.Cryptography;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;

namespace CommunityConsole.Core.Tests.Photos;

/// <summary>A shop that keeps what it gets as it is, in memory.</summary>
internal sealed class VolatilePhotoShop(TimeProvider time) : IPhotoShop
{
    private readonly Dictionary<PhotoId, (byte[] Bytes, DateTimeOffset At)> _kept = [];

    public async Task<Result<PhotoId>> KeepAsync(Stream picture, CancellationToken cancellation)
    {
        var bytes = new MemoryStream();
        await picture.CopyToAsync(bytes, cancellation);
        return Keep(bytes.ToArray());
    }

    public PhotoId Keep(params byte[] bytes)
    {
        var id = PhotoId.Parse(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        _kept[id] = (bytes, time.GetUtcNow());
        return id;
    }

    public Stream? Open(PhotoId photo, PhotoSize size) => _kept.TryGetValue(photo, out var kept) ? new MemoryStream(kept.Bytes) : null;

    public IEnumerable<PhotoId> ListKept(DateTimeOffset before) => [.. _kept.Where(one => one.Value.At < before).Select(one => one.Key)];

    public bool Remove(PhotoId photo, DateTimeOffset before) => _kept.TryGetValue(photo, out var kept) && kept.At < before && _kept.Remove(photo);
}
