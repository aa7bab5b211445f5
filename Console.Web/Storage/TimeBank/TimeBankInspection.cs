using System.Globalization;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using Microsoft.Data.Sqlite;
using static CommunityConsole.Web.Storage.SqlRows;
using static CommunityConsole.Web.Storage.TimeBank.TimeBankRows;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>Checks timebank.db as a file, whatever a hand, a disk or another program has done to it; also beside a running server.</summary>
internal static partial class TimeBankInspection
{
    private static readonly Sentence Unreadable = new("文件已损坏，读不下去。请从备份恢复。", "The file is damaged and cannot be read on; restore it from a backup.");

    private static readonly TimeFault Outbox = new(0, new("待上链的一步读不出来。", "A step of the outbox cannot be read."));

    /// <summary>Checks the file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="accounts">With the pepper; null where it is not at hand.</param>
    /// <param name="kept">What was kept elsewhere.</param>
    public static TimeVerdict Check(string file, TimeAccounts? accounts, IReadOnlyCollection<TimeKept>? kept = null)
    {
        var nothing = new TimeVerdict(0, LedgerLine.Beginning, MerkleTree.Of([]).Root, new TimeFault(1, Unreadable));
        try
        {
            using var db = OpenToRead(file);
            using var transaction = db.BeginTransaction(deferred: true);
            var pages = Task.Run(() => Damage(file));   // beside the walk: each takes half the time
            var tables = new Tables(db);
            var anchors = Anchors(db);
            var verdict = TimeBankCheck.Of(tables, accounts, [.. kept ?? [], .. anchors ?? []]);

            // The entries first: a damaged page shows at its row, and at the whole file only where no row shows it.
            var damage = pages.GetAwaiter().GetResult();
            return verdict.Fault is not null ? verdict : verdict with { Fault = Whole(db, damage, verdict.Entries) ?? (anchors is null ? Outbox : null) };
        }
        catch (Exception fault) when (fault is SqliteException or InvalidCastException or ArgumentException or OverflowException or FormatException or InvalidOperationException)
        {
            return nothing;
        }
    }

    // The entries an anchor names, as far as the outbox remembers: who cuts the tail must change it too, and the chain's word stays.
    private static List<TimeKept>? Anchors(SqliteConnection db)
    {
        try
        {
            return [.. Read(db, "SELECT step FROM outbox WHERE step ->> '$.step' = 'AnchorLedger' AND state NOT IN (4, 5)", row => row.GetString(0))
                .Select(StepText.Read).OfType<AnchorLedger>().Select(anchor => new TimeKept(anchor.To, anchor.Head.ToBytes()))];
        }
        catch (Exception fault) when (fault is SqliteException or InvalidCastException or FormatException)
        {
            return null;
        }
    }

    // What SQLite itself finds: pages that point nowhere, an index that does not agree with its rows. Null when all is right.
    private static string? Damage(string file)
    {
        try
        {
            using var db = OpenToRead(file);
            return Read(db, "PRAGMA integrity_check(1)", row => row.GetString(0)).Find(said => said != "ok");
        }
        catch (SqliteException fault)
        {
            return fault.Message;
        }
    }

    private static TimeFault? Whole(SqliteConnection db, string? damage, long last)
    {
        if (damage is not null)
        {
            var row = RowNumber().Match(damage) is { Success: true } found ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            return new TimeFault(row <= last ? row : 0, new($"数据库文件已损坏：{damage}", $"The database file is damaged: {damage}"));
        }

        return Schema(db).SequenceEqual(Ours.Value) ? null : new TimeFault(0, new("表、索引或触发器被改过。", "Tables, indexes or triggers were changed."));
    }

    private static SqliteConnection OpenToRead(string file)
    {
        var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        db.Open();
        return db;
    }

    private static readonly Lazy<IReadOnlyList<string>> Ours = new(static () =>
    {
        using var empty = new SqliteConnection("Data Source=:memory:");
        empty.Open();
        TimeBankSchema.BringUp(empty);
        return Schema(empty);
    });

    private static List<string> Schema(SqliteConnection db) => Read(
        db, "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name", row => row.GetString(0));

    [GeneratedRegex(@"\brow (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex RowNumber();

    private sealed class Tables(SqliteConnection db) : ITimeBankTables
    {
        public IEnumerable<TimeEntry?> All() => TimeBankRows.All(db);

        public IReadOnlyList<TimeWord> Words() => Read(db, $"SELECT {WordColumns} FROM word", WordOf);

        public IReadOnlyList<CatalogueLine> Catalogue() => Read(db, $"SELECT {ServiceColumns} FROM service ORDER BY code", ServiceOf);

        public IReadOnlyList<TimePerson> People() => Read(db, $"SELECT {PersonColumns} FROM person", TimeBankRows.PersonOf);
    }
}
