using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>
/// A prepared statement of whole numbers, run through SQLite's own interface: for what runs once for each reading, where
/// boxed parameters cost as much as the insert itself (figures in docs/benchmarks.md).
/// </summary>
/// <remarks>Binds by position from 1. A value bound stays until it is bound again. Used inside the writer's turn only.</remarks>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The statement is not understood.</exception>
    internal RawStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    internal RawStatement Bind(int at, long value)
    {
        raw.sqlite3_bind_int64(_statement, at, value);
        return this;
    }

    internal RawStatement Bind(int at, long? value)
    {
        if (value is { } number)
        {
            raw.sqlite3_bind_int64(_statement, at, number);
        }
        else
        {
            raw.sqlite3_bind_null(_statement, at);
        }

        return this;
    }

    /// <summary>Runs a statement that gives no rows, or whose rows do not matter.</summary>
    /// <exception cref="SqliteException">The disk is full, damaged or away, or a constraint is broken.</exception>
    internal void Run()
    {
        var answer = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement);
        if (answer is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Check(reset);
        }
    }

    /// <summary>The first column of the first row; null where there is no row or it holds NULL.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    internal long? Ask()
    {
        try
        {
            return Next() && raw.sqlite3_column_type(_statement, 0) != raw.SQLITE_NULL ? Column(0) : null;
        }
        finally
        {
            Rewind();
        }
    }

    /// <summary>Steps to the next row; false after the last. <see cref="Rewind"/> when done.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    internal bool Next()
    {
        var answer = raw.sqlite3_step(_statement);
        if (answer is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Check(answer);
        }

        return answer == raw.SQLITE_ROW;
    }

    internal long Column(int at) => raw.sqlite3_column_int64(_statement, at);

    internal void Rewind() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Check(int answer)
    {
        if (answer != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(answer, _connection);
        }
    }
}
