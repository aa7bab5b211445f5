using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>Roll-ups and keeping times in readings.db.</summary>
internal sealed class SqliteRollupStore(ReadingsDatabase database, SqliteReadingStore readings) : IRollupStore, IDisposable
{
    private const int RemovedAtOnce = 5_000;

    private RollupRows? _rows;

    /// <inheritdoc />
    public async Task<int> RollUpAsync(int limit, CancellationToken cancellation) =>
        await database.WriteAsync(
            connection =>
            {
                _rows ??= new RollupRows(connection);
                var touched = _rows.Touched(limit);
                foreach (var (source, hour) in touched)
                {
                    _rows.RollUp(source, hour);
                }

                readings.ForgetTouched();
                return touched.Count;
            },
            cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<HourlyUse>> ReadHoursAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        const string sql = """
            SELECT s.name, h.hour, h.measure, h.count, h.sum, h.least, h.most FROM source s JOIN hour h ON h.source = s.id
            WHERE s.community = $1 AND s.home = $2 AND h.hour >= $3 AND h.hour < $4 ORDER BY h.hour, s.name, h.measure
            """;
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, sql, 4);
        using var row = query.Read(home.Community, home.Home, FirstHourFrom(from), FirstHourFrom(until));
        var hours = new List<HourlyUse>();
        while (row.Read())
        {
            hours.Add(new HourlyUse(
                new DeviceId(home, row.GetString(0)),
                (Measure)row.GetInt64(2),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1) * RollupRows.HourLength),
                row.GetInt32(3),
                row.GetInt64(4),
                row.GetInt64(5),
                row.GetInt64(6)));
        }

        return hours;
    }

    /// <inheritdoc />
    public async Task<int> RemoveBeforeAsync(DateTimeOffset readings, DateTimeOffset hours, DateTimeOffset quarantine, CancellationToken cancellation)
    {
        var sources = await SourcesAsync(cancellation);
        return await database.WriteAsync(
            connection =>
            {
                var gone = RemoveQuarantine(connection, quarantine);
                using var old = new PreparedCommand(
                    connection,
                    """
                    DELETE FROM reading WHERE position IN (
                        SELECT r.position FROM reading r WHERE r.source = $1 AND r.at < $2
                        AND r.position < (SELECT max(position) FROM reading)
                        AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.source = r.source AND t.hour = r.at / 3600000) LIMIT $3)
                    """,
                    3);
                using var oldHours = new PreparedCommand(connection, "DELETE FROM hour WHERE source = $1 AND hour < $2", 2);
                foreach (var source in sources)
                {
                    gone += old.Run(source, readings.ToUnixTimeMilliseconds(), RemovedAtOnce - Math.Min(gone, RemovedAtOnce));
                    gone += oldHours.Run(source, FirstHourFrom(hours));
                    if (gone >= RemovedAtOnce)
                    {
                        break;
                    }
                }

                return gone;
            },
            cancellation);
    }

    public void Dispose() => _rows?.Dispose();

    private static int RemoveQuarantine(SqliteConnection connection, DateTimeOffset before)
    {
        using var old = new PreparedCommand(
            connection, "DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE received < $1 ORDER BY id LIMIT $2)", 2);
        return old.Run(before.ToUnixTimeMilliseconds(), RemovedAtOnce);
    }

    private static long FirstHourFrom(DateTimeOffset instant) =>
        (instant.ToUnixTimeMilliseconds() + RollupRows.HourLength - 1) / RollupRows.HourLength;

    private async Task<List<long>> SourcesAsync(CancellationToken cancellation)
    {
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, "SELECT id FROM source", 0);
        using var row = query.Read();
        var sources = new List<long>();
        while (row.Read())
        {
            sources.Add(row.GetInt64(0));
        }

        return sources;
    }
}
