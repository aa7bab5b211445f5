using System.Runtime.CompilerServices;

namespace CommunityConsole.Web.Live;

/// <summary>A stream that only says that time has passed, for what has no change of its own to follow.</summary>
public static class Ticks
{
    /// <summary>0 at once, then 1, 2, 3 ... once per <paramref name="period"/>.</summary>
    public static async IAsyncEnumerable<int> Every(
        TimeSpan period, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return 0;
        using var timer = new PeriodicTimer(period, time);
        for (var i = 1; await timer.WaitForNextTickAsync(cancellation); i++)
        {
            yield return i;
        }
    }
}
