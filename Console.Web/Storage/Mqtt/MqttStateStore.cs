using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.Mqtt;

/// <summary>What the MQTT listener keeps over a restart, in mqtt.db: a file of its own, so that plain traffic never waits for a reading nor a reading for it.</summary>
internal sealed class MqttStateStore(IOptions<DataOptions> data) : IMqttStateStore
{
    private const string Tables = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
        CREATE TABLE IF NOT EXISTS session(id INTEGER PRIMARY KEY, state BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS retained(topic TEXT PRIMARY KEY, message BLOB NOT NULL) WITHOUT ROWID;
        """;

    private readonly string _file = data.Value.File("mqtt.db");

    /// <inheritdoc />
    public async Task<IReadOnlyList<byte[]>> TakeSessionsAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var sessions = Blobs(connection, "SELECT state FROM session ORDER BY id");
        ReadingsDatabase.Run(connection, "DELETE FROM session");
        await transaction.CommitAsync(cancellation);
        return sessions;
    }

    /// <inheritdoc />
    public async Task SaveSessionsAsync(IReadOnlyList<byte[]> sessions, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        ReadingsDatabase.Run(connection, "DELETE FROM session");
        using var put = new PreparedCommand(connection, "INSERT INTO session(state) VALUES($1)", 1);
        foreach (var session in sessions)
        {
            put.Run(session);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<byte[]>> LoadRetainedAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return Blobs(connection, "SELECT message FROM retained");
    }

    /// <inheritdoc />
    public async Task SaveRetainedAsync(IReadOnlyDictionary<string, byte[]?> changes, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        using var put = new PreparedCommand(connection, "INSERT OR REPLACE INTO retained VALUES($1, $2)", 2);
        using var remove = new PreparedCommand(connection, "DELETE FROM retained WHERE topic = $1", 1);
        foreach (var (topic, message) in changes)
        {
            _ = message is null ? remove.Run(topic) : put.Run(topic, message);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static List<byte[]> Blobs(SqliteConnection connection, string sql)
    {
        using var query = new PreparedCommand(connection, sql, 0);
        using var row = query.Read();
        var blobs = new List<byte[]>();
        while (row.Read())
        {
            blobs.Add(row.GetFieldValue<byte[]>(0));
        }

        return blobs;
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false }.ToString());
        await connection.OpenAsync(cancellation);
        ReadingsDatabase.Run(connection, Tables);
        return connection;
    }
}
