using System.Buffers.Binary;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Commands;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Metering;
using CommunityConsole.Web.Storage.TimeBank;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using static CommunityConsole.Core.Tests.TimeBank.TimeRoom;

namespace CommunityConsole.Web.Tests.Storage.TimeBank;

/// <summary>What the check of timebank.db finds: bits, rows, tables, tails.</summary>
public sealed class TimeBankFileTests : IDisposable
{
    private static readonly TimeAccounts Accounts = new(new byte[32]);
    private readonly string _folder = Directory.CreateTempSubdirectory("timebank-file-").FullName;

    private string Db => Path.Combine(_folder, SqliteTimeBankStore.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>
    /// Each bit of a row's bytes, changed in the raw file, is named at that row. A bit elsewhere is found, or changes nothing that anybody can read:
    /// the page's unused bytes, counters of SQLite's own.
    /// </summary>
    [Fact]
    public async Task EverySingleBit_OfTheRawFile_IsFoundAtItsRow()
    {
        await FillAsync();
        var bytes = await File.ReadAllBytesAsync(Db);
        var rows = EntryCells.Of(bytes);
        var right = Content();
        Assert.Equal(right.Count, rows.Count);

        // All of them takes minutes: CI takes every bit of two rows and a sample of the rest.
        var isAll = Environment.GetEnvironmentVariable("TIMEBANK_ALL_BITS") == "1";
        var random = new Random(8);
        var copy = Path.Combine(_folder, "copy.db");
        var (named, harmless) = (0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            var row = rows.FirstOrDefault(cell => at >= cell.From && at < cell.To);
            for (var bit = 0; bit < 8; bit++)
            {
                if (!isAll && random.Next(row.Number == 5 ? 4 : row.Number > 0 ? 40 : 400) != 0)
                {
                    continue;
                }

                bytes[at] ^= (byte)(1 << bit);
                await File.WriteAllBytesAsync(copy, bytes);
                bytes[at] ^= (byte)(1 << bit);
                var fault = TimeBankInspection.Check(copy, Accounts).Fault;
                if (row.Number > 0)
                {
                    Assert.True(fault?.Entry == row.Number, $"byte {at} bit {bit} of row {row.Number}: {fault}");
                    named++;
                }
                else if (fault is null)
                {
                    Assert.True(right.SequenceEqual(Content(copy)), $"byte {at} bit {bit}: what is read has changed and nothing was said");
                    harmless++;
                }
            }
        }

        Assert.True(named > 100, $"{named} named, {harmless} harmless");
    }

    [Theory]
    [InlineData("DROP TRIGGER entry_is_kept; DELETE FROM entry WHERE number = 5", 5)]
    [InlineData("DROP TRIGGER entry_stays; UPDATE entry SET minutes = 61 WHERE number = 6", 6)]
    [InlineData("DROP TRIGGER entry_stays", 0)]
    [InlineData("UPDATE word SET text = '别的话' WHERE text = '陪聊天'", 5)]
    [InlineData("UPDATE service SET standard_zh = '收钱'", 0)]
    [InlineData("UPDATE person SET account = randomblob(32) WHERE born = 1950 AND name = '李建国'", 0)]
    [InlineData("UPDATE person SET salt = randomblob(16) WHERE name = '李建国'", 0)]
    public async Task AHandBehindTheTriggers_IsFound(string sql, long entry)
    {
        await FillAsync();
        Assert.Null(TimeBankInspection.Check(Db, Accounts).Fault);

        Run(sql);

        Assert.Equal(entry, TimeBankInspection.Check(Db, Accounts).Fault?.Entry);
    }

    /// <summary>Whoever can compute hashes writes a chain anew that links; what it claims is still not so.</summary>
    [Theory]
    [InlineData(6, "minutes = 90", "more than was filed")]
    [InlineData(6, "debit = credit, credit = debit", "the other way round")]
    [InlineData(5, "note = replace(note, 'credited=60', 'credited=61')", "not by the catalogue")]
    [InlineData(5, "note = replace(note, 'served=60', 'served=600')", "beyond the catalogue")]
    [InlineData(4, "note = 'member=1;floor=-30'", "a floor that a later settling breaks", 6)]
    [InlineData(2, "note = replace(note, 'cap=3000', 'cap=10')", "a guarantee that a later grant breaks", 8)]
    [InlineData(7, "kind = 5", "a grant that is not the pool's")]
    [InlineData(9, "op = (SELECT op FROM entry WHERE number = 8)", "an operation twice")]
    [InlineData(10, "at = at + 2678400000", "a dispute after more than 30 days")]
    [InlineData(11, "minutes = 59", "not all given back", 12)]
    [InlineData(12, "note = replace(note, 'ended=6', 'ended=5')", "upheld after giving back")]
    public async Task AChainMadeAnew_WithSomethingThatCannotBe_IsFoundThere(int row, string change, string why, int shows = 0)
    {
        await FillAsync();
        Run($"DROP TRIGGER entry_stays; UPDATE entry SET {change} WHERE number = {row}");
        Relink();

        Assert.True(TimeBankInspection.Check(Db, null).Fault is { } fault && fault.Entry == (shows > 0 ? shows : row), $"{why}: {TimeBankInspection.Check(Db, null).Fault}");
    }

    [Fact]
    public async Task Kept_FindsATailCutOff_AndALedgerMadeAnew()
    {
        await FillAsync();
        var whole = TimeBankInspection.Check(Db, Accounts);
        var kept = new[] { new TimeKept(whole.Entries, whole.Head) };
        Assert.Null(TimeBankInspection.Check(Db, Accounts, kept).Fault);

        Run("DROP TRIGGER entry_is_kept; DELETE FROM entry WHERE number > 9");
        Assert.Equal(10, TimeBankInspection.Check(Db, Accounts, kept).Fault?.Entry);
        await FillAsync();
        Assert.Equal(whole.Entries, TimeBankInspection.Check(Db, Accounts, kept).Fault?.Entry);
    }

    [Fact]
    public async Task Verify_SaysSo_AndNamesTheRow()
    {
        await FillAsync();
        var (right, words) = await VerifyAsync();
        Assert.True(right, words);
        Assert.Contains("12 条", words, StringComparison.Ordinal);
        var head = words.Trim().Split(' ')[^1];
        Assert.True((await VerifyAsync(head)).Right);
        Assert.False((await VerifyAsync("time=13:" + new string('0', 64))).Right);

        Run("DROP TRIGGER entry_stays; UPDATE entry SET minutes = 200 WHERE number = 6");

        (right, words) = await VerifyAsync();
        Assert.False(right);
        Assert.Contains("第 6 条", words, StringComparison.Ordinal);
    }

    private async Task<(bool Right, string Words)> VerifyAsync(string? kept = null)
    {
        await using var output = new StringWriter();
        return (await VerifyCommand.TimeBankAsync(Db, Accounts, kept is null ? null : VerifyKept.Read(["--kept", kept])!.Time, output), output.ToString());
    }

    // Catalogue, guarantee, two members, filed, settled, a redemption, a grant, a transfer, disputed, given back, reversed: twelve entries.
    private async Task FillAsync()
    {
        File.Delete(Db);
        using var store = new SqliteTimeBankStore(Options.Create(new DataOptions { Directory = _folder }), Options.Create(new CommunityOptions()));
        var room = await OpenAsync(store);
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        var record = await room.ServeAsync(zheng, 60);
        Assert.Null((await room.Desk.RedeemAsync(20, "理发", Li, default)).Problem);
        Assert.Null((await room.Desk.GrantAsync(zheng, 90, "独居", Zhou, default)).Problem);
        Assert.Null((await room.Desk.TransferAsync((await store.LookAsync(sight => sight.PersonOf(Li.Id), default))!.Account, 25, "女儿", Zheng, default)).Problem);
        Assert.Null((await room.Desk.DisputeAsync(record, "没来", Zheng, default)).Problem);
        Assert.Null((await room.Desk.RuleAsync(record, true, "属实", Zhou, default)).Problem);
    }

    private List<string> Content(string? file = null)
    {
        using var db = Connect(file);
        return [.. TimeBankRows.All(db).Select(entry => entry is null ? "" : $"{entry.Line} {Convert.ToHexString(entry.Hash)}")];
    }

    private void Run(string sql)
    {
        using var db = Connect();
        ReadingsDatabase.Run(db, sql);
    }

    private void Relink()
    {
        using var db = Connect();
        var previous = LedgerLine.Beginning;
        foreach (var entry in TimeBankRows.All(db).ToList())
        {
            previous = entry!.Line.Hash(TimeEntry.Ledger, previous);
            using var command = SqlRows.Command(db, "UPDATE entry SET hash = @hash WHERE number = @number", ("@hash", previous), ("@number", entry.Number));
            command.ExecuteNonQuery();
        }
    }

    private SqliteConnection Connect(string? file = null)
    {
        var db = new SqliteConnection($"Data Source={file ?? Db};Pooling=False");
        db.Open();
        return db;
    }
}

/// <summary>Where the rows of the ledger lie in the file's bytes, by the file format of SQLite.</summary>
internal static class EntryCells
{
    private const int Leaf = 13;
    private const int Inner = 5;

    public static List<(long Number, int From, int To)> Of(byte[] file)
    {
        var size = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16));
        var cells = new List<(long, int, int)>();
        foreach (var page in Pages(file, size, RootOf(file)))
        {
            foreach (var at in Pointers(file, size, page))
            {
                var (payload, behind) = Varint(file, at);
                var (number, from) = Varint(file, behind);
                cells.Add((number, behind, from + (int)payload));
            }
        }

        return cells;
    }

    private static int RootOf(byte[] file)
    {
        // The schema is page 1; its first row is the table that was made first: entry.
        var size = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16));
        var first = Pointers(file, size, 1);
        if (file[100] == Inner)
        {
            // A first page that has handed all its rows down keeps only the last pointer.
            first = Pointers(file, size, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(first.Count > 0 ? first[0] : 108)));
        }

        var at = first[0];
        var (_, behind) = Varint(file, at);
        (_, at) = Varint(file, behind);
        var header = at;
        var (length, next) = Varint(file, header);
        var (skip, root) = (0L, 0);
        for (var column = 0; next < header + length; column++)
        {
            (var type, next) = Varint(file, next);
            if (column == 3)
            {
                var from = header + (int)length + (int)skip;
                root = type == 1 ? file[from] : BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(from));
            }

            skip += type >= 12 ? (type - 12) / 2 : type is 1 ? 1 : type is 2 ? 2 : 0;
        }

        return root;
    }

    private static IEnumerable<int> Pages(byte[] file, int size, int page)
    {
        var start = (page - 1) * size;
        if (file[start] == Leaf)
        {
            return [page];
        }

        Assert.Equal(Inner, file[start]);
        return Pointers(file, size, page).Select(at => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)))
            .Append(BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start + 8))).SelectMany(child => Pages(file, size, child));
    }

    private static List<int> Pointers(byte[] file, int size, int page)
    {
        var start = (page - 1) * size;
        var header = page == 1 ? start + 100 : start;
        var count = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(header + 3));
        var first = header + (file[header] == Leaf ? 8 : 12);
        return [.. Enumerable.Range(0, count).Select(index => start + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(first + (2 * index))))];
    }

    private static (long Value, int Next) Varint(byte[] file, int at)
    {
        var value = 0L;
        for (var index = 0; index < 9; index++)
        {
            var next = file[at + index];
            value = (value << 7) | (uint)(next & 0x7F);
            if (next < 0x80)
            {
                return (value, at + index + 1);
            }
        }

        return (value, at + 9);
    }
}
