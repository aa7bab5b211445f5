using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Metering;

/// <summary>Readings on disk, in the order of storing and by home. One writer; readers do not wait for it.</summary>
public interface IReadingStore
{
    /// <summary>
    /// Stores a batch in one transaction, on disk when it returns. A reading already there (device, event time,
    /// measure, and sequence or else value) is left out of the answer.
    /// </summary>
    /// <returns>The new readings, in the order given.</returns>
    ValueTask<IReadOnlyList<StoredReading>> StoreAsync(
        IReadOnlyList<Reading> readings, IReadOnlyList<QuarantinedPacket> quarantined, CancellationToken cancellation);

    /// <summary>Stores a long history in large transactions: for a first start, not for live traffic.</summary>
    /// <returns>How many were new.</returns>
    Task<long> ImportAsync(IEnumerable<Reading> history, CancellationToken cancellation);

    /// <summary>Everything stored after <paramref name="position"/> when the call is made, in the order of storing.</summary>
    IAsyncEnumerable<StoredReading> ReadAfterAsync(long position, CancellationToken cancellation);

    /// <summary>A home's readings with <c>from &lt;= event time &lt; until</c>, in event time.</summary>
    Task<IReadOnlyList<StoredReading>> ReadHomeAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>The newest reading (by event time) of each device and measure: where the registry goes on after a restart.</summary>
    Task<IReadOnlyList<StoredReading>> ReadNewestAsync(CancellationToken cancellation);

    /// <summary>The newest position; 0 when there is none.</summary>
    Task<long> NewestPositionAsync(CancellationToken cancellation);
}

/// <summary>The quarantine as a page reads it; packets get there through <see cref="IReadingStore.StoreAsync"/>.</summary>
public interface IQuarantineStore
{
    /// <summary>The newest packets of a community, newest first, those with an id below <paramref name="before"/>.</summary>
    Task<IReadOnlyList<QuarantinedPacket>> ReadAsync(string community, long before, int limit, CancellationToken cancellation);

    /// <summary>How many packets of a community ever came, by code; also those no longer kept.</summary>
    Task<IReadOnlyDictionary<string, long>> CountAsync(string community, CancellationToken cancellation);
}

/// <summary>Hourly roll-ups and the end of old rows.</summary>
public interface IRollupStore
{
    /// <summary>Rolls up hours that new readings touched, at most <paramref name="limit"/> of them.</summary>
    /// <returns>How many were done; less than the limit when none is left.</returns>
    Task<int> RollUpAsync(int limit, CancellationToken cancellation);

    /// <summary>A home's hours with <c>from &lt;= start &lt; until</c>, in time.</summary>
    Task<IReadOnlyList<HourlyUse>> ReadHoursAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Removes a bounded number of rows older than the limits: readings not yet rolled up and the newest one stay.</summary>
    /// <returns>How many rows went; 0 when nothing is left to do.</returns>
    Task<int> RemoveBeforeAsync(DateTimeOffset readings, DateTimeOffset hours, DateTimeOffset quarantine, CancellationToken cancellation);

    /// <summary>Removes a bounded number of a home's readings and hours, rolled up or not; calls for help and the newest row of all stay.</summary>
    /// <returns>How many rows went; 0 when nothing is left.</returns>
    Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation);
}

/// <summary>One hour of one measure of one device.</summary>
/// <param name="Device">Which device.</param>
/// <param name="Measure">Which measure.</param>
/// <param name="Start">Start of the hour, UTC.</param>
/// <param name="Count">Readings in it.</param>
/// <param name="Sum">Use in the hour for registers and <c>use_*</c> (positive differences, the first against the reading before); the plain sum otherwise.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Largest value.</param>
public sealed record HourlyUse(DeviceId Device, Measure Measure, DateTimeOffset Start, int Count, long Sum, long Least, long Most);
