namespace CommunityConsole.Core.Kernel;

/// <summary>Lets one caller at a time through per key; callers of other keys rarely wait for each other.</summary>
/// <remarks>A fixed number of locks shared by hash, so that nothing grows. Never enter a second key while inside one.</remarks>
public sealed class KeyedGate<TKey>
    where TKey : notnull
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the key; dispose what comes back to let the next one in.</summary>
    public async ValueTask<IDisposable> EnterAsync(TKey key, CancellationToken cancellation)
    {
        var stripe = _stripes[(uint)key.GetHashCode() % (uint)_stripes.Length];
        await stripe.WaitAsync(cancellation);
        return new Pass(stripe);
    }

    private sealed class Pass(SemaphoreSlim stripe) : IDisposable
    {
        private SemaphoreSlim? _stripe = stripe;

        public void Dispose() => Interlocked.Exchange(ref _stripe, null)?.Release();
    }
}
