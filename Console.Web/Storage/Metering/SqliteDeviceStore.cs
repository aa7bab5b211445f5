using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>The registry's devices in readings.db.</summary>
internal sealed class SqliteDeviceStore(ReadingsDatabase database) : IDeviceStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Device>> LoadAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT community, home, name, kind, dialect, wire_name, registered, found, last_received, last_event, battery, online,
                step, clock_error, interval, payload, signal FROM device
            """;
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, sql, 0);
        using var row = query.Read();
        var devices = new List<Device>();
        while (row.Read())
        {
            devices.Add(Of(row));
        }

        return devices;
    }

    /// <inheritdoc />
    public async Task SaveAsync(IReadOnlyList<Device> devices, IReadOnlyList<DeviceId> removed, CancellationToken cancellation) =>
        await database.WriteAsync(
            connection =>
            {
                using var put = new PreparedCommand(
                    connection, "INSERT OR REPLACE INTO device VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)", 17);
                foreach (var d in devices)
                {
                    put.Run(
                        d.Id.Home.Community, d.Id.Home.Home, d.Id.Name, (long)d.Kind, d.Dialect, d.WireName, d.Registered.ToUnixTimeMilliseconds(),
                        d.FoundByItself ? 1L : 0L, d.LastReceived?.ToUnixTimeMilliseconds(), d.LastEvent?.ToUnixTimeMilliseconds(), d.Battery,
                        d.Online is { } online ? (online ? 1L : 0L) : null, d.Step, (long?)d.ClockError?.TotalMilliseconds,
                        (long?)d.ExpectedInterval?.TotalMilliseconds, d.LastPayload.ToArray(), d.Signal);
                }

                using var remove = new PreparedCommand(connection, "DELETE FROM device WHERE community = $1 AND home = $2 AND name = $3", 3);
                foreach (var id in removed)
                {
                    remove.Run(id.Home.Community, id.Home.Home, id.Name);
                }

                return 0;
            },
            cancellation);

    private static Device Of(SqliteDataReader row) =>
        new(
            new DeviceId(new HomeId(row.GetString(0), row.GetString(1)), row.GetString(2)),
            (DeviceKind)row.GetInt64(3),
            row.GetString(4),
            row.GetString(5),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)))
        {
            FoundByItself = row.GetInt64(7) == 1,
            LastReceived = Instant(row, 8),
            LastEvent = Instant(row, 9),
            Battery = row.IsDBNull(10) ? null : row.GetInt32(10),
            Online = row.IsDBNull(11) ? null : row.GetInt64(11) == 1,
            Step = row.IsDBNull(12) ? null : row.GetInt64(12),
            ClockError = Span(row, 13),
            ExpectedInterval = Span(row, 14),
            LastPayload = row.GetFieldValue<byte[]>(15),
            Signal = row.IsDBNull(16) ? null : row.GetInt32(16),
        };

    private static DateTimeOffset? Instant(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static TimeSpan? Span(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : TimeSpan.FromMilliseconds(row.GetInt64(column));
}
