using System.Diagnostics;
using System.Globalization;

namespace CommunityConsole.Bench.Compare;

/// <summary>What another process has used, from the system's own counts.</summary>
internal static class ProcessUse
{
    /// <summary>User and system time of all its threads.</summary>
    public static TimeSpan ProcessorTime(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    /// <summary>Resident memory that it shares with nobody, bytes (<c>/proc/PID/smaps_rollup</c>).</summary>
    public static long PrivateBytes(int id) => File.ReadLines($"/proc/{id}/smaps_rollup")
        .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);
}
