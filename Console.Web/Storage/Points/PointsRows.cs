using System.Text.Json;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using Microsoft.Data.Sqlite;
using static CommunityConsole.Web.Storage.SqlRows;

namespace CommunityConsole.Web.Storage.Points;

/// <summary>How the bank's records become rows, and rows records.</summary>
internal static class PointsRows
{
    public const string EntryColumns = "number, at, kind, op, debit, credit, points, note, hash";
    public const string MemberColumns = "account, name, home, person, joined, unranked";
    public const string ActivityColumns = "id, title, rule, starts, minutes, place, who";
    public const string VoucherColumns = "code, account, reward, zh, en, redemption, points, issued, last, state, ended, who";
    public const string StockColumns = "op, reward, change, at, who";

    public static void Write(SqliteConnection db, string community, PointsChange change)
    {
        if (change.Entry is { Line: var line } entry)
        {
            Run(db, $"INSERT INTO entry(community, {EntryColumns}) VALUES(@c, @number, @at, @kind, @op, @debit, @credit, @points, @note, @hash)",
                ("@c", community), ("@number", line.Number), ("@at", line.Milliseconds), ("@kind", line.Kind), ("@op", line.Op.ToArray()), ("@debit", line.Debit.ToArray()),
                ("@credit", line.Credit.ToArray()), ("@points", line.Amount), ("@note", line.Note), ("@hash", entry.Hash));
        }

        if (change.Rules is { } rules)
        {
            Run(db, "INSERT INTO rules VALUES(@c, @version, @content)", ("@c", community), ("@version", rules.Version), ("@content", JsonSerializer.Serialize(rules)));
        }

        if (change.Member is { } member)
        {
            Run(db, $"INSERT OR REPLACE INTO member(community, {MemberColumns}) VALUES(@c, @account, @name, @home, @person, @joined, @unranked)",
                ("@c", community), ("@account", member.Account.ToArray()), ("@name", member.Name), ("@home", member.Home), ("@person", member.Person?.Value),
                ("@joined", Ticks(member.JoinedAt)), ("@unranked", member.IsUnranked ? 1 : 0));
        }

        if (change.Activity is { } activity)
        {
            Run(db, $"INSERT OR REPLACE INTO activity(community, {ActivityColumns}) VALUES(@c, @id, @title, @rule, @starts, @minutes, @place, @who)",
                ("@c", community), ("@id", Bytes(activity.Id)), ("@title", activity.Title), ("@rule", activity.Rule), ("@starts", Ticks(activity.StartsAt)), ("@minutes", activity.Minutes),
                ("@place", activity.Place), ("@who", activity.By.Value));
        }

        CheckInRows.Write(db, community, change);
        if (change.Heard is { } heard)
        {
            Run(db, "INSERT OR REPLACE INTO heard VALUES(@c, @source, @until)", ("@c", community), ("@source", heard.Source), ("@until", Ticks(heard.Until)));
        }

        if (change.Stock is { } stock)
        {
            Run(db, $"INSERT INTO stock(community, {StockColumns}) VALUES(@c, @op, @reward, @change, @at, @who)",
                ("@c", community), ("@op", stock.Op.ToArray()), ("@reward", stock.Reward), ("@change", stock.Change), ("@at", Ticks(stock.At)), ("@who", stock.By.Value));
        }

        if (change.Voucher is { } voucher)
        {
            Voucher(db, community, voucher);
        }
    }

    public static PointsEntry EntryOf(SqliteDataReader row) => new(
        new LedgerLine(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), KeyOf(row, 3), KeyOf(row, 4), KeyOf(row, 5), row.GetInt64(6), row.GetString(7)), row.GetFieldValue<byte[]>(8));

    // What a hand has changed may not even be of the column's type.
    public static PointsEntry? AnyEntryOf(SqliteDataReader row)
    {
        try
        {
            return EntryOf(row);
        }
        catch (Exception fault) when (fault is InvalidCastException or ArgumentException or OverflowException or FormatException)
        {
            return null;
        }
    }

    public static PointsMember MemberOf(SqliteDataReader row) => new(
        KeyOf(row, 0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : new StaffId(row.GetString(3)), TimeOf(row, 4))
    {
        IsUnranked = row.GetInt32(5) != 0,
    };

    public static PointsActivity ActivityOf(SqliteDataReader row) => new(
        new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true), row.GetString(1), row.GetString(2), TimeOf(row, 3), row.GetInt32(4), row.GetString(5), new StaffId(row.GetString(6)));

    public static StockMove StockOf(SqliteDataReader row) => new(KeyOf(row, 0), row.GetString(1), row.GetInt32(2), TimeOf(row, 3), new StaffId(row.GetString(4)));

    public static PointsVoucher VoucherOf(SqliteDataReader row) => new()
    {
        Code = row.GetString(0),
        Account = KeyOf(row, 1),
        Reward = row.GetString(2),
        RewardName = new Sentence(row.GetString(3), row.GetString(4)),
        Redemption = row.GetInt64(5),
        Points = row.GetInt64(6),
        IssuedAt = TimeOf(row, 7),
        LastDay = DateOnly.FromDayNumber(row.GetInt32(8)),
        State = (VoucherState)row.GetInt32(9),
        EndedAt = row.IsDBNull(10) ? null : TimeOf(row, 10),
        EndedBy = row.IsDBNull(11) ? null : new StaffId(row.GetString(11)),
    };

    public static PointRules RulesOf(SqliteDataReader row) => JsonSerializer.Deserialize<PointRules>(row.GetString(0)) ?? throw new JsonException("empty");

    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    public static long Ticks(DateTimeOffset at) => at.UtcTicks;

    private static void Voucher(SqliteConnection db, string community, PointsVoucher voucher)
    {
        // A step of one that is there changes its state only; the insert is what the shelf's trigger watches.
        if (voucher.State != VoucherState.Issued)
        {
            Run(db, "UPDATE voucher SET state = @state, ended = @ended, who = @who WHERE community = @c AND code = @code",
                ("@c", community), ("@code", voucher.Code), ("@state", (int)voucher.State), ("@ended", voucher.EndedAt is { } at ? Ticks(at) : null), ("@who", voucher.EndedBy?.Value));
            return;
        }

        Run(db, $"INSERT INTO voucher(community, {VoucherColumns}) VALUES(@c, @code, @account, @reward, @zh, @en, @redemption, @points, @issued, @last, 0, NULL, NULL)",
            ("@c", community), ("@code", voucher.Code), ("@account", voucher.Account.ToArray()), ("@reward", voucher.Reward), ("@zh", voucher.RewardName.Zh), ("@en", voucher.RewardName.En),
            ("@redemption", voucher.Redemption), ("@points", voucher.Points), ("@issued", Ticks(voucher.IssuedAt)), ("@last", voucher.LastDay.DayNumber));
    }

    public static LedgerKey KeyOf(SqliteDataReader row, int field) => LedgerKey.From(row.GetFieldValue<byte[]>(field));

    public static DateTimeOffset TimeOf(SqliteDataReader row, int field) => new(row.GetInt64(field), TimeSpan.Zero);
}
