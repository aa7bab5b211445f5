using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.TimeBank;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using static CommunityConsole.Core.Tests.TimeBank.TimeRoom;

namespace CommunityConsole.Web.Tests.Storage.TimeBank;

/// <summary>The time bank on the real file.</summary>
public sealed class SqliteTimeBankStoreTests : TimeBankStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("timebank-").FullName;
    private readonly Dictionary<SqliteTimeBankStore, string> _open = [];
    private int _files;

    protected override bool CanBeKilled => true;

    // A run of CI takes a sixth of what the guide asks for; the variable gives the rest.
    protected override int Steps => int.TryParse(Environment.GetEnvironmentVariable("TIMEBANK_STEPS"), out var steps) ? steps : 5000;

    public void Dispose()
    {
        foreach (var store in _open.Keys)
        {
            store.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    protected override ITimeBankStore Open() => OpenIn($"{_files++}");

    protected override ITimeBankStore Reopen(ITimeBankStore store)
    {
        var file = _open[(SqliteTimeBankStore)store];
        ((SqliteTimeBankStore)store).Dispose();
        return OpenIn(file);
    }

    [Fact]
    public async Task TwoProgramsOnOneFile_SeeEachOthersSteps()
    {
        var first = await OpenAsync(OpenIn("shared"));
        var second = new TimeRoom(OpenIn("shared"));
        await first.JoinAsync(Li);
        var record = await first.FileAsync(await second.JoinAsync(Zheng), 40);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() =>
            (number % 2 == 0 ? first : second).Desk.ConfirmAsync(record, true, "", Xu with { CommandKey = Guid.NewGuid() }, default))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Equal(RecordStatus.Settled, await second.StatusAsync(record));
    }

    [Fact]
    public async Task EveryStep_HasItsRowInTheOutbox()
    {
        var room = await OpenAsync(OpenIn("outbox"));
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        Assert.NotNull((await room.Desk.ConfirmManyAsync([await room.FileAsync(zheng), default], true, "", Xu, default)).Problem);
        await room.Desk.ConfirmManyAsync([await room.FileAsync(zheng), await room.FileAsync(zheng)], true, "", Xu, default);

        using var db = Connect("outbox");
        var steps = SqlRows.Read(db, "SELECT role, step FROM outbox ORDER BY id", row => $"{row.GetString(0)} {StepText.Read(row.GetString(1)).GetType().Name}");
        Assert.Equal(
            ["Admin SetService", "Endorser SetGuarantee", "Endorser SetMember", "Endorser SetMember", "Operator FileService", "Operator FileService", "Operator FileService", "Coordinator ConfirmMany"], steps);
    }

    [Fact]
    public async Task AHandWithATool_IsStopped()
    {
        var room = await OpenAsync(OpenIn("locked"));
        await room.JoinAsync(Li);
        await room.ServeAsync(await room.JoinAsync(Zheng));

        foreach (var sql in new[]
        {
            "UPDATE entry SET minutes = 21 WHERE number = 3", "DELETE FROM entry WHERE number = 3",
            "INSERT INTO entry SELECT 99, at, kind, randomblob(32), debit, credit, minutes, note, hash FROM entry WHERE number = 3",
            "INSERT INTO entry SELECT 7, at, kind, op, debit, credit, minutes, note, hash FROM entry WHERE number = 6",
        })
        {
            using var db = Connect("locked");
            Assert.Throws<SqliteException>(() => Run(db, sql));
        }
    }

    /// <summary>Nothing of a forgotten person is left in the file's bytes; the entries are byte for byte what they were.</summary>
    [Fact]
    public async Task Erase_LeavesNoTraceInTheFile_AndNoEntryChanged()
    {
        var store = OpenIn("erased");
        var room = await OpenAsync(store);
        var li = await room.JoinAsync(Li);
        await room.ServeAsync(await room.JoinAsync(Zheng));
        var salt = await store.LookAsync(sight => sight.Person(li)!.Salt, default);
        await room.Desk.CloseMemberAsync(li, "搬走", Zhou, default);
        Assert.True(Holds("erased", salt) && Holds("erased", "李建国"u8) && Holds("erased", "陪聊天"u8));
        var before = await store.LookAsync(sight => sight.All().Select(entry => Convert.ToHexString(entry!.Hash)).ToList(), default);

        await room.Desk.EraseAsync(li, "本人要求", Zhou, default);

        Assert.False(Holds("erased", salt) || Holds("erased", "李建国"u8) || Holds("erased", "陪聊天"u8));
        Assert.True(Holds("erased", "郑秀兰"u8));
        Assert.Equal(before, await store.LookAsync(sight => sight.All().Select(entry => Convert.ToHexString(entry!.Hash)).ToList(), default));
    }

    [Fact]
    public void Pepper_IsMadeOnce_AndOnlyTheProgramReadsIt()
    {
        var options = Options.Create(new DataOptions { Directory = Path.Combine(_folder, "pepper") });
        var (salt, local) = (TimeAccounts.NewSalt(), Guid.NewGuid());

        var account = PepperFile.Open(options).Of(salt, local);

        Assert.Equal(account, PepperFile.Open(options).Of(salt, local));
        Assert.NotEqual(account, new TimeAccounts(new byte[32]).Of(salt, local));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(options.Value.File(PepperFile.FileName)));
        }
    }

    private bool Holds(string file, ReadOnlySpan<byte> sought) =>
        Directory.EnumerateFiles(Path.Combine(_folder, file)).Select(Bytes).Any(new Sought(sought.ToArray()).IsIn);

    // The program has the file open.
    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private SqliteTimeBankStore OpenIn(string name)
    {
        var store = new SqliteTimeBankStore(Options.Create(new DataOptions { Directory = Path.Combine(_folder, name) }), Options.Create(new CommunityOptions()));
        _open[store] = name;
        return store;
    }

    private SqliteConnection Connect(string file)
    {
        var db = new SqliteConnection($"Data Source={Path.Combine(_folder, file, SqliteTimeBankStore.FileName)};Pooling=False");
        db.Open();
        return db;
    }

    private static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Sought(byte[] Content)
    {
        public bool IsIn(byte[] bytes) => bytes.AsSpan().IndexOf(Content) >= 0;
    }
}
