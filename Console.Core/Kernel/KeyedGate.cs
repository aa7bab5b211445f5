namespace CommunityConsole.Core.Kernel;

/// <summary>Lets one caller at a time through per key; callers of other keys rarely wait for each other.</summary>
/// <remarks>A fixed number of locks shared by hash, so that nothing grows. Never enter a second key while inside one: enter both at once.</remarks>
public sealed class KeyedGate<TKey>
    where TKey : notnull
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the key; dispose what comes back to let the next one in.</summary>
    public async ValueTask<IDisposable> EnterAsync(TKey key, CancellationToken cancellation)
    {
        var stripe = _stripes[StripeOf(key)];
        await stripe.WaitAsync(cancellation);
        return new Pass([stripe]);
    }

    /// <summary>Waits for two keys; two callers who want the same two never wait for each other.</summary>
    public async ValueTask<IDisposable> EnterAsync(TKey key, TKey other, CancellationToken cancellation)
    {
        // In order, and a lock both share once.
        var (first, second) = (Math.Min(StripeOf(key), StripeOf(other)), Math.Max(StripeOf(key), StripeOf(other)));
        await _stripes[first].WaitAsync(cancellation);
        if (first == second)
        {
            return new Pass([_stripes[first]]);
        }

        try
        {
            await _stripes[second].WaitAsync(cancellation);
            return new Pass([_stripes[second], _stripes[first]]);
        }
        catch (OperationCanceledException)
        {
            _stripes[first].Release();
            throw;
        }
    }

    private int StripeOf(TKey key) => (int)((uint)key.GetHashCode() % (uint)_stripes.Length);

    private sealed class Pass(SemaphoreSlim[] stripes) : IDisposable
    {
        private SemaphoreSlim[]? _stripes = stripes;

        public void Dispose()
        {
            foreach (var stripe in Interlocked.Exchange(ref _stripes, null) ?? [])
            {
                stripe.Release();
            }
        }
    }
}
