using CommunityConsole.Core.Notices;

namespace CommunityConsole.Web.Outbound.Notices;

/// <summary>Appends each event to a file as one JSON line, on disk before it counts as sent. For trials, and for programs that follow a file.</summary>
internal sealed class FileChannel(string path, NoticeLine line) : INoticeChannel, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public string Name => "file";

    public async Task SendAsync(NoticeEvent what, Notice notice, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            await file.WriteAsync((byte[])[.. line.Of(what, notice), (byte)'\n'], cancellation);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
