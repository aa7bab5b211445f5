using System.Globalization;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>The tables of votes.db.</summary>
/// <remarks>No table has row numbers of its own: these would tell in which order the rows came. Times are ticks of UTC.</remarks>
internal static class VotesSchema
{
    private const long Version = 2;

    private const string Tables = """
        CREATE TABLE roll(
            vote INTEGER NOT NULL, number INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL, heads INTEGER NOT NULL, area INTEGER NOT NULL,
            account TEXT, proxy BLOB, salt BLOB NOT NULL, PRIMARY KEY(vote, number)) WITHOUT ROWID;
        CREATE TABLE leaf(vote INTEGER NOT NULL, number INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY(vote, number)) WITHOUT ROWID;
        CREATE TABLE command(vote INTEGER NOT NULL, key BLOB NOT NULL, leaf INTEGER NOT NULL, PRIMARY KEY(vote, key)) WITHOUT ROWID;
        CREATE TABLE box(vote INTEGER NOT NULL, id BLOB NOT NULL, option TEXT NOT NULL, phrase TEXT NOT NULL, PRIMARY KEY(vote, id)) WITHOUT ROWID;
        CREATE TABLE checkpoint(vote INTEGER NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, at INTEGER NOT NULL, signature BLOB NOT NULL, PRIMARY KEY(vote, number)) WITHOUT ROWID;
        CREATE TABLE forget(id INTEGER PRIMARY KEY CHECK(id = 1));
        """;

    // Since version 2. Nobody's name in place of the clerk's: two have agreed.
    private const string Slips = """
        CREATE TABLE slip(vote INTEGER NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, clerk TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY(vote, kind, about, clerk)) WITHOUT ROWID;
        """;

    /// <summary>Makes the tables of an empty file, and refuses one from the future.</summary>
    internal static void BringUp(SqliteConnection writer)
    {
        using var ask = writer.CreateCommand();
        ask.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt64(ask.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (found > Version)
        {
            throw new NewerDataException("votes.db", found, Version);
        }

        if (found < Version)
        {
            // One transaction: a kill in between leaves the file as it was, never half the tables.
            ReadingsDatabase.Run(writer, $"BEGIN IMMEDIATE; {(found == 0 ? Tables : "")} {Slips} PRAGMA user_version={Version}; COMMIT");
        }
    }
}
