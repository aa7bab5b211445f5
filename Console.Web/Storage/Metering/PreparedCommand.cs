using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>A prepared statement with numbered parameters: made once for a connection, run for each row.</summary>
internal sealed class PreparedCommand : IDisposable
{
    private readonly SqliteCommand _command;

    internal PreparedCommand(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }
    }

    /// <summary>Runs it; a null argument is NULL.</summary>
    /// <returns>How many rows changed.</returns>
    internal int Run(params ReadOnlySpan<object?> arguments)
    {
        Bind(arguments);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row, or null.</summary>
    internal object? Ask(params ReadOnlySpan<object?> arguments)
    {
        Bind(arguments);
        return _command.ExecuteScalar();
    }

    internal SqliteDataReader Read(params ReadOnlySpan<object?> arguments)
    {
        Bind(arguments);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            _command.Parameters[i].Value = arguments[i] ?? DBNull.Value;
        }
    }
}
