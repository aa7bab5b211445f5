using System.Diagnostics;

namespace CommunityConsole.Iot.Tests.Mqtt.Abuse;

/// <summary>Whether the process rests: after abuse nothing may go on spinning (CVE-2023-5632, and a peer's half packets).</summary>
internal static class Idle
{
    private const double Share = 0.04;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(400);

    /// <summary>Returns when the process used less than a twenty-fifth of one core for a while; fails when it never does.</summary>
    public static async Task AgainAsync()
    {
        using var process = Process.GetCurrentProcess();
        using var window = new PeriodicTimer(Window);
        var watch = Stopwatch.StartNew();
        double share;
        do
        {
            process.Refresh();
            var (used, begun) = (process.TotalProcessorTime, watch.Elapsed);
            await window.WaitForNextTickAsync();
            process.Refresh();
            share = (process.TotalProcessorTime - used) / (watch.Elapsed - begun);
            Assert.True(watch.Elapsed < Poll.Limit, $"After {Poll.Limit} the process still uses {share:P0} of a core.");
        }
        while (share > Share);
    }
}

/// <summary>Tests that measure the process itself, one after the other and beside no others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
