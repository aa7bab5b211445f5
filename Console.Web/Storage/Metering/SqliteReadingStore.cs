using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>Readings in readings.db: plain prepared statements, since every row is on the way of an acknowledgement.</summary>
/// <param name="database">The file.</param>
/// <param name="filedTogether">How many readings are sorted together before they are filed (<see cref="FilingTray"/>).</param>
internal sealed class SqliteReadingStore(ReadingsDatabase database, int filedTogether) : IReadingStore, IDisposable
{
    private const int ImportRows = 50_000;

    // Bites that leave the writer free for commits in between.
    private const int FiledAtOnce = 4_096;

    // Made and used inside the writer's turn only.
    private ReadingWriter? _rows;

    public SqliteReadingStore(ReadingsDatabase database) : this(database, FilingTray.Batch)
    {
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredReading>> StoreAsync(
        IReadOnlyList<Reading> readings, IReadOnlyList<QuarantinedPacket> quarantined, CancellationToken cancellation) =>
        await WriteAsync(rows =>
        {
            rows.Quarantine(quarantined);
            return rows.Add(readings);
        }, cancellation);

    /// <inheritdoc />
    public async Task<long> ImportAsync(IEnumerable<Reading> history, CancellationToken cancellation)
    {
        long added = 0;
        foreach (var chunk in history.Chunk(ImportRows))
        {
            added += (await WriteAsync(rows => rows.Add(chunk), cancellation)).Count;
        }

        return added;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredReading> ReadAfterAsync(long position, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // In pages: a long reader would keep the write-ahead log from being emptied.
        const int page = 10_000;
        var last = await NewestPositionAsync(cancellation);
        while (position < last)
        {
            var rows = await QueryAsync(ReadingQueries.After, cancellation, position, last, page);
            foreach (var row in rows)
            {
                yield return row;
            }

            position = rows.Count == page ? rows[^1].Position : last;
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredReading>> ReadHomeAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        await QueryAsync(ReadingQueries.Home, cancellation, home.Community, home.Home, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredReading>> ReadNewestAsync(CancellationToken cancellation)
    {
        // What is filed gives one row for each device and measure; what is not comes row by row, and the newest counts.
        var newest = new Dictionary<(DeviceId, Measure), StoredReading>();
        foreach (var row in await QueryAsync(ReadingQueries.Newest, cancellation))
        {
            var key = (row.Reading.Device, row.Reading.Measure);
            if (!newest.TryGetValue(key, out var known) || row.Reading.At >= known.Reading.At)
            {
                newest[key] = row;
            }
        }

        return [.. newest.Values.OrderBy(r => r.Position)];
    }

    /// <inheritdoc />
    public async Task<long> NewestPositionAsync(CancellationToken cancellation)
    {
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var ask = new PreparedCommand(reader, "SELECT ifnull(max(position), 0) FROM reading", 0);
        return (long)ask.Ask()!;
    }

    /// <summary>Files readings by device and time until no more than a bite is left, each bite in a transaction of its own.</summary>
    internal async Task FileAsync(CancellationToken cancellation)
    {
        int left;
        do
        {
            left = await WriteAsync(
                rows =>
                {
                    rows.File(FiledAtOnce);
                    return rows.Unfiled;
                },
                cancellation);
        }
        while (left > FiledAtOnce);
    }

    /// <summary>A transaction that finds all readings filed, and takes touched hours off the list.</summary>
    internal ValueTask<T> RollUpAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation) => WriteAsync(
        rows =>
        {
            rows.File(int.MaxValue);
            rows.ForgetTouched();
            return work(rows.Connection);
        },
        cancellation);

    public void Dispose() => _rows?.Dispose();

    private ValueTask<T> WriteAsync<T>(Func<ReadingWriter, T> work, CancellationToken cancellation)
    {
        var before = 0L;
        return database.WriteAsync(
            connection =>
            {
                _rows ??= new ReadingWriter(connection, filedTogether);
                before = _rows.Position;
                return work(_rows);
            },
            cancellation,
            undone: () => _rows?.Forget(before));
    }

    private async Task<List<StoredReading>> QueryAsync(string sql, CancellationToken cancellation, params object?[] arguments)
    {
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, sql, arguments.Length);
        using var rows = query.Read(arguments);
        var found = new List<StoredReading>();
        var devices = new Dictionary<long, DeviceId>();
        while (rows.Read())
        {
            found.Add(Stored(rows, devices));
        }

        return found;
    }

    private static StoredReading Stored(SqliteDataReader row, Dictionary<long, DeviceId> devices)
    {
        // The names are read once for each device, not with every row.
        var source = row.GetInt64(1);
        if (!devices.TryGetValue(source, out var device))
        {
            device = new DeviceId(new HomeId(row.GetString(2), row.GetString(3)), row.GetString(4));
            devices[source] = device;
        }

        return new StoredReading(row.GetInt64(0), new Reading(
            device,
            (DeviceKind)row.GetInt64(5),
            (Measure)row.GetInt64(6),
            row.GetInt64(7),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)),
            row.IsDBNull(10) ? null : row.GetInt64(10),
            (ReadingMarks)row.GetInt64(11)));
    }
}
