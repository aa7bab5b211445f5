using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>Readings in readings.db: plain prepared statements, since every row is on the way of an acknowledgement.</summary>
internal sealed class SqliteReadingStore(ReadingsDatabase database) : IReadingStore, IDisposable
{
    private const int ImportRows = 50_000;
    private const string Columns = "r.position, s.id, s.community, s.home, s.name, r.kind, r.measure, r.value, r.at, r.received, r.seq, r.marks";

    // Made and used inside the writer's turn only.
    private ReadingWriter? _rows;

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
            var rows = await QueryAsync(
                $"SELECT {Columns} FROM reading r JOIN source s ON s.id = r.source WHERE r.position > $1 AND r.position <= $2 ORDER BY r.position LIMIT {page}",
                cancellation, position, last);
            foreach (var row in rows)
            {
                yield return row;
            }

            position = rows.Count == page ? rows[^1].Position : last;
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredReading>> ReadHomeAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        await QueryAsync(
            $"SELECT {Columns} FROM source s JOIN reading r ON r.source = s.id WHERE s.community = $1 AND s.home = $2 AND r.at >= $3 AND r.at < $4 ORDER BY r.at, r.position",
            cancellation, home.Community, home.Home, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredReading>> ReadNewestAsync(CancellationToken cancellation)
    {
        // The index alone finds the newest times; only the last month of each device is looked through.
        var rows = await QueryAsync(
            $"""
            WITH newest AS (
                SELECT r.source, r.measure, max(r.at) AS at FROM source s
                JOIN reading r ON r.source = s.id AND r.at > (SELECT max(m.at) FROM reading m WHERE m.source = s.id) - $1
                GROUP BY r.source, r.measure)
            SELECT {Columns} FROM newest n JOIN source s ON s.id = n.source
            JOIN reading r ON r.source = n.source AND r.at = n.at AND r.measure = n.measure ORDER BY r.position
            """,
            cancellation, (long)TimeSpan.FromDays(31).TotalMilliseconds);
        return [.. rows.GroupBy(r => (r.Reading.Device, r.Reading.Measure)).Select(g => g.Last())];
    }

    /// <inheritdoc />
    public async Task<long> NewestPositionAsync(CancellationToken cancellation)
    {
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var ask = new PreparedCommand(reader, "SELECT ifnull(max(position), 0) FROM reading", 0);
        return (long)ask.Ask()!;
    }

    /// <summary>The roll-ups have taken touched hours off the list; called inside the writer's turn.</summary>
    internal void ForgetTouched() => _rows?.ForgetTouched();

    public void Dispose() => _rows?.Dispose();

    private ValueTask<T> WriteAsync<T>(Func<ReadingWriter, T> work, CancellationToken cancellation)
    {
        var before = 0L;
        return database.WriteAsync(
            connection =>
            {
                _rows ??= new ReadingWriter(connection);
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
