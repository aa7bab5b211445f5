using System.Globalization;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>The tables of timebank.db.</summary>
/// <remarks>
/// Balances, records and the pool are no columns: they are the fold of the entries, so that nothing can disagree with them. The
/// triggers are the second lock behind the desk: a hand with a database tool is stopped by them, and by verify if it removes them.
/// </remarks>
internal static class TimeBankSchema
{
    private const long Version = 1;

    private const string Tables = """
        CREATE TABLE entry(
            number INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, op BLOB NOT NULL, debit BLOB NOT NULL, credit BLOB NOT NULL,
            minutes INTEGER NOT NULL CHECK(minutes >= 0), note TEXT NOT NULL, hash BLOB NOT NULL);
        CREATE INDEX entry_op ON entry(op, number);
        CREATE INDEX entry_debit ON entry(debit, number);
        CREATE INDEX entry_credit ON entry(credit, number);
        CREATE UNIQUE INDEX entry_once ON entry(kind, op, credit) WHERE kind <= 11 OR kind = 13;
        CREATE TABLE person(
            account BLOB PRIMARY KEY, local BLOB NOT NULL, salt BLOB NOT NULL, name TEXT NOT NULL, home TEXT NOT NULL, person TEXT UNIQUE, born INTEGER NOT NULL, joined INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE word(hash BLOB PRIMARY KEY, salt BLOB NOT NULL, text TEXT NOT NULL, who TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE service(code INTEGER PRIMARY KEY, zh TEXT NOT NULL, en TEXT NOT NULL, standard_zh TEXT NOT NULL, standard_en TEXT NOT NULL);
        CREATE TABLE code(record BLOB PRIMARY KEY, hash BLOB NOT NULL, until INTEGER NOT NULL, tries INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER entry_follows BEFORE INSERT ON entry WHEN new.number <> (SELECT ifnull(max(number), 0) + 1 FROM entry)
            BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;
        """;

    /// <summary>Makes the tables of an empty file, and refuses one from the future.</summary>
    internal static void BringUp(SqliteConnection writer)
    {
        using var ask = writer.CreateCommand();
        ask.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt64(ask.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (found > Version)
        {
            throw new NewerDataException("timebank.db", found, Version);
        }

        if (found < Version)
        {
            // One transaction: a kill in between leaves the file as it was, never half the tables.
            ReadingsDatabase.Run(writer, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version={Version}; COMMIT");
        }

        OutboxSchema.Create(writer);
    }
}
