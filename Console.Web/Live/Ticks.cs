using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Live;

/// <summary>A stream for screens that change because time passes, not because something happened.</summary>
public static class Ticks
{
    /// <summary>The program's time at once and then every <paramref name="real"/> of real time: a demo clock that runs
    /// sixty times as fast must not draw sixty times as often.</summary>
    public static async IAsyncEnumerable<DateTimeOffset> EveryAsync(
        TimeSpan real, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var timer = new PeriodicTimer(InRealTime(time, real), time);
        do
        {
            yield return time.GetUtcNow();
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>How much of the program's time passes in that much real time.</summary>
    public static TimeSpan InRealTime(TimeProvider time, TimeSpan real) => time is DemoTime demo ? real * demo.Speed : real;
}
