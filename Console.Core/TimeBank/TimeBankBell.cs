using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Rings the screens when something at the bank has changed.</summary>
public sealed class TimeBankBell(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly LiveView<Rung> _rings = new(new Rung(0));

    /// <summary>A ring at once, and one after each change.</summary>
    public async IAsyncEnumerable<long> WatchAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var ring in _rings.WatchAsync(Pause, time, cancellation))
        {
            yield return ring.Number;
        }
    }

    internal void Ring() => _rings.Change(static ring => new Rung(ring.Number + 1));

    private sealed record Rung(long Number);
}
