using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>The outbox as its one writer uses it, on a connection of its own to timebank.db. Every change is on disk when a method returns.</summary>
internal sealed class OutboxStore : IDisposable
{
    private const string Columns = "id, at, role, step, state, signer, nonce, raw, hash, tries, tried, block, block_hash, gas, reason";

    private readonly SqliteConnection _db;

    /// <summary>Opens the file; the tables are made where they are not yet.</summary>
    public OutboxStore(string file)
    {
        _db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            _db.Open();
            ReadingsDatabase.Run(_db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000");
            OutboxSchema.Create(_db);
        }
        catch
        {
            _db.Dispose();
            throw;
        }
    }

    /// <summary>Which chain the rows were begun for; null before the first.</summary>
    public string? Chain => Read("SELECT identity FROM outbox_chain", static row => row.GetString(0)).FirstOrDefault();

    /// <summary>Binds the outbox to a chain, once.</summary>
    public void Bind(string identity) => Run("INSERT INTO outbox_chain(only, identity) VALUES(1, @x)", ("@x", identity));

    /// <summary>What is under way, and the next rows to sign, in the ledger's order.</summary>
    public IReadOnlyList<OutboxRow> Open(int mostNew) => Rows(
        $"SELECT {Columns} FROM outbox WHERE state IN (1, 2) UNION ALL SELECT * FROM (SELECT {Columns} FROM outbox WHERE state = 0 ORDER BY id LIMIT @x) ORDER BY id", ("@x", mostNew));

    /// <summary>Rows before one that are in no block, or in that block or a later one.</summary>
    public IReadOnlyList<OutboxRow> NotBefore(long id, long block) =>
        Rows($"SELECT {Columns} FROM outbox WHERE id < @x AND (block >= @y OR (block IS NULL AND state < 3)) ORDER BY id", ("@x", id), ("@y", block));

    /// <summary>Rows that somebody must look at.</summary>
    public IReadOnlyList<OutboxRow> Troubled(int most) => Rows($"SELECT {Columns} FROM outbox WHERE state IN (4, 5) ORDER BY id LIMIT @x", ("@x", most));

    /// <summary>All rows.</summary>
    public IReadOnlyList<OutboxRow> All() => Rows($"SELECT {Columns} FROM outbox ORDER BY id");

    /// <summary>The sides of a record, as it was filed.</summary>
    public (Id32 Provider, Id32 Receiver)? SidesOf(Id32 record) =>
        Read("SELECT step FROM outbox WHERE step ->> '$.step' = 'FileService' AND step ->> '$.record' = @x", static row => row.GetString(0), ("@x", record.ToString()))
            .Select(StepText.Read).OfType<FileService>().Select(static s => ((Id32, Id32)?)(s.Provider, s.Receiver)).FirstOrDefault();

    /// <summary>The last anchor that was asked for; of those the chain has confirmed, where only they count.</summary>
    public OutboxAnchor? LastAnchor(bool isConfirmed = false) => Rows($"SELECT {Columns} FROM outbox WHERE step ->> '$.step' = 'AnchorLedger' {(isConfirmed ? "AND state = 3" : "")} ORDER BY id DESC LIMIT 1")
        .Select(static row => row.Step is AnchorLedger step ? new OutboxAnchor(step, row.State, row.At) : null).FirstOrDefault();

    /// <summary>The number of the newest row; 0 where there is none.</summary>
    public long LastId => Read("SELECT ifnull(max(id), 0) FROM outbox", static row => row.GetInt64(0))[0];

    /// <summary>The steps of rows that are not settled.</summary>
    public IReadOnlyList<TimeBankStep> UnderWay() => Steps("state < 3");

    /// <summary>The steps of rows after one.</summary>
    public IReadOnlyList<TimeBankStep> Since(long id) => Steps("id > @x", ("@x", id));

    /// <summary>Adds a step of the outbox's own: an anchor.</summary>
    public void Add(DateTimeOffset at, TimeRole role, TimeBankStep step)
    {
        using var transaction = _db.BeginTransaction(deferred: false);
        OutboxRows.Add(_db, transaction, at, role, step);
        transaction.Commit();
    }

    /// <summary>How many rows are in each state, and since when the oldest waits.</summary>
    public OutboxCounts Counts()
    {
        var counts = Read("SELECT state, count(*) FROM outbox GROUP BY state", static row => (State: (OutboxState)row.GetInt32(0), Count: row.GetInt64(1))).ToDictionary(static c => c.State, static c => c.Count);
        var oldest = Read("SELECT min(at) FROM outbox WHERE state < 3", static row => row.IsDBNull(0) ? null : (DateTimeOffset?)TimeOf(row.GetInt64(0)))[0];
        return new OutboxCounts(counts, oldest);
    }

    /// <summary>The highest number of a signer that belongs to bytes; -1 where none does.</summary>
    public long LastNonce(SignerId signer) => Read(
        "SELECT max(ifnull((SELECT max(nonce) FROM outbox WHERE signer = @s), -1), ifnull((SELECT max(nonce) FROM outbox_spent WHERE signer = @s), -1), ifnull((SELECT max(nonce) FROM outbox_filler WHERE signer = @s), -1))",
        static row => row.GetInt64(0), ("@s", signer.Value))[0];

    /// <summary>Bytes that were given up or made to fill a gap, by their number; null where there are none.</summary>
    public byte[]? Spare(SignerId signer, long nonce) => Read(
        "SELECT raw FROM outbox_spent WHERE signer = @s AND nonce = @n UNION ALL SELECT raw FROM outbox_filler WHERE signer = @s AND nonce = @n",
        static row => row.GetFieldValue<byte[]>(0), ("@s", signer.Value), ("@n", nonce)).FirstOrDefault();

    /// <summary>Keeps bytes that do nothing but use a number.</summary>
    public void Fill(OutboxBytes bytes) => Run(
        "INSERT INTO outbox_filler(signer, nonce, raw, hash) VALUES(@s, @n, @r, @h)", ("@s", bytes.Signer.Value), ("@n", bytes.Nonce), ("@r", bytes.Raw), ("@h", bytes.Hash.ToBytes()));

    /// <summary>The highest block up to a height in which something of the outbox stands.</summary>
    public OutboxBlock? BlockUpTo(long height) => Read(
        "SELECT block, block_hash FROM outbox WHERE block <= @x ORDER BY block DESC LIMIT 1", static row => new OutboxBlock(row.GetInt64(0), IdOf(row, 1)), ("@x", height)).FirstOrDefault();

    /// <summary>Whatever stood above this height is no longer in the chain: it is under way again, with the same bytes.</summary>
    public int FallBack(long height) => Run(
        "UPDATE outbox SET state = 2, block = NULL, block_hash = NULL, gas = NULL, settled = NULL, reason = NULL, tries = 0, tried = NULL WHERE block > @x", ("@x", height));

    /// <summary>Writes how rows stand now, all or none.</summary>
    /// <param name="spent">Bytes of those rows that were given up, with the reason; they are kept.</param>
    public void Write(IReadOnlyCollection<OutboxRow> rows, IReadOnlyCollection<(OutboxRow Row, string Why)> spent, DateTimeOffset now)
    {
        if (rows.Count == 0)
        {
            return;
        }

        using var transaction = _db.BeginTransaction(deferred: false);
        foreach (var (row, why) in spent)
        {
            Run(
                "INSERT OR IGNORE INTO outbox_spent(hash, row, signer, nonce, raw, reason) VALUES(@h, @id, @s, @n, @r, @w)",
                ("@h", row.Signed!.Hash.ToBytes()), ("@id", row.Id), ("@s", row.Signed.Signer.Value), ("@n", row.Signed.Nonce), ("@r", row.Signed.Raw), ("@w", why));
        }

        using var command = _db.CreateCommand();
        command.CommandText = """
            UPDATE outbox SET state = @state, signer = @signer, nonce = @nonce, raw = @raw, hash = @hash, tries = @tries, tried = @tried, block = @block, block_hash = @block_hash, gas = @gas,
                reason = @reason, settled = CASE WHEN @state < 3 THEN NULL ELSE ifnull(settled, @now) END WHERE id = @id
            """;
        foreach (var row in rows)
        {
            SqlRows.Bind(
                command,
                ("@id", row.Id), ("@state", (int)row.State), ("@signer", row.Signed?.Signer.Value), ("@nonce", row.Signed?.Nonce), ("@raw", row.Signed?.Raw), ("@hash", row.Signed?.Hash.ToBytes()),
                ("@tries", row.Tries), ("@tried", row.Tried?.ToUnixTimeMilliseconds()), ("@block", row.Block?.Height), ("@block_hash", row.Block?.Hash.ToBytes()), ("@gas", row.Gas),
                ("@reason", row.Reason), ("@now", now.ToUnixTimeMilliseconds()));
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <inheritdoc />
    public void Dispose() => _db.Dispose();

    private List<OutboxRow> Rows(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Read(sql, RowOf, values);

    private List<TimeBankStep> Steps(string where, params ReadOnlySpan<(string Name, object? Value)> values) =>
        [.. Read($"SELECT step FROM outbox WHERE {where} ORDER BY id", static row => StepOf(row.GetString(0)), values).OfType<TimeBankStep>()];

    private static OutboxRow RowOf(SqliteDataReader row) => new(row.GetInt64(0), TimeOf(row.GetInt64(1)), Enum.Parse<TimeRole>(row.GetString(2)), StepOf(row.GetString(3)))
    {
        State = (OutboxState)row.GetInt32(4),
        Signed = row.IsDBNull(6) ? null : new OutboxBytes(new SignerId(row.GetString(5)), row.GetInt64(6), row.GetFieldValue<byte[]>(7), IdOf(row, 8)),
        Tries = row.GetInt32(9),
        Tried = row.IsDBNull(10) ? null : TimeOf(row.GetInt64(10)),
        Block = row.IsDBNull(11) ? null : new OutboxBlock(row.GetInt64(11), IdOf(row, 12)),
        Gas = row.IsDBNull(13) ? null : row.GetInt64(13),
        Reason = row.IsDBNull(14) ? null : row.GetString(14),
    };

    private static TimeBankStep? StepOf(string text)
    {
        try
        {
            return StepText.Read(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Id32 IdOf(SqliteDataReader row, int field) => new(row.GetFieldValue<byte[]>(field));

    private static DateTimeOffset TimeOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> rowOf, params ReadOnlySpan<(string Name, object? Value)> values) => SqlRows.Read(_db, sql, rowOf, values);

    private int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => SqlRows.Run(_db, sql, values);
}

/// <summary>An anchor in the outbox.</summary>
internal sealed record OutboxAnchor(AnchorLedger Step, OutboxState State, DateTimeOffset At);

/// <summary>How the outbox stands.</summary>
/// <param name="ByState">Rows in each state.</param>
/// <param name="Oldest">Since when the oldest row that is not settled waits.</param>
internal sealed record OutboxCounts(IReadOnlyDictionary<OutboxState, long> ByState, DateTimeOffset? Oldest)
{
    /// <summary>Rows that are not settled.</summary>
    public long Waiting => Of(OutboxState.New) + Of(OutboxState.Signed) + Of(OutboxState.Sent);

    /// <summary>Rows that somebody must look at.</summary>
    public long Troubled => Of(OutboxState.Dead) + Of(OutboxState.Conflict);

    /// <summary>Rows in one state.</summary>
    public long Of(OutboxState state) => ByState.GetValueOrDefault(state);
}
