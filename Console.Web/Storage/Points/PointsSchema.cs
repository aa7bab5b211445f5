using System.Globalization;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Points;

/// <summary>The tables of points.db.</summary>
/// <remarks>
/// Balances and what is left on the shelf are no columns: they are sums, so that nothing can disagree with the entries. The
/// triggers are the second lock behind the desk: a hand with a database tool is stopped by them, and by verify if it removes them.
/// </remarks>
internal static class PointsSchema
{
    private const string Tables = """
        CREATE TABLE entry(
            community TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL, op BLOB NOT NULL, debit BLOB NOT NULL, credit BLOB NOT NULL,
            points INTEGER NOT NULL CHECK(points >= 0), note TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(community, number)) WITHOUT ROWID;
        CREATE UNIQUE INDEX entry_op ON entry(community, op);
        CREATE INDEX entry_debit ON entry(community, debit, number, points);
        CREATE INDEX entry_credit ON entry(community, credit, number, points);
        CREATE INDEX entry_at ON entry(community, at);
        CREATE TABLE rules(community TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY(community, version)) WITHOUT ROWID;
        CREATE TABLE member(
            community TEXT NOT NULL, account BLOB NOT NULL, name TEXT NOT NULL, home TEXT NOT NULL, person TEXT, joined INTEGER NOT NULL, unranked INTEGER NOT NULL,
            PRIMARY KEY(community, account)) WITHOUT ROWID;
        CREATE UNIQUE INDEX member_person ON member(community, person);
        CREATE TABLE activity(
            community TEXT NOT NULL, id BLOB NOT NULL, title TEXT NOT NULL, rule TEXT NOT NULL, starts INTEGER NOT NULL, minutes INTEGER NOT NULL, place TEXT NOT NULL, who TEXT NOT NULL,
            PRIMARY KEY(community, id)) WITHOUT ROWID;
        CREATE INDEX activity_starts ON activity(community, starts);
        CREATE TABLE stock(
            community TEXT NOT NULL, op BLOB NOT NULL, reward TEXT NOT NULL, change INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, PRIMARY KEY(community, op)) WITHOUT ROWID;
        CREATE INDEX stock_reward ON stock(community, reward, change);
        CREATE TABLE voucher(
            community TEXT NOT NULL, code TEXT NOT NULL, account BLOB NOT NULL, reward TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, redemption INTEGER NOT NULL, points INTEGER NOT NULL,
            issued INTEGER NOT NULL, last INTEGER NOT NULL, state INTEGER NOT NULL, ended INTEGER, who TEXT, PRIMARY KEY(community, code)) WITHOUT ROWID;
        CREATE UNIQUE INDEX voucher_redemption ON voucher(community, redemption);
        CREATE INDEX voucher_account ON voucher(community, account);
        CREATE INDEX voucher_reward ON voucher(community, reward, state);

        CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER rules_stay BEFORE UPDATE ON rules BEGIN SELECT RAISE(ABORT, 'published rules stay'); END;
        CREATE TRIGGER rules_are_kept BEFORE DELETE ON rules BEGIN SELECT RAISE(ABORT, 'published rules stay'); END;
        CREATE TRIGGER stock_stays BEFORE UPDATE ON stock BEGIN SELECT RAISE(ABORT, 'stock moves stay'); END;
        CREATE TRIGGER stock_is_kept BEFORE DELETE ON stock BEGIN SELECT RAISE(ABORT, 'stock moves stay'); END;
        CREATE TRIGGER entry_below_nothing BEFORE INSERT ON entry WHEN new.kind IN (2, 3)
            AND (SELECT ifnull(sum(points), 0) FROM entry WHERE community = new.community AND debit = new.credit)
              - (SELECT ifnull(sum(points), 0) FROM entry WHERE community = new.community AND credit = new.credit) < new.points
            BEGIN SELECT RAISE(ABORT, 'no balance goes below nothing'); END;
        CREATE TRIGGER voucher_from_nothing BEFORE INSERT ON voucher
            WHEN (SELECT ifnull(sum(change), 0) FROM stock WHERE community = new.community AND reward = new.reward)
               - (SELECT count(*) FROM voucher WHERE community = new.community AND reward = new.reward AND state <> 2) < 1
            BEGIN SELECT RAISE(ABORT, 'nothing is left of it'); END;
        """;

    private const string Heard = "CREATE TABLE heard(community TEXT NOT NULL, source TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY(community, source)) WITHOUT ROWID;";

    private const string CheckIns = """
        CREATE TABLE terms(
            community TEXT NOT NULL, activity BLOB NOT NULL, latitude REAL, longitude REAL, radius INTEGER, opens INTEGER NOT NULL, closes INTEGER NOT NULL, places INTEGER NOT NULL, key BLOB NOT NULL,
            PRIMARY KEY(community, activity)) WITHOUT ROWID;
        CREATE TABLE checkin(
            community TEXT NOT NULL, activity BLOB NOT NULL, account BLOB NOT NULL, at INTEGER NOT NULL, state INTEGER NOT NULL, place INTEGER NOT NULL, metres INTEGER, phone TEXT NOT NULL,
            wrong INTEGER NOT NULL, drawn INTEGER NOT NULL, consent INTEGER, entry INTEGER NOT NULL, PRIMARY KEY(community, activity, account)) WITHOUT ROWID;
        CREATE INDEX checkin_at ON checkin(community, at);
        CREATE TABLE appeal(
            community TEXT NOT NULL, activity BLOB NOT NULL, account BLOB NOT NULL, words TEXT NOT NULL, at INTEGER NOT NULL, due INTEGER NOT NULL, answer TEXT NOT NULL, granted INTEGER, answered INTEGER, who TEXT,
            PRIMARY KEY(community, activity, account)) WITHOUT ROWID;
        """;

    // One for each version, in order: a file of any age is brought up by those it lacks.
    private static readonly string[] Steps = [Tables, Heard, CheckIns];

    /// <summary>Makes the tables a file lacks, and refuses one from the future.</summary>
    internal static void BringUp(SqliteConnection writer)
    {
        using var ask = writer.CreateCommand();
        ask.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt64(ask.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (found > Steps.Length)
        {
            throw new NewerDataException("points.db", found, Steps.Length);
        }

        for (var version = found; version < Steps.Length; version++)
        {
            // One transaction each: a kill in between leaves the file as it was, never half the tables.
            ReadingsDatabase.Run(writer, $"BEGIN IMMEDIATE; {Steps[version]} PRAGMA user_version={version + 1}; COMMIT");
        }
    }
}
