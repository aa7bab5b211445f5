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
    public async Task<int> RollUpAsync(int limit, CancellationToken cancellation)
    {
        await readings.FileAsync(cancellation);
        return await readings.RollUpAsync(
            connection =>
            {
                _rows ??= new RollupRows(connection);
                var touched = _rows.Touched(limit);
                foreach (var (source, hour) in touched)
                {
                    _rows.RollUp(source, hour);
                }

                return touched.Count;
            },
            cancellation);
    }

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
                using var old = new PreparedCommand(connection, ReadingQueries.Old, 3);
                using var row = new PreparedCommand(connection, "DELETE FROM reading WHERE position = $1", 1);
                using var filed = new PreparedCommand(connection, "DELETE FROM reading_time WHERE source = $1 AND measure = $2 AND at = $3 AND position = $4", 4);
                using var oldHours = new PreparedCommand(connection, "DELETE FROM hour WHERE source = $1 AND hour < $2", 2);
                foreach (var source in sources)
                {
                    foreach (var (measure, at, position) in Found(old.Read(source, readings.ToUnixTimeMilliseconds(), RemovedAtOnce - Math.Min(gone, RemovedAtOnce))))
                    {
                        row.Run(position);
                        filed.Run(source, measure, at, position);
                        gone++;
                    }

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

    /// <inheritdoc />
    public async Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation)
    {
        // Filed first: what is not filed yet is found by the tray alone.
        await readings.FileAsync(cancellation);
        return await readings.RollUpAsync(
            connection =>
            {
                using var sources = new PreparedCommand(connection, "SELECT id FROM source WHERE community = $1 AND home = $2", 2);
                using var rows = new PreparedCommand(connection, ReadingQueries.OfSource, 2);
                using var row = new PreparedCommand(connection, "DELETE FROM reading WHERE position = $1", 1);
                using var filed = new PreparedCommand(connection, "DELETE FROM reading_time WHERE source = $1 AND measure = $2 AND at = $3 AND position = $4", 4);
                using var hours = new PreparedCommand(connection, "DELETE FROM hour WHERE source = $1", 1);
                using var touched = new PreparedCommand(connection, "DELETE FROM touched WHERE source = $1", 1);
                var gone = 0;
                foreach (var source in Ids(sources.Read(home.Community, home.Home)))
                {
                    foreach (var (measure, at, position) in Found(rows.Read(source, RemovedAtOnce - Math.Min(gone, RemovedAtOnce))))
                    {
                        row.Run(position);
                        filed.Run(source, measure, at, position);
                        gone++;
                    }

                    touched.Run(source);
                    gone += hours.Run(source);
                }

                return gone;
            },
            cancellation);
    }

    public void Dispose() => _rows?.Dispose();

    private static List<long> Ids(SqliteDataReader row)
    {
        using (row)
        {
            var ids = new List<long>();
            while (row.Read())
            {
                ids.Add(row.GetInt64(0));
            }

            return ids;
        }
    }

    private static int RemoveQuarantine(SqliteConnection connection, DateTimeOffset before)
    {
        using var old = new PreparedCommand(
            connection, "DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE received < $1 ORDER BY id LIMIT $2)", 2);
        return old.Run(before.ToUnixTimeMilliseconds(), RemovedAtOnce);
    }

    private static List<(long Measure, long At, long Position)> Found(SqliteDataReader row)
    {
        using (row)
        {
            var found = new List<(long, long, long)>();
            while (row.Read())
            {
                found.Add((row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
            }

            return found;
        }
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
