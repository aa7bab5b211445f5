using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>
/// The file readings.db: one writing connection for the whole program, used in turn, and as many readers as wanted,
/// which neither wait for the writer nor hold it up (write-ahead log). A commit is on disk when it returns.
/// </summary>
public sealed class ReadingsDatabase : IDisposable
{
    private readonly string _file;
    private readonly SemaphoreSlim _turn = new(1);
    private SqliteConnection? _writer;

    /// <summary>Names the file; it is opened, and made where it is missing, at the first use.</summary>
    public ReadingsDatabase(string file) => _file = file;

    /// <summary>Runs <paramref name="work"/> in one transaction of the writer: committed to disk, or nothing of it at all.</summary>
    /// <remarks>The work runs on the caller's thread and must not wait for anything else. It may keep prepared commands
    /// of the connection: it is the same one for the life of this object.</remarks>
    /// <param name="work">What to write.</param>
    /// <param name="cancellation">Ends the wait for the turn; work once begun is finished.</param>
    /// <param name="undone">Called, still in turn, when nothing was stored: to forget what the work had learned.</param>
    /// <exception cref="NewerDataException">The file was written by a later version of the program.</exception>
    /// <exception cref="SqliteException">The disk is full, damaged or away; nothing was stored.</exception>
    public async ValueTask<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation, Action? undone = null)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var writer = Writer();
            Run(writer, "BEGIN IMMEDIATE");
            try
            {
                var result = work(writer);
                Run(writer, "COMMIT");
                return result;
            }
            catch
            {
                RollBack(writer);
                undone?.Invoke();
                throw;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A connection that only reads; it sees the state of the moment its statement begins. The caller disposes it.</summary>
    public async ValueTask<SqliteConnection> OpenReaderAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _writer) is null)
        {
            await WriteAsync(static _ => 0, cancellation); // makes the file and its tables
        }

        var reader = new SqliteConnection(Address(SqliteOpenMode.ReadWrite));
        await reader.OpenAsync(cancellation);
        Run(reader, "PRAGMA query_only=ON");
        return reader;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _writer?.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(Address(SqliteOpenMode.ReadWrite)));
        _turn.Dispose();
    }

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Writer()
    {
        if (_writer is { } open)
        {
            return open;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file))!);
        var writer = new SqliteConnection(Address(SqliteOpenMode.ReadWriteCreate));
        try
        {
            writer.Open();
            Run(writer, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864");
            ReadingsSchema.BringUp(writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        Volatile.Write(ref _writer, writer);
        return writer;
    }

    // A failed COMMIT may have ended the transaction already.
    private static void RollBack(SqliteConnection writer)
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(writer.Handle) == 0)
        {
            Run(writer, "ROLLBACK");
        }
    }

    // The writer stays out of the pool: its settings and prepared commands are its own.
    private string Address(SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = _file, Mode = mode, Pooling = mode == SqliteOpenMode.ReadWrite }.ToString();
}
