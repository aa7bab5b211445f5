using System.Diagnostics;

namespace CommunityConsole.Iot.Tests.Mqtt;

/// <summary>Waits for a condition, with a limit that a slow machine does not reach.</summary>
internal static class Poll
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        // The pause leaves the processor to what is waited for.
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Limit, $"Not seen within {Limit}: {what}");
            await pause.WaitForNextTickAsync();
        }
    }
}
