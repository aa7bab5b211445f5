using System.Diagnostics;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Bench.Intake;

/// <summary>
/// What SQLite itself can do on this machine: a narrow table (device, time, kind, value) without any index, write-ahead
/// log, synchronous FULL, a prepared command used again for every row.
/// </summary>
internal static class BareInserts
{
    private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000";

    /// <param name="raw">Through SQLite's own interface instead of the prepared command of Microsoft.Data.Sqlite.</param>
    /// <returns>Rows a second.</returns>
    internal static double Run(int rows, int perCommit, int devices, bool raw)
    {
        var folder = Directory.CreateTempSubdirectory("bench").FullName;
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "bare.db"), Pooling = false }.ToString());
        connection.Open();
        ReadingsDatabase.Run(connection, Settings);
        ReadingsDatabase.Run(connection, "CREATE TABLE bare(device INTEGER, at INTEGER, kind INTEGER, value INTEGER)");
        using var begin = new RawStatement(connection, "BEGIN IMMEDIATE");
        using var commit = new RawStatement(connection, "COMMIT");
        using var fast = new RawStatement(connection, "INSERT INTO bare VALUES(?, ?, ?, ?)");
        using var usual = new PreparedCommand(connection, "INSERT INTO bare VALUES($1, $2, $3, $4)", 4);
        var watch = Stopwatch.StartNew();
        for (var row = 0; row < rows;)
        {
            begin.Run();
            for (var end = Math.Min(rows, row + perCommit); row < end; row++)
            {
                var (device, at, value) = ((long)row % devices, 1_790_000_000_000L + row, (long)row / devices * 7);
                if (raw)
                {
                    fast.Bind(1, device).Bind(2, at).Bind(3, 1).Bind(4, value).Run();
                }
                else
                {
                    usual.Run(device, at, 1L, value);
                }
            }

            commit.Run();
        }

        var perSecond = rows / watch.Elapsed.TotalSeconds;
        connection.Close();
        Directory.Delete(folder, recursive: true);
        return perSecond;
    }
}
