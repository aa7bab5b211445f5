using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Storage;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.Photos;

/// <summary>The photos as files: <c>photos/ab/abcd….jpg</c> and <c>….small.jpg</c> in the data folder. A photo is there when its full size is: the small one is written first.</summary>
internal sealed class PhotoFiles(IOptions<DataOptions> data, TimeProvider time)
{
    private const string Full = ".jpg";
    private const string Small = ".small.jpg";
    private const string Unfinished = ".tmp";

    // Keeping a photo anew and removing it must not meet in the middle.
    private readonly Lock _gate = new();

    private string Root => data.Value.File("photos");

    /// <summary>Both sizes are on disk under their names when this returns.</summary>
    public void Keep(PhotoId id, ShrunkPhoto photo)
    {
        lock (_gate)
        {
            Write(PathOf(id, PhotoSize.Small), photo.Small);
            Write(PathOf(id, PhotoSize.Full), photo.Full);
        }
    }

    public Stream? Open(PhotoId id, PhotoSize size)
    {
        try
        {
            return new FileStream(PathOf(id, size), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 14, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public IEnumerable<PhotoId> List(DateTimeOffset before)
    {
        foreach (var file in Files())
        {
            if (file.Name.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                // Left by a crash; one being written is younger.
                if (file.LastWriteTimeUtc < before.UtcDateTime)
                {
                    file.Delete();
                }
            }
            else if (PhotoId.TryParse(file.Name[..^Full.Length], out var id) && file.LastWriteTimeUtc < before.UtcDateTime)
            {
                yield return id;
            }
        }
    }

    public bool Remove(PhotoId id, DateTimeOffset before)
    {
        lock (_gate)
        {
            var full = new FileInfo(PathOf(id, PhotoSize.Full));
            if (!full.Exists || full.LastWriteTimeUtc >= before.UtcDateTime)
            {
                return false;
            }

            full.Delete();
            File.Delete(PathOf(id, PhotoSize.Small));
            return true;
        }
    }

    private IEnumerable<FileInfo> Files() => Directory.Exists(Root)
        ? new DirectoryInfo(Root).EnumerateDirectories().SelectMany(folder => folder.EnumerateFiles()).Where(file => file.Extension is Full or Unfinished)
        : [];

    private string PathOf(PhotoId id, PhotoSize size) =>
        Path.Combine(Root, id.Value[..2], id.Value + (size == PhotoSize.Full ? Full : Small));

    // What bears the name is whole: the owner's row, written after this, never points at half a photo.
    private void Write(string path, byte[] jpeg)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(jpeg);
            file.Flush(flushToDisk: true);
        }

        // The program's own clock: the sweep asks by it.
        File.SetLastWriteTimeUtc(unfinished, time.GetUtcNow().UtcDateTime);
        File.Move(unfinished, path, overwrite: true);
    }
}
