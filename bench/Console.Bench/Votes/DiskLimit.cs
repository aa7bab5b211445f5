using System.Diagnostics;

namespace CommunityConsole.Bench.Votes;

/// <summary>How often the disk under a folder makes something durable: one block appended, one flush, again.</summary>
internal static class DiskLimit
{
    private const int Block = 4096;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(3);

    /// <returns>Flushes a second of one writer.</returns>
    public static double FlushesPerSecond(string folder)
    {
        var path = Path.Combine(folder, "disk-limit");
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            var (block, count, started) = (new byte[Block], 0, Stopwatch.GetTimestamp());
            while (Stopwatch.GetElapsedTime(started) < Span)
            {
                file.Write(block);
                file.Flush(flushToDisk: true);
                count++;
            }

            return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
