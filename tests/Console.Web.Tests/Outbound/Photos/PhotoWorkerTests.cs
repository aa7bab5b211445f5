using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Outbound.Photos;

namespace CommunityConsole.Web.Tests.Outbound.Photos;

/// <summary>What a picture can do to its process, with tools made up for it.</summary>
public sealed class PhotoWorkerTests
{
    // Width tells the made-up tool what to do: it stands in the PNG's head.
    private const int Dies = 1, Hangs = 2, Fine = 3;

    private const string Moody = """
        const width = picture.readUInt32BE(16);
        if (width === 1) { process.kill(process.pid, 'SIGKILL'); }
        if (width === 2) { writeFileSync('hanging', String(process.pid)); setInterval(() => {}, 1000); }
        if (width === 3) { answer(picture, picture); }
        """;

    [Fact]
    public async Task Process_KilledInTheMiddle_TheNextPhotoWorks()
    {
        using var bench = new PhotoBench(Moody);

        Assert.IsType<PhotoNotMade>((await bench.KeepAsync(MadeUpPictures.Png(Dies, 1))).Problem);
        Assert.True((await bench.KeepAsync(MadeUpPictures.Png(Fine, 1))).Succeeded);
    }

    [Fact]
    public async Task Process_ThatHangs_IsEndedAfterItsTime()
    {
        PhotosOptions settings = null!;
        using var bench = new PhotoBench(Moody, options => (settings = options).Timeout = TimeSpan.FromSeconds(2));

        // On a busy machine its time may be over before it has come to hang: then another one is tried.
        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.IsType<PhotoNotMade>((await bench.KeepAsync(MadeUpPictures.Png(Hangs, 1))).Problem);
                return File.Exists(Path.Combine(bench.Tool.Folder, "hanging"));
            },
            "a process hung");
        await HasEndedAsync(bench);

        settings.Timeout = TimeSpan.FromMinutes(1);
        Assert.True((await bench.KeepAsync(MadeUpPictures.Png(Fine, 1))).Succeeded);
    }

    [Fact]
    public async Task Program_Stops_TheProcessIsEnded()
    {
        using var bench = new PhotoBench(Moody);
        var keeping = bench.KeepAsync(MadeUpPictures.Png(Hangs, 1));
        await Eventually.HoldsAsync(() => File.Exists(Path.Combine(bench.Tool.Folder, "hanging")), "the process runs");

        bench.StopApplication();

        Assert.IsType<PhotoNotMade>((await keeping).Problem);
        await HasEndedAsync(bench);
    }

    [Fact]
    public async Task Pictures_ManyAtOnce_AreMadeByFewProcessesAndNoneIsLost()
    {
        // Each waits until told to go on, so that as many as may run do run.
        using var bench = new PhotoBench("""
            writeFileSync(`here-${process.pid}`, '');
            while (!existsSync('go')) { await new Promise(done => setTimeout(done, 5)); }
            writeFileSync(`saw-${process.pid}`, String(readdirSync('.').filter(name => name.startsWith('here-')).length));
            rmSync(`here-${process.pid}`);
            answer(picture, picture);
            """);
        var all = Enumerable.Range(1, PhotoShop.Rooms + 1).Select(width => bench.KeepAsync(MadeUpPictures.Png(width, 1))).ToList();
        await Eventually.HoldsAsync(() => Directory.GetFiles(bench.Tool.Folder, "here-*").Length == PhotoWorker.Hands, "as many run as may");

        await File.WriteAllTextAsync(Path.Combine(bench.Tool.Folder, "go"), "");
        var kept = await Task.WhenAll(all);

        Assert.All(kept, photo => Assert.True(photo.Succeeded));
        Assert.Equal(all.Count, kept.Select(photo => photo.Value).Distinct().Count());
        var together = Directory.GetFiles(bench.Tool.Folder, "saw-*").Max(file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
        Assert.InRange(together, 1, PhotoWorker.Hands);
    }

    [Fact]
    public async Task Process_SeesNothingOfTheProgramsSettings()
    {
        using var bench = new PhotoBench("const all = Buffer.from(Object.keys(process.env).join()); answer(all, all);");
        Environment.SetEnvironmentVariable("PHOTO_TEST_SECRET", "of a test");

        var photo = (await bench.KeepAsync(MadeUpPictures.Png(Fine, 1))).Value;

        Assert.Equal("PATH"u8, bench.Read(photo, PhotoSize.Full));
    }

    private static async Task HasEndedAsync(PhotoBench bench)
    {
        var id = int.Parse(await File.ReadAllTextAsync(Path.Combine(bench.Tool.Folder, "hanging")), CultureInfo.InvariantCulture);
        await Eventually.HoldsAsync(() => Process.GetProcesses().All(process => process.Id != id), "the process has gone");
    }
}
