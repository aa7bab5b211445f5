using CommunityConsole.Core.Community;
using CommunityConsole.Core.TimeBank;
using Microsoft.Data.Sqlite;
using static CommunityConsole.Web.Storage.SqlRows;
using static CommunityConsole.Web.Storage.TimeBank.TimeBankRows;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>The bank inside one transaction.</summary>
internal sealed class SqliteTimeBankSight(SqliteConnection db, FoldedBank bank) : ITimeBankSight
{
    public FoldedBank Bank { get; private set; } = bank;

    public TimeBankState State => Bank.State;

    public TimeEntry? Last => Bank.Last;

    public TimeEntry? ByNumber(long number) => One("entry", EntryColumns, "number = @x", EntryOf, ("@x", number));

    public IReadOnlyList<TimeEntry> OfOp(Id32 op) => Many("entry", EntryColumns, "op = @x ORDER BY number", EntryOf, ("@x", op.ToBytes()));

    public IReadOnlyList<TimeEntry> Entries(long before, int most) => Many("entry", EntryColumns, "number < @x ORDER BY number DESC LIMIT @y", EntryOf, ("@x", before), ("@y", most));

    public IReadOnlyList<TimeEntry> EntriesOf(Id32 account, long before, int most) => Many(
        "entry", EntryColumns, "number IN (SELECT number FROM entry WHERE debit = @z UNION SELECT number FROM entry WHERE credit = @z) AND number < @x ORDER BY number DESC LIMIT @y",
        EntryOf, ("@x", before), ("@y", most), ("@z", account.ToBytes()));

    public IReadOnlyList<TimeEntry> FiledBy(Id32 provider) => Many(
        "entry", EntryColumns, "debit = @x AND kind = @y ORDER BY number", EntryOf, ("@x", provider.ToBytes()), ("@y", (int)TimeEntryKind.Filed));

    public IEnumerable<TimeEntry?> All() => TimeBankRows.All(db);

    public IReadOnlyList<TimePerson> People() => Many("person", PersonColumns, "1", TimeBankRows.PersonOf);

    public TimePerson? Person(Id32 account) => One("person", PersonColumns, "account = @x", TimeBankRows.PersonOf, ("@x", account.ToBytes()));

    public TimePerson? PersonOf(StaffId person) => One("person", PersonColumns, "person = @x", TimeBankRows.PersonOf, ("@x", person.Value));

    public TimeWord? Word(Id32 hash) => One("word", WordColumns, "hash = @x", WordOf, ("@x", hash.ToBytes()));

    public IReadOnlyList<TimeWord> Words() => Many("word", WordColumns, "1", WordOf);

    public IReadOnlyList<CatalogueLine> Catalogue() => Many("service", ServiceColumns, "1 ORDER BY code", ServiceOf);

    public PhoneCode? Code(Id32 record) => One("code", CodeColumns, "record = @x", CodeOf, ("@x", record.ToBytes()));

    /// <summary>Writes what a decision has decided; the next one sees it.</summary>
    public TimeBankChange Write(TimeBankChange decided, SqliteTransaction transaction)
    {
        var change = decided with { Entries = decided.Taken?.Entries(Last) ?? [] };
        TimeBankRows.Write(db, change);
        if (change.Taken is { } taken)
        {
            OutboxRows.Add(db, transaction, taken.At, taken.Role, taken.Step);
            Bank = new FoldedBank(taken.Outcome.State, change.Entries[^1]);
        }

        return change;
    }

    private T? One<T>(string table, string columns, string where, Func<SqliteDataReader, T> rowOf, params ReadOnlySpan<(string Name, object? Value)> values)
        where T : class => Many(table, columns, where, rowOf, values) is [var first, ..] ? first : null;

    private List<T> Many<T>(string table, string columns, string where, Func<SqliteDataReader, T> rowOf, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Read(db, $"SELECT {columns} FROM {table} WHERE {where}", rowOf, values);
}

/// <summary>The bank folded as far as an entry; it never changes.</summary>
/// <param name="State">What the rules look at.</param>
/// <param name="Last">The last entry in it; null before the first.</param>
internal sealed record FoldedBank(TimeBankState State, TimeEntry? Last)
{
    /// <summary>Before the first entry.</summary>
    public static FoldedBank Empty { get; } = new(TimeBankSigners.Beginning, null);

    /// <summary>Goes on with what was written since, here or by another program.</summary>
    public FoldedBank UpTo(SqliteConnection db)
    {
        var (state, last) = (State, Last);
        using var command = Command(db, $"SELECT {EntryColumns} FROM entry WHERE number > @x ORDER BY number", ("@x", last?.Number ?? 0));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            last = EntryOf(reader);
            state = TimeBankFold.After(state, last);
        }

        return new FoldedBank(state, last);
    }
}
