using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>The dialects' remembered messages in readings.db.</summary>
internal sealed class SqliteRememberedStore(ReadingsDatabase database) : IRememberedStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<RememberedMessage>> LoadAsync(CancellationToken cancellation)
    {
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, "SELECT topic, payload, received FROM remembered ORDER BY rowid", 0);
        using var row = query.Read();
        var messages = new List<RememberedMessage>();
        while (row.Read())
        {
            messages.Add(new RememberedMessage(row.GetString(0), row.GetFieldValue<byte[]>(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))));
        }

        return messages;
    }

    /// <inheritdoc />
    public async ValueTask SaveAsync(RememberedMessage message, CancellationToken cancellation) =>
        await database.WriteAsync(
            connection =>
            {
                // Updated in place: the rows keep the order in which their topics first came.
                using var put = message.Payload.IsEmpty
                    ? new PreparedCommand(connection, "DELETE FROM remembered WHERE topic = $1", 1)
                    : new PreparedCommand(
                        connection,
                        "INSERT INTO remembered VALUES($1, $2, $3) ON CONFLICT(topic) DO UPDATE SET payload = excluded.payload, received = excluded.received",
                        3);
                return message.Payload.IsEmpty
                    ? put.Run(message.Topic)
                    : put.Run(message.Topic, message.Payload.ToArray(), message.Received.ToUnixTimeMilliseconds());
            },
            cancellation);
}
