using CommunityConsole.Web.Storage;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>The databases on disk and the room that is left for them.</summary>
internal sealed class StorageFigures(IOptions<DataOptions> data) : IFigureSource
{
    public const string Size = "console_database_bytes";
    public const string Free = "console_disk_free_bytes";

    public string Name => "storage";

    public IReadOnlyList<Figure> Measure()
    {
        var folder = new DirectoryInfo(data.Value.Directory);
        var files = folder.Exists ? folder.EnumerateFiles("*.db*").ToList() : [];
        return
        [
            new(Size, FigureKind.Gauge, "Size of the databases with their write-ahead logs.", files.Sum(file => file.Length)),
            new(Free, FigureKind.Gauge, "Free room on the disk of the data directory.", new DriveInfo(folder.FullName).AvailableFreeSpace),
        ];
    }
}
