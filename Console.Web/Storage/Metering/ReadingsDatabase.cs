using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>
/// The file readings.db: one writing connection for the whole program, used in turn, and as many readers as wanted,
/// which neither wait for the writer nor hold it up (write-ahead log). A commit is on disk when it returns.
/// </summary>
public sealed class ReadingsDatabase : IDisposable
{
    // Beyond the first many pages are copied back into the file beside the writer; the writer does it itself, and waits,
    // only when that did not happen. The rest that was written meanwhile is then all it has to copy.
    private const int CopiedBeside = 2_000;
    private const int CopiedByWriter = 16_000;

    private readonly string _file;
    private readonly TimeSpan _busyTimeout;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _copying = new(1);
    private SqliteConnection? _writer;
    private RawStatement? _begin;
    private RawStatement? _commit;
    private RawStatement? _rollBack;
    private int _pages;
    private bool _disposed;

    /// <summary>Names the file; it is opened, and made where it is missing, at the first use.</summary>
    /// <param name="file">The path of the file.</param>
    /// <param name="busyTimeout">How long the writer waits for what else holds the file (a backup, somebody's tool); null for two seconds.</param>
    public ReadingsDatabase(string file, TimeSpan? busyTimeout = null) => (_file, _busyTimeout) = (file, busyTimeout ?? TimeSpan.FromSeconds(2));

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
            _begin!.Run();
            try
            {
                var result = work(writer);
                _commit!.Run();
                CopyBeside(writer);
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
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _copying.Wait();   // ends with the copying that is under way
        _begin?.Dispose();
        _commit?.Dispose();
        _rollBack?.Dispose();
        _writer?.Dispose();
        _copying.Dispose();
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
            var busy = (int)_busyTimeout.TotalMilliseconds;
            Run(writer, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={busy}; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint={CopiedByWriter}; PRAGMA journal_size_limit=67108864");
            ReadingsSchema.BringUp(writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        _begin = new RawStatement(writer, "BEGIN IMMEDIATE");
        _commit = new RawStatement(writer, "COMMIT");
        _rollBack = new RawStatement(writer, "ROLLBACK");
        Volatile.Write(ref _writer, writer);
        return writer;
    }

    // A failed COMMIT may have ended the transaction already.
    private void RollBack(SqliteConnection writer)
    {
        if (raw.sqlite3_get_autocommit(writer.Handle) == 0)
        {
            _rollBack!.Run();
        }
    }

    // Runs in the writer's turn and returns at once.
    private void CopyBeside(SqliteConnection writer)
    {
        raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1);
        _pages += written;
        if (_pages >= CopiedBeside && _copying.Wait(0))
        {
            _pages = 0;
            ThreadPool.UnsafeQueueUserWorkItem(static database => database.Copy(), this, preferLocal: false);
        }
    }

    private void Copy()
    {
        try
        {
            using var beside = new SqliteConnection(Address(SqliteOpenMode.ReadWrite));
            beside.Open();
            Run(beside, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException)
        {
            // Nothing is lost: the log grows on, and the writer, which meets the same fault, says so.
        }
        finally
        {
            _copying.Release();
        }
    }

    // The writer stays out of the pool: its settings and prepared commands are its own.
    private string Address(SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = _file, Mode = mode, Pooling = mode == SqliteOpenMode.ReadWrite }.ToString();
}
