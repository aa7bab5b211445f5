using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

/// <summary>A store whose commits can be held back, fail for a while, or fail for one reading.</summary>
internal sealed class TroubledStore : IReadingStore
{
    private readonly IReadingStore _inner;
    private TaskCompletionSource? _held;
    private int _waiting;

    internal TroubledStore() => _inner = Inner;

    internal TroubledStore(IReadingStore inner) => _inner = inner;

    internal VolatileReadingStore Inner { get; } = new();

    /// <summary>How many of the next commits fail.</summary>
    internal int Failures { get; set; }

    /// <summary>A reading that no commit survives.</summary>
    internal long? PoisonValue { get; set; }

    internal int Commits { get; private set; }

    internal bool IsWaiting => Volatile.Read(ref _waiting) > 0;

    internal void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void Release() => Interlocked.Exchange(ref _held, null)?.SetResult();

    public async ValueTask<IReadOnlyList<StoredReading>> StoreAsync(
        IReadOnlyList<Reading> readings, IReadOnlyList<QuarantinedPacket> quarantined, CancellationToken cancellation)
    {
        if (_held is { } held)
        {
            Interlocked.Increment(ref _waiting);
            await held.Task;
            Interlocked.Decrement(ref _waiting);
        }

        Commits++;
        if (Failures > 0)
        {
            Failures--;
            throw new IOException("The disk is full.");
        }

        if (readings.Any(r => r.Value == PoisonValue))
        {
            throw new ArgumentException("poison");
        }

        return await _inner.StoreAsync(readings, quarantined, cancellation);
    }

    public Task<long> ImportAsync(IEnumerable<Reading> history, CancellationToken cancellation) => _inner.ImportAsync(history, cancellation);

    public IAsyncEnumerable<StoredReading> ReadAfterAsync(long position, CancellationToken cancellation) => _inner.ReadAfterAsync(position, cancellation);

    public Task<IReadOnlyList<StoredReading>> ReadHomeAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        _inner.ReadHomeAsync(home, from, until, cancellation);

    public Task<IReadOnlyList<StoredReading>> ReadNewestAsync(CancellationToken cancellation) => _inner.ReadNewestAsync(cancellation);

    public Task<long> NewestPositionAsync(CancellationToken cancellation) => _inner.NewestPositionAsync(cancellation);
}
