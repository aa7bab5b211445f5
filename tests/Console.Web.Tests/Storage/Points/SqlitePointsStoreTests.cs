using System.Text;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Core.Tests.Points;
using CommunityConsole.Web.Commands;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Points;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using static CommunityConsole.Core.Tests.Points.BankRoom;

namespace CommunityConsole.Web.Tests.Storage.Points;

/// <summary>The bank on the real file.</summary>
public sealed class SqlitePointsStoreTests : PointsStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("points-").FullName;
    private readonly List<SqlitePointsStore> _open = [];
    private int _files;

    // Each operation waits for the disk.
    protected override int Runs => 3;

    public void Dispose()
    {
        _open.ForEach(store => store.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    protected override IPointsStore Open() => OpenIn($"{_files++}");

    [Fact]
    public async Task TwoProgramsOnOneFile_RedeemTheSamePoints_OneOfThemDoes()
    {
        var first = await BankRoom.OpenAsync(OpenIn("shared"));
        var second = new BankRoom(OpenIn("shared"));
        await first.EarnAsync(await first.JoinAsync(Zheng), 100);
        await first.StockAsync(9);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() =>
            (number % 2 == 0 ? first : second).Desk.RedeemAsync("market-10", Zheng with { CommandKey = Guid.NewGuid() }, default))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Null((await second.CheckAsync()).Fault);
    }

    [Fact]
    public async Task AHandWithATool_IsStopped()
    {
        var room = await FullAsync("locked");

        foreach (var sql in new[]
        {
            "UPDATE entry SET points = 21 WHERE number = 3", "DELETE FROM entry WHERE number = 3", "UPDATE rules SET content = ''", "DELETE FROM stock",
            "INSERT INTO entry SELECT community, 99, at, 2, randomblob(32), credit, debit, 1000, note, hash FROM entry WHERE number = 3",
        })
        {
            Assert.Throws<SqliteException>(() => Run("locked", sql));
        }

        Assert.Null((await room.CheckAsync()).Fault);
    }

    [Fact]
    public async Task EverySingleBit_OfARow_ChangedBehindTheTriggers_IsFoundAtThatRow()
    {
        var room = await FullAsync("bits");
        Run("bits", "DROP TRIGGER entry_stays");
        var columns = new (string Name, int Bits)[] { ("number", 20), ("at", 48), ("kind", 8), ("points", 16), ("op", 256), ("debit", 256), ("credit", 256), ("hash", 256), ("note", 64) };
        var random = new Random(5);
        foreach (var (name, bits) in columns)
        {
            // A few bits of each; a number not so little that it becomes its neighbour.
            foreach (var bit in Enumerable.Range(0, bits).Skip(name == "number" ? 3 : 0).OrderBy(_ => random.Next()).Take(4))
            {
                var before = Value("bits", $"SELECT {name} FROM entry WHERE number = 4");
                Set("bits", name, Flipped(before, bit), 4);

                var fault = (await room.CheckAsync()).Fault;

                Assert.True(fault is { Entry: 4 }, $"{name} bit {bit}: {fault}");
                Set("bits", name, before, name == "number" ? (long)Flipped(before, bit) : 4);
            }
        }

        Assert.Null((await room.CheckAsync()).Fault);
    }

    [Theory]
    [InlineData("DROP TRIGGER entry_is_kept; DELETE FROM entry WHERE number = 3", 3)]
    [InlineData("DROP TRIGGER rules_stay; UPDATE rules SET content = replace(content, ':20,', ':90,')", 1)]
    [InlineData("UPDATE voucher SET points = 1", 8)]
    [InlineData("UPDATE voucher SET state = 2", 8)]
    [InlineData("DELETE FROM voucher", 8)]
    [InlineData("DROP TRIGGER stock_is_kept; DELETE FROM stock", 0)]
    public async Task WhatStandsBesideTheEntries_Changed_IsFoundToo(string sql, long entry)
    {
        var room = await FullAsync("beside");

        Run("beside", sql);

        Assert.Equal(entry, (await room.CheckAsync()).Fault?.Entry);
    }

    [Fact]
    public async Task Kept_FindsATailCutOff_AndALedgerMadeAnew()
    {
        var room = await FullAsync("kept");
        var before = await room.CheckAsync();
        var kept = (before.Entries, before.Head);
        await room.EarnAsync(await room.JoinAsync(Li), 20);
        Assert.Null((await CheckAsync(room, kept)).Fault);

        var anew = await FullAsync("anew");
        Assert.Equal(before.Entries, (await CheckAsync(anew, kept)).Fault?.Entry);
        Run("kept", "DROP TRIGGER entry_is_kept; DELETE FROM entry WHERE number > 6; DELETE FROM voucher");
        Assert.Equal(7, (await CheckAsync(room, kept)).Fault?.Entry);
    }

    [Fact]
    public async Task Verify_SaysSo_AndNamesTheRow()
    {
        await FullAsync("said");
        var (right, words) = await VerifyAsync("said");
        Assert.True(right);
        Assert.True((await VerifyAsync("said", words.Trim().Split(' ')[^1])).Right);
        Assert.False((await VerifyAsync("said", "points:demo=9:" + new string('0', 64))).Right);
        Assert.Contains("demo: 8 条", words, StringComparison.Ordinal);

        Run("said", "DROP TRIGGER entry_stays; UPDATE entry SET points = 200 WHERE number = 5");

        (right, words) = await VerifyAsync("said");
        Assert.False(right);
        Assert.Contains("第 5 条", words, StringComparison.Ordinal);
    }

    private static Task<PointsVerdict> CheckAsync(BankRoom room, (long, byte[]) kept) => room.Store.LookAsync("demo", sight => PointsCheck.Of(sight, kept), default);

    private async Task<(bool Right, string Words)> VerifyAsync(string file, string? kept = null)
    {
        await using var output = new StringWriter();
        return (await VerifyCommand.PointsAsync(OpenIn(file), VerifyKept.Read(kept is null ? [] : ["--kept", kept])!.Points, output, default), output.ToString());
    }

    /// <summary>Rules, six awards of twenty, a redemption: eight entries.</summary>
    private async Task<BankRoom> FullAsync(string file)
    {
        var room = await BankRoom.OpenAsync(OpenIn(file));
        await room.EarnAsync(await room.JoinAsync(Zheng), 120);
        await room.StockAsync(1);
        Assert.True((await room.Desk.RedeemAsync("market-10", Zheng, default)).Succeeded);
        return room;
    }

    private SqlitePointsStore OpenIn(string name)
    {
        var store = new SqlitePointsStore(Options.Create(new DataOptions { Directory = Path.Combine(_folder, name) }));
        _open.Add(store);
        return store;
    }

    private static object Flipped(object value, int bit) => value switch
    {
        long number => number ^ (1L << bit),
        byte[] bytes => Flipped(bytes, bit),
        _ => Encoding.UTF8.GetString(Flipped(Encoding.UTF8.GetBytes((string)value), bit)),
    };

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var copy = bytes.ToArray();
        copy[bit / 8] ^= (byte)(1 << (bit % 8));
        return copy;
    }

    private SqliteConnection Connect(string file)
    {
        var db = new SqliteConnection($"Data Source={Path.Combine(_folder, file, SqlitePointsStore.FileName)};Pooling=False");
        db.Open();
        return db;
    }

    private void Run(string file, string sql)
    {
        using var db = Connect(file);
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object Value(string file, string sql)
    {
        using var db = Connect(file);
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private void Set(string file, string column, object value, long row)
    {
        using var db = Connect(file);
        using var command = db.CreateCommand();
        command.CommandText = $"UPDATE entry SET {column} = @value WHERE number = @row";
        command.Parameters.AddWithValue("@value", value);
        command.Parameters.AddWithValue("@row", row);
        command.ExecuteNonQuery();
    }
}
