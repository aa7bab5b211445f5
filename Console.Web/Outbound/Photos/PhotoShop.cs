using System.Security.Cryptography;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;

namespace CommunityConsole.Web.Outbound.Photos;

/// <summary>From a stranger's bytes to a kept photo.</summary>
internal sealed class PhotoShop(PhotoWorker worker, PhotoFiles files) : IPhotoShop, IDisposable
{
    /// <summary>Pictures in memory at once; the next one waits in its connection, which costs nothing.</summary>
    public const int Rooms = 16;

    // A sender that only trickles must not hold its room. Real time: it is the network's.
    private static readonly TimeSpan Reading = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _rooms = new(Rooms, Rooms);

    /// <inheritdoc />
    public async Task<Result<PhotoId>> KeepAsync(Stream picture, CancellationToken cancellation)
    {
        await _rooms.WaitAsync(cancellation);
        try
        {
            var read = await ReadAsync(picture, cancellation);
            if (!read.Succeeded)
            {
                return read.Problem;
            }

            var bytes = read.Value;
            var kind = PhotoKinds.Of(bytes.Span);
            if (kind == PhotoKind.None)
            {
                return new PhotoNotReadable();
            }

            var shrunk = await worker.ShrinkAsync(bytes, cancellation);
            if (!shrunk.Succeeded)
            {
                return shrunk.Problem is PhotoNotReadable && kind == PhotoKind.Heic ? new PhotoIsHeic() : shrunk.Problem;
            }

            var id = PhotoId.Parse(Convert.ToHexStringLower(SHA256.HashData(shrunk.Value.Full)));
            files.Keep(id, shrunk.Value);
            return id;
        }
        finally
        {
            _rooms.Release();
        }
    }

    /// <inheritdoc />
    public Stream? Open(PhotoId photo, PhotoSize size) => files.Open(photo, size);

    /// <inheritdoc />
    public IEnumerable<PhotoId> ListKept(DateTimeOffset before) => files.List(before);

    /// <inheritdoc />
    public bool Remove(PhotoId photo, DateTimeOffset before) => files.Remove(photo, before);

    /// <inheritdoc />
    public void Dispose() => _rooms.Dispose();

    // One byte further than may be, whatever length was announced.
    private static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(Stream picture, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Reading, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var bytes = new MemoryStream();
        var part = new byte[1 << 16];
        try
        {
            for (int read; (read = await picture.ReadAsync(part, stop.Token)) > 0;)
            {
                if (bytes.Length + read > IPhotoShop.MostBytes)
                {
                    return new PhotoTooLarge();
                }

                bytes.Write(part, 0, read);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PhotoNotMade();
        }

        return (ReadOnlyMemory<byte>)bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
