using System.Runtime.CompilerServices;

namespace CommunityConsole.Core.Kernel;

/// <summary>
/// Latest-wins pipe from one owner to many screens: a change rings the watchers, and each takes the newest state when
/// it is ready for it. A slow screen costs nothing and is never stale.
/// </summary>
public sealed class LiveView<T>(T first)
{
    private readonly Lock _gate = new();
    private State _current = new(first, NewBell());

    /// <summary>The newest state.</summary>
    public T Latest => Volatile.Read(ref _current).Value;

    /// <summary>Replaces the state by <paramref name="change"/> of it and rings the watchers; an unchanged state rings nobody.</summary>
    public void Change(Func<T, T> change)
    {
        TaskCompletionSource bell;
        lock (_gate)
        {
            var next = change(_current.Value);
            if (ReferenceEquals(next, _current.Value))
            {
                return;
            }

            bell = _current.Bell;
            Volatile.Write(ref _current, new State(next, NewBell()));
        }

        bell.SetResult();
    }

    /// <summary>Yields the state on opening, then the newest state after each change, at most one per <paramref name="pause"/>.</summary>
    public async IAsyncEnumerable<T> WatchAsync(
        TimeSpan pause, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            var seen = Volatile.Read(ref _current);
            yield return seen.Value;

            await seen.Bell.Task.WaitAsync(cancellation);
            await Task.Delay(pause, time, cancellation);
        }
    }

    // Continuations run elsewhere: the owner that changes the state never runs a screen's code.
    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record State(T Value, TaskCompletionSource Bell);
}
