using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using Microsoft.Data.Sqlite;
using static CommunityConsole.Web.Storage.Points.PointsRows;
using static CommunityConsole.Web.Storage.SqlRows;

namespace CommunityConsole.Web.Storage.Points;

/// <summary>A community's bank inside one transaction.</summary>
internal sealed class SqlitePointsSight(SqliteConnection db, string community) : IPointsSight
{
    public string Community => community;

    public PointsEntry? Last => One("entry", EntryColumns, "1 ORDER BY number DESC LIMIT 1", EntryOf);

    public PointsEntry? ByNumber(long number) => One("entry", EntryColumns, "number = @x", EntryOf, ("@x", number));

    public PointsEntry? ByOp(LedgerKey op) => One("entry", EntryColumns, "op = @x", EntryOf, ("@x", op.ToArray()));

    public long BalanceOf(LedgerKey account) => Number(
        "SELECT (SELECT ifnull(sum(points), 0) FROM entry WHERE community = @c AND debit = @x) - (SELECT ifnull(sum(points), 0) FROM entry WHERE community = @c AND credit = @x)", account.ToArray());

    public IReadOnlyList<PointsEntry> Entries(long before, int most) =>
        Many("entry", EntryColumns, "number < @x ORDER BY number DESC LIMIT @y", EntryOf, ("@x", before), ("@y", most));

    public IReadOnlyList<PointsEntry> EntriesOf(LedgerKey account, long before, int most) => Many(
        "entry", EntryColumns,
        "number IN (SELECT number FROM entry WHERE community = @c AND debit = @z UNION SELECT number FROM entry WHERE community = @c AND credit = @z) AND number < @x ORDER BY number DESC LIMIT @y",
        EntryOf, ("@x", before), ("@y", most), ("@z", account.ToArray()));

    public IEnumerable<PointsEntry> Between(DateTimeOffset since, DateTimeOffset until) => Many(
        "entry", EntryColumns, "at >= @x AND at < @y ORDER BY number", EntryOf, ("@x", since.ToUnixTimeMilliseconds()), ("@y", until.ToUnixTimeMilliseconds()));

    public IEnumerable<PointsEntry> After(long number)
    {
        using var command = Command(db, $"SELECT {EntryColumns} FROM entry WHERE community = @c AND number > @x ORDER BY number", ("@c", community), ("@x", number));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return EntryOf(reader);
        }
    }

    public IEnumerable<PointsEntry?> All()
    {
        using var command = Command(db, $"SELECT {EntryColumns} FROM entry WHERE community = @c ORDER BY number", ("@c", community));
        using var reader = command.ExecuteReader();
        while (Next(reader) is { IsThere: true } next)
        {
            yield return next.Entry;
            if (next.IsLast)
            {
                yield break;
            }
        }
    }

    public IReadOnlyList<PointsMember> Members() => Many("member", MemberColumns, "1", PointsRows.MemberOf);

    public PointsMember? Member(LedgerKey account) => One("member", MemberColumns, "account = @x", PointsRows.MemberOf, ("@x", account.ToArray()));

    public PointsMember? MemberOf(StaffId person) => One("member", MemberColumns, "person = @x", PointsRows.MemberOf, ("@x", person.Value));

    public IReadOnlyList<PointRules> Rules() => Many("rules", "content", "1 ORDER BY version", RulesOf);

    public PointsActivity? Activity(Guid id) => One("activity", ActivityColumns, "id = @x", ActivityOf, ("@x", Bytes(id)));

    public IReadOnlyList<PointsActivity> Activities(DateTimeOffset since, int most) =>
        Many("activity", ActivityColumns, "starts >= @x ORDER BY starts DESC LIMIT @y", ActivityOf, ("@x", Ticks(since)), ("@y", most));

    public CheckInTerms? CheckInTerms(Guid activity) => One("terms", CheckInRows.TermsColumns, "activity = @x", CheckInRows.TermsOf, ("@x", Bytes(activity)));

    public CheckIn? CheckIn(Guid activity, LedgerKey account) =>
        One("checkin", CheckInRows.CheckInColumns, "activity = @x AND account = @y", CheckInRows.CheckInOf, ("@x", Bytes(activity)), ("@y", account.ToArray()));

    public IReadOnlyList<CheckIn> CheckIns(Guid activity) => Many("checkin", CheckInRows.CheckInColumns, "activity = @x", CheckInRows.CheckInOf, ("@x", Bytes(activity)));

    public IReadOnlyList<CheckIn> CheckInsSince(DateTimeOffset since) => Many("checkin", CheckInRows.CheckInColumns, "at >= @x ORDER BY at", CheckInRows.CheckInOf, ("@x", Ticks(since)));

    public PointsAppeal? Appeal(Guid activity, LedgerKey account) =>
        One("appeal", CheckInRows.AppealColumns, "activity = @x AND account = @y", CheckInRows.AppealOf, ("@x", Bytes(activity)), ("@y", account.ToArray()));

    public IReadOnlyList<PointsAppeal> Appeals(int most) => Many("appeal", CheckInRows.AppealColumns, "1 ORDER BY at DESC LIMIT @x", CheckInRows.AppealOf, ("@x", most));

    public DateTimeOffset? HeardUntil(string source) =>
        Read(db, "SELECT until FROM heard WHERE community = @c AND source = @x", row => (DateTimeOffset?)new DateTimeOffset(row.GetInt64(0), TimeSpan.Zero), ("@c", community), ("@x", source)) is [var until] ? until : null;

    public int StockOf(string reward) => (int)Number(
        "SELECT (SELECT ifnull(sum(change), 0) FROM stock WHERE community = @c AND reward = @x) - (SELECT count(*) FROM voucher WHERE community = @c AND reward = @x AND state <> 2)", reward);

    public StockMove? StockMove(LedgerKey op) => One("stock", StockColumns, "op = @x", PointsRows.StockOf, ("@x", op.ToArray()));

    public PointsVoucher? Voucher(string code) => One("voucher", VoucherColumns, "code = @x", VoucherOf, ("@x", code));

    public PointsVoucher? VoucherFor(long redemption) => One("voucher", VoucherColumns, "redemption = @x", VoucherOf, ("@x", redemption));

    public IReadOnlyList<PointsVoucher> VouchersOf(LedgerKey account) => Many("voucher", VoucherColumns, "account = @x ORDER BY redemption DESC", VoucherOf, ("@x", account.ToArray()));

    public IReadOnlyList<PointsVoucher> Vouchers(int most) => Many("voucher", VoucherColumns, "1 ORDER BY redemption DESC LIMIT @x", VoucherOf, ("@x", most));

    private T? One<T>(string table, string columns, string where, Func<SqliteDataReader, T> rowOf, params ReadOnlySpan<(string Name, object? Value)> values)
        where T : class => Many(table, columns, where, rowOf, values) is [var first, ..] ? first : null;

    private List<T> Many<T>(string table, string columns, string where, Func<SqliteDataReader, T> rowOf, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Read(db, $"SELECT {columns} FROM {table} WHERE community = @c AND {where}", rowOf, [("@c", community), .. values]);

    private long Number(string sql, object value) => Read(db, sql, row => row.GetInt64(0), ("@c", community), ("@x", value))[0];

    // A page of the file that a bit was turned in cannot even be walked: the row at which that shows is one that cannot be read.
    private static (bool IsThere, PointsEntry? Entry, bool IsLast) Next(SqliteDataReader reader)
    {
        try
        {
            return reader.Read() ? (true, AnyEntryOf(reader), false) : default;
        }
        catch (SqliteException)
        {
            return (true, null, true);
        }
    }
}
