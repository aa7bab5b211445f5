using System.Text;
using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Outbound.Photos;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunityConsole.Web.Tests.Outbound.Photos;

/// <summary>Pictures through the real tool.</summary>
public sealed class PhotoShopTests : IDisposable
{
    private readonly PhotoBench _bench = new();

    [Fact]
    public async Task Photo_OfAPhone_IsTurnedAndShrunkAndTellsNoPlace()
    {
        // A JPEG lying on its side, as phones write them: our own first photo with a phone's metadata put in.
        var plain = (await _bench.KeepAsync(MadeUpPictures.Png(2000, 1000))).Value;
        var phone = MadeUpPictures.WithExif(_bench.Read(plain, PhotoSize.Full), "Secret Phone");

        var kept = (await _bench.KeepAsync(phone)).Value;

        var (full, small) = (_bench.Read(kept, PhotoSize.Full), _bench.Read(kept, PhotoSize.Small));
        Assert.Equal((800, 1600), MadeUpPictures.SizeOf(full));
        Assert.Equal((160, 320), MadeUpPictures.SizeOf(small));
        foreach (var jpeg in new[] { full, small })
        {
            var text = Encoding.Latin1.GetString(jpeg);
            Assert.All(new[] { "Exif", "Secret Phone", "GPS1", "ICC_PROFILE", "http" }, trace => Assert.DoesNotContain(trace, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Photo_Small_StaysAsItIsAndIsOnePhotoHoweverOftenItComes()
    {
        var first = (await _bench.KeepAsync(MadeUpPictures.Png(100, 60))).Value;
        var again = (await _bench.KeepAsync(MadeUpPictures.Png(100, 60))).Value;

        Assert.Equal(first, again);
        Assert.Equal((100, 60), MadeUpPictures.SizeOf(_bench.Read(first, PhotoSize.Full)));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_bench.Folder, "photos", first.Value[..2])).Length);
    }

    [Fact]
    public async Task Bomb_FewBytesAndManyPixels_IsRefused()
    {
        var bomb = MadeUpPictures.Png(8000, 8000);

        var refused = await _bench.KeepAsync(bomb);

        Assert.True(bomb.Length < 100_000);
        Assert.IsType<PhotoHasTooManyPixels>(refused.Problem);
    }

    [Fact]
    public async Task WhatIsNoPicture_WhateverItSays_IsRefused()
    {
        byte[] svg = [.. "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"u8];
        byte[] disguised = [0xFF, 0xD8, 0xFF, 0xE0, .. "a text that begins like a picture"u8];
        var broken = MadeUpPictures.Png(900, 900)[..60];
        byte[] heic = [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8];

        Assert.IsType<PhotoNotReadable>((await _bench.KeepAsync(svg)).Problem);
        Assert.IsType<PhotoNotReadable>((await _bench.KeepAsync([])).Problem);
        Assert.IsType<PhotoNotReadable>((await _bench.KeepAsync(disguised)).Problem);
        Assert.IsType<PhotoNotReadable>((await _bench.KeepAsync(broken)).Problem);
        Assert.IsType<PhotoIsHeic>((await _bench.KeepAsync(heic)).Problem);
        Assert.False(Directory.Exists(Path.Combine(_bench.Folder, "photos")));
    }

    [Fact]
    public async Task Picture_OfTooManyBytes_IsRefusedWithoutBeingReadToItsEnd()
    {
        var endless = new EndlessPicture();

        var refused = await _bench.Shop.KeepAsync(endless, CancellationToken.None);

        Assert.IsType<PhotoTooLarge>(refused.Problem);
        Assert.True(endless.Taken < IPhotoShop.MostBytes + 200_000);
    }

    [Fact]
    public async Task Files_OlderThanAsked_AreListedAndGo()
    {
        var photo = (await _bench.KeepAsync(MadeUpPictures.Png(20, 20))).Value;
        var now = _bench.Time.GetUtcNow();
        var left = Path.Combine(_bench.Folder, "photos", photo.Value[..2], $"{photo}.jpg.abc.tmp");
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, now.UtcDateTime);

        Assert.Empty(_bench.Shop.ListKept(now));
        Assert.False(_bench.Shop.Remove(photo, now));
        Assert.Equal([photo], _bench.Shop.ListKept(now.AddSeconds(1)));
        Assert.True(_bench.Shop.Remove(photo, now.AddSeconds(1)));

        Assert.Null(_bench.Shop.Open(photo, PhotoSize.Full));
        Assert.Empty(Directory.GetFiles(_bench.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Packages_NotThere_TheRefusalSaysWhatToRunAndTheStatusShowsIt()
    {
        using var bare = new PhotoBench("", options => options.Tool = Path.Combine(AppContext.BaseDirectory, "nowhere"));
        using var noNode = new PhotoBench("", options => options.Node = "no-such-node");

        Assert.Contains("Photos:Tool", (await bare.KeepAsync(MadeUpPictures.Png(8, 8))).Problem!.Message.Zh, StringComparison.Ordinal);
        Assert.Contains("Photos:Node", (await noNode.KeepAsync(MadeUpPictures.Png(8, 8))).Problem!.Message.En, StringComparison.Ordinal);
        Assert.Equal(0, ReadyOf(bare.Health));
        Assert.Equal(1, ReadyOf(_bench.Health));
        Assert.Equal(HealthStatus.Degraded, (await bare.Health.CheckHealthAsync(new HealthCheckContext())).Status);
    }

    public void Dispose() => _bench.Dispose();

    private static double ReadyOf(PhotoHealth health) => health.Measure().Single(figure => figure.Name == PhotoHealth.Ready).Value;

    private sealed class EndlessPicture : Stream
    {
        public long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Taken += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
