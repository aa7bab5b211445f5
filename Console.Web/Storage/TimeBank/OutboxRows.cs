using CommunityConsole.Core.TimeBank;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>Steps into the outbox.</summary>
internal static class OutboxRows
{
    /// <summary>Adds a step that the ledger has taken, in the transaction that writes its entry: both are there, or neither. Gives the row's number.</summary>
    /// <param name="at">When the ledger took it.</param>
    /// <param name="role">With which role it is signed.</param>
    /// <exception cref="ArgumentException">The step has values outside its words.</exception>
    public static long Add(SqliteConnection db, SqliteTransaction transaction, DateTimeOffset at, TimeRole role, TimeBankStep step)
    {
        using var command = db.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO outbox(at, role, step) VALUES(@at, @role, @step) RETURNING id";
        command.Parameters.AddWithValue("@at", at.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("@role", role.ToString());
        command.Parameters.AddWithValue("@step", StepText.Write(step));
        return (long)command.ExecuteScalar()!;
    }
}
