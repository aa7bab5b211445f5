using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>The quarantine in readings.db, as a page reads it.</summary>
internal sealed class SqliteQuarantineStore(ReadingsDatabase database) : IQuarantineStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<QuarantinedPacket>> ReadAsync(string community, long before, int limit, CancellationToken cancellation)
    {
        const string sql = """
            SELECT id, topic, payload, length, code, zh, en, received, client FROM quarantine
            WHERE community = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """;
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, sql, 3);
        using var row = query.Read(community, before, limit);
        var packets = new List<QuarantinedPacket>();
        while (row.Read())
        {
            packets.Add(new QuarantinedPacket(
                row.GetInt64(0),
                community,
                row.GetString(1),
                row.GetFieldValue<byte[]>(2),
                row.GetInt32(3),
                row.GetString(4),
                new Sentence(row.GetString(5), row.GetString(6)),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
                row.IsDBNull(8) ? null : row.GetString(8)));
        }

        return packets;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(string community, CancellationToken cancellation)
    {
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, "SELECT code, count FROM quarantine_count WHERE community = $1", 1);
        using var row = query.Read(community);
        var counts = new Dictionary<string, long>();
        while (row.Read())
        {
            counts[row.GetString(0)] = row.GetInt64(1);
        }

        return counts;
    }
}
