using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage.Metering;
using CommunityConsole.Web.Storage.TimeBank;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Tests.Storage.TimeBank;

public sealed class OutboxRowsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RedeemTime Step = new(Name(1), Name(2), 30, Name(3));

    private readonly string _folder = Directory.CreateTempSubdirectory("outbox-").FullName;
    private readonly SqliteConnection _db;

    public OutboxRowsTests() => _db = Open();

    public void Dispose()
    {
        _db.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Add_Committed_IsThereForTheNextProgram()
    {
        using (var transaction = _db.BeginTransaction())
        {
            Assert.Equal(1, OutboxRows.Add(_db, transaction, Noon, TimeRole.Operator, Step));
            Assert.Equal(2, OutboxRows.Add(_db, transaction, Noon, TimeRole.Endorser, new SetMember(Name(2), MemberStatus.Active, -600)));
            transaction.Commit();
        }

        using var other = Open();
        using var command = other.CreateCommand();
        command.CommandText = "SELECT at, role, step, state FROM outbox WHERE id = 1";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        Assert.Equal(
            (Noon.ToUnixTimeMilliseconds(), "Operator", Step, OutboxState.New),
            (row.GetInt64(0), row.GetString(1), StepText.Read(row.GetString(2)), (OutboxState)row.GetInt32(3)));
    }

    // The ledger's entry fell, so must its step.
    [Fact]
    public void Add_TransactionRolledBack_LeavesNothing()
    {
        using (var transaction = _db.BeginTransaction())
        {
            OutboxRows.Add(_db, transaction, Noon, TimeRole.Operator, Step);
        }

        Assert.Equal(0L, Count());
    }

    [Theory]
    [InlineData("UPDATE outbox SET step = '{}'")]
    [InlineData("UPDATE outbox SET role = 'Admin'")]
    [InlineData("UPDATE outbox SET id = 7")]
    [InlineData("DELETE FROM outbox")]
    [InlineData("UPDATE outbox SET state = 6")]
    [InlineData("UPDATE outbox SET state = 1")] // signed by nobody
    [InlineData("INSERT INTO outbox(at, role, step, state, signer, nonce, raw, hash) SELECT at, role, step, 1, 's', 4, x'01', x'02' FROM outbox UNION ALL SELECT at, role, step, 1, 's', 4, x'03', x'04' FROM outbox")]
    public void AHandWithATool_IsStopped(string sql)
    {
        using (var transaction = _db.BeginTransaction())
        {
            OutboxRows.Add(_db, transaction, Noon, TimeRole.Operator, Step);
            transaction.Commit();
        }

        Assert.Throws<SqliteException>(() => ReadingsDatabase.Run(_db, sql));
        Assert.Equal(1L, Count());
    }

    private long Count()
    {
        using var command = _db.CreateCommand();
        command.CommandText = "SELECT count(*) FROM outbox";
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "timebank.db"), Pooling = false }.ToString());
        db.Open();
        OutboxSchema.Create(db);
        return db;
    }

    private static Id32 Name(byte number) => new([.. new byte[31], number]);
}
