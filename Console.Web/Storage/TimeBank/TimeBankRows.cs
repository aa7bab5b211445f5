using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using Microsoft.Data.Sqlite;
using static CommunityConsole.Web.Storage.SqlRows;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>How the bank's records become rows, and rows records.</summary>
internal static class TimeBankRows
{
    public const string EntryColumns = "number, at, kind, op, debit, credit, minutes, note, hash";
    public const string PersonColumns = "account, local, salt, name, home, person, born, joined";
    public const string WordColumns = "hash, salt, text, who, at";
    public const string ServiceColumns = "code, zh, en, standard_zh, standard_en";
    public const string CodeColumns = "record, hash, until, tries";

    // The words of everything this account had a part in: of its own entries, and of the records and rulings they belong to.
    private const string EraseWords = """
        DELETE FROM word WHERE hash IN (
            SELECT unhex(substr(note, instr(note, 'word=') + 5, 64)) FROM entry
            WHERE instr(note, 'word=') > 0 AND op IN (SELECT op FROM entry WHERE debit = @x OR credit = @x))
        """;

    public static void Write(SqliteConnection db, TimeBankChange change)
    {
        foreach (var entry in change.Entries)
        {
            Entry(db, entry);
        }

        foreach (var word in change.Words)
        {
            Run(db, $"INSERT OR REPLACE INTO word({WordColumns}) VALUES(@hash, @salt, @text, @who, @at)",
                ("@hash", word.Hash.ToBytes()), ("@salt", word.Salt), ("@text", word.Text), ("@who", word.By.Value), ("@at", word.At.UtcTicks));
        }

        if (change.Person is { } person)
        {
            Run(db, $"INSERT OR REPLACE INTO person({PersonColumns}) VALUES(@account, @local, @salt, @name, @home, @person, @born, @joined)",
                ("@account", person.Account.ToBytes()), ("@local", Bytes(person.Local)), ("@salt", person.Salt), ("@name", person.Name), ("@home", person.Home),
                ("@person", person.Person?.Value), ("@born", person.BirthYear), ("@joined", person.JoinedAt.UtcTicks));
        }

        if (change.Erased is { } account)
        {
            Run(db, EraseWords, ("@x", account.ToBytes()));
            Run(db, "DELETE FROM person WHERE account = @x", ("@x", account.ToBytes()));
        }

        if (change.Line is { } line)
        {
            Run(db, $"INSERT OR REPLACE INTO service({ServiceColumns}) VALUES(@code, @zh, @en, @szh, @sen)",
                ("@code", (int)line.Code), ("@zh", line.Name.Zh), ("@en", line.Name.En), ("@szh", line.Standard.Zh), ("@sen", line.Standard.En));
        }

        if (change.Code is { } code)
        {
            Run(db, $"INSERT OR REPLACE INTO code({CodeColumns}) VALUES(@record, @hash, @until, @tries)",
                ("@record", code.Record.ToBytes()), ("@hash", code.Hash.ToBytes()), ("@until", code.Until.UtcTicks), ("@tries", code.Tries));
        }
    }

    public static void Entry(SqliteConnection db, TimeEntry entry)
    {
        var line = entry.Line;
        Run(db, $"INSERT INTO entry({EntryColumns}) VALUES(@number, @at, @kind, @op, @debit, @credit, @minutes, @note, @hash)",
            ("@number", line.Number), ("@at", line.Milliseconds), ("@kind", line.Kind), ("@op", line.Op.ToArray()), ("@debit", line.Debit.ToArray()),
            ("@credit", line.Credit.ToArray()), ("@minutes", line.Amount), ("@note", line.Note), ("@hash", entry.Hash));
    }

    public static TimeEntry EntryOf(SqliteDataReader row) => new(
        new LedgerLine(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), KeyOf(row, 3), KeyOf(row, 4), KeyOf(row, 5), row.GetInt64(6), row.GetString(7)), row.GetFieldValue<byte[]>(8));

    // The same bytes as text or as blob read alike; only one of them was written.
    private static bool IsTyped(SqliteDataReader row)
    {
        for (var field = 0; field < row.FieldCount; field++)
        {
            if (row.GetFieldType(field) != (field is 7 ? typeof(string) : field is 3 or 4 or 5 or 8 ? typeof(byte[]) : typeof(long)))
            {
                return false;
            }
        }

        return true;
    }

    // What a hand has changed may not even be of the column's type.
    public static TimeEntry? AnyEntryOf(SqliteDataReader row)
    {
        try
        {
            return IsTyped(row) ? EntryOf(row) : null;
        }
        catch (Exception fault) when (fault is InvalidCastException or ArgumentException or OverflowException or FormatException or InvalidOperationException or SqliteException)
        {
            return null;
        }
    }

    /// <summary>Every entry by its number, whatever is wrong with it; null, and then no more, where the file cannot be read on.</summary>
    public static IEnumerable<TimeEntry?> All(SqliteConnection db)
    {
        using var command = Command(db, $"SELECT {EntryColumns} FROM entry NOT INDEXED ORDER BY number");
        using var reader = command.ExecuteReader();
        while (Next(reader) is { } isRow)
        {
            if (!isRow)
            {
                yield break;
            }

            yield return AnyEntryOf(reader);
        }

        yield return null;
    }

    private static bool? Next(SqliteDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    public static TimePerson PersonOf(SqliteDataReader row) => new(
        IdOf(row, 0), new Guid(row.GetFieldValue<byte[]>(1), bigEndian: true), row.GetFieldValue<byte[]>(2), row.GetString(3), row.GetString(4),
        row.IsDBNull(5) ? null : new StaffId(row.GetString(5)), row.GetInt32(6), TimeOf(row, 7));

    public static TimeWord WordOf(SqliteDataReader row) => new(IdOf(row, 0), row.GetFieldValue<byte[]>(1), row.GetString(2), new StaffId(row.GetString(3)), TimeOf(row, 4));

    public static CatalogueLine ServiceOf(SqliteDataReader row) => new((ushort)row.GetInt32(0), new Sentence(row.GetString(1), row.GetString(2)), new Sentence(row.GetString(3), row.GetString(4)));

    public static PhoneCode CodeOf(SqliteDataReader row) => new(IdOf(row, 0), IdOf(row, 1), TimeOf(row, 2), row.GetInt32(3));

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static LedgerKey KeyOf(SqliteDataReader row, int field) => LedgerKey.From(row.GetFieldValue<byte[]>(field));

    private static Id32 IdOf(SqliteDataReader row, int field) => new(row.GetFieldValue<byte[]>(field));

    private static DateTimeOffset TimeOf(SqliteDataReader row, int field) => new(row.GetInt64(field), TimeSpan.Zero);
}
