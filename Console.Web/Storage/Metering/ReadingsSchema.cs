using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>The data was written by a later version of the program; this one must not touch it.</summary>
public sealed class NewerDataException(string file, long found, long known)
    : Exception($"{file} has version {found}, this program knows {known}: start the newer program, or restore a backup made by this one.");

/// <summary>The tables of readings.db.</summary>
/// <remarks>Times are Unix milliseconds, hours whole hours since 1970. Readings are appended; a device's readings by measure
/// and time are found through <c>reading_time</c>, which is filled in sorted bites up to the position in <c>filed</c> (see
/// <see cref="FilingTray"/>, which also refuses repetitions). An index kept with every insert costs ten times the append.</remarks>
internal static class ReadingsSchema
{
    internal const long Version = 3;

    private const string Tables = """
        CREATE TABLE source(
            id INTEGER PRIMARY KEY, community TEXT NOT NULL, home TEXT NOT NULL, name TEXT NOT NULL,
            UNIQUE(community, home, name));
        CREATE TABLE reading(
            position INTEGER PRIMARY KEY, source INTEGER NOT NULL, at INTEGER NOT NULL, measure INTEGER NOT NULL,
            value INTEGER NOT NULL, seq INTEGER, received INTEGER NOT NULL, kind INTEGER NOT NULL, marks INTEGER NOT NULL);
        CREATE TABLE reading_time(
            source INTEGER NOT NULL, measure INTEGER NOT NULL, at INTEGER NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY(source, measure, at, position)) WITHOUT ROWID;
        CREATE TABLE filed(id INTEGER PRIMARY KEY CHECK(id = 1), position INTEGER NOT NULL);
        INSERT INTO filed VALUES(1, 0);
        CREATE TABLE touched(source INTEGER NOT NULL, hour INTEGER NOT NULL, PRIMARY KEY(source, hour)) WITHOUT ROWID;
        CREATE TABLE hour(
            source INTEGER NOT NULL, hour INTEGER NOT NULL, measure INTEGER NOT NULL, count INTEGER NOT NULL,
            sum INTEGER NOT NULL, least INTEGER NOT NULL, most INTEGER NOT NULL,
            PRIMARY KEY(source, hour, measure)) WITHOUT ROWID;
        CREATE TABLE quarantine(
            id INTEGER PRIMARY KEY AUTOINCREMENT, community TEXT NOT NULL, topic TEXT NOT NULL, payload BLOB NOT NULL,
            length INTEGER NOT NULL, code TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, received INTEGER NOT NULL, client TEXT);
        CREATE INDEX quarantine_community ON quarantine(community, id);
        CREATE TABLE quarantine_count(
            community TEXT NOT NULL, code TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(community, code)) WITHOUT ROWID;
        CREATE TABLE device(
            community TEXT NOT NULL, home TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, dialect TEXT NOT NULL,
            wire_name TEXT NOT NULL, registered INTEGER NOT NULL, found INTEGER NOT NULL, last_received INTEGER, last_event INTEGER,
            battery INTEGER, online INTEGER, step INTEGER, clock_error INTEGER, interval INTEGER, payload BLOB NOT NULL, signal INTEGER,
            PRIMARY KEY(community, home, name)) WITHOUT ROWID;
        CREATE TABLE watch(
            community TEXT NOT NULL, home TEXT NOT NULL, position INTEGER NOT NULL, state BLOB NOT NULL,
            PRIMARY KEY(community, home));
        CREATE TABLE watch_position(id INTEGER PRIMARY KEY CHECK(id = 1), position INTEGER NOT NULL);
        CREATE TABLE remembered(topic TEXT PRIMARY KEY, payload BLOB NOT NULL, received INTEGER NOT NULL);
        """;

    // What brings a file of version N + 1 to the next one: the N-th entry.
    private static readonly string[] Steps =
    [
        """
        ALTER TABLE device ADD COLUMN signal INTEGER;
        CREATE TABLE remembered(topic TEXT PRIMARY KEY, payload BLOB NOT NULL, received INTEGER NOT NULL);
        """,

        // The index that gives way holds what the new table needs, nearly in its order.
        """
        CREATE TABLE reading_time(
            source INTEGER NOT NULL, measure INTEGER NOT NULL, at INTEGER NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY(source, measure, at, position)) WITHOUT ROWID;
        INSERT INTO reading_time SELECT source, measure, at, position FROM reading ORDER BY source, measure, at, position;
        CREATE TABLE filed(id INTEGER PRIMARY KEY CHECK(id = 1), position INTEGER NOT NULL);
        INSERT INTO filed SELECT 1, ifnull(max(position), 0) FROM reading;
        DROP INDEX reading_key;
        """,
    ];

    /// <summary>Makes the tables of an empty file, brings an older one up to date, and refuses one from the future.</summary>
    internal static void BringUp(SqliteConnection writer)
    {
        using var ask = writer.CreateCommand();
        ask.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt64(ask.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (found > Version)
        {
            throw new NewerDataException("readings.db", found, Version);
        }

        if (found == 0)
        {
            // One transaction: a kill in between leaves an empty file, never half the tables.
            ReadingsDatabase.Run(writer, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version={Version}; COMMIT");
            return;
        }

        for (; found < Version; found++)
        {
            ReadingsDatabase.Run(writer, $"BEGIN IMMEDIATE; {Steps[found - 1]} PRAGMA user_version={found + 1}; COMMIT");
        }
    }
}
