using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Outbound.Photos;
using CommunityConsole.Web.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Outbound.Photos;

/// <summary>A shop on a data folder of its own, with the real tool or one made up for the test.</summary>
internal sealed class PhotoBench : IHostApplicationLifetime, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="script">The tool in place of the real one; it sees <c>picture</c> and may <c>answer(full, small)</c>.</param>
    /// <param name="change">Other settings.</param>
    public PhotoBench(string? script = null, Action<PhotosOptions>? change = null)
    {
        Folder = Directory.CreateTempSubdirectory("photos").FullName;
        var options = new PhotosOptions();
        if (script is not null)
        {
            options.Tool = Path.Combine(Folder, "tool");
            Directory.CreateDirectory(Path.Combine(options.Tool, "node_modules", "sharp"));
            File.WriteAllText(Path.Combine(options.Tool, "shrink.mjs"), Prelude + script);
        }

        change?.Invoke(options);
        Tool = new PhotoTool(Options.Create(options));
        Worker = new PhotoWorker(Tool, Options.Create(options), this, NullLogger<PhotoWorker>.Instance);
        Files = new PhotoFiles(Options.Create(new DataOptions { Directory = Folder }), Time);
        Shop = new PhotoShop(Worker, Files);
        Health = new PhotoHealth(Tool, Worker, NullLogger<PhotoHealth>.Instance);
    }

    public string Folder { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 4, 0, 0, TimeSpan.Zero));

    public PhotoTool Tool { get; }

    public PhotoWorker Worker { get; }

    public PhotoFiles Files { get; }

    public PhotoShop Shop { get; }

    public PhotoHealth Health { get; }

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => _stopping.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    // What every made-up tool needs: the picture, and the frames of the answer.
    private const string Prelude = """
        import { existsSync, readdirSync, writeFileSync, rmSync } from 'node:fs';
        const parts = [];
        for await (const part of process.stdin) { parts.push(part); }
        const picture = Buffer.concat(parts);
        const answer = (...jpegs) => jpegs.forEach(jpeg => {
          const length = Buffer.alloc(4);
          length.writeUInt32BE(jpeg.length);
          process.stdout.write(Buffer.concat([length, jpeg]));
        });

        """;

    public void StopApplication() => _stopping.Cancel();

    public Task<Result<PhotoId>> KeepAsync(byte[] picture) => Shop.KeepAsync(new MemoryStream(picture), CancellationToken.None);

    public byte[] Read(PhotoId photo, PhotoSize size)
    {
        using var jpeg = Shop.Open(photo, size)!;
        var bytes = new byte[jpeg.Length];
        jpeg.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose()
    {
        Shop.Dispose();
        Worker.Dispose();
        _stopping.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
