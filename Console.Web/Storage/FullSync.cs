using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommunityConsole.Web.Storage;

/// <summary>Sets on each connection what SQLite does not keep in the file: a commit is on disk before it returns, and a busy writer is waited for.</summary>
internal sealed class FullSync : DbConnectionInterceptor
{
    private const string Settings = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
