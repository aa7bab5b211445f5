using System.Runtime.CompilerServices;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Storage.Metering;

namespace CommunityConsole.Web.Storage.Anomalies;

/// <summary>The watches' states in readings.db, beside the readings they can be rebuilt from.</summary>
internal sealed class SqliteWatchCheckpointStore(ReadingsDatabase database) : IWatchCheckpointStore
{
    /// <inheritdoc />
    public async Task<long> PositionAsync(CancellationToken cancellation)
    {
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, "SELECT position FROM watch_position", 0);
        return query.Ask() is long position ? position : 0;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<WatchCheckpoint> LoadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var reader = await database.OpenReaderAsync(cancellation);
        using var query = new PreparedCommand(reader, "SELECT community, home, position, state FROM watch", 0);
        using var row = query.Read();
        while (row.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new WatchCheckpoint(new HomeId(row.GetString(0), row.GetString(1)), row.GetInt64(2), row.GetFieldValue<byte[]>(3));
        }
    }

    /// <inheritdoc />
    public async Task SaveAsync(long position, IReadOnlyList<WatchCheckpoint> homes, CancellationToken cancellation) =>
        await database.WriteAsync(
            connection =>
            {
                using var put = new PreparedCommand(connection, "INSERT OR REPLACE INTO watch VALUES($1, $2, $3, $4)", 4);
                foreach (var (home, at, state) in homes)
                {
                    put.Run(home.Community, home.Home, at, state.ToArray());
                }

                using var set = new PreparedCommand(connection, "INSERT OR REPLACE INTO watch_position VALUES(1, $1)", 1);
                return set.Run(position);
            },
            cancellation);

    /// <inheritdoc />
    public async Task RemoveAsync(IReadOnlyList<HomeId> homes, CancellationToken cancellation) =>
        await database.WriteAsync(
            connection =>
            {
                using var remove = new PreparedCommand(connection, "DELETE FROM watch WHERE community = $1 AND home = $2", 2);
                return homes.Sum(home => remove.Run(home.Community, home.Home));
            },
            cancellation);
}
