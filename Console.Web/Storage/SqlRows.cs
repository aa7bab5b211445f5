using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage;

/// <summary>Statements with named values, for stores that speak to SQLite themselves.</summary>
internal static class SqlRows
{
    /// <summary>All its rows.</summary>
    public static List<T> Read<T>(SqliteConnection db, string sql, Func<SqliteDataReader, T> rowOf, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(db, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(rowOf(reader));
        }

        return rows;
    }

    /// <summary>The statement with its values; the caller ends it.</summary>
    public static SqliteCommand Command(SqliteConnection db, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        Bind(command, values);
        return command;
    }

    /// <summary>Gives a statement its values, for one that runs more than once.</summary>
    public static void Bind(SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
    }

    /// <summary>Runs it; how many rows it changed.</summary>
    public static int Run(SqliteConnection db, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(db, sql, values);
        return command.ExecuteNonQuery();
    }
}
