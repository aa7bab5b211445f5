using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>Votes in a file of their own, votes.db: one writer whose commits are on disk when they return, and nothing else of the program that would have to stop when a secret box is shuffled.</summary>
internal sealed class SqliteVoteStore(IOptions<DataOptions> options) : IVoteStore, IDisposable
{
    /// <summary>The name of the file in <c>Data:Directory</c>.</summary>
    public const string FileName = "votes.db";

    private readonly SemaphoreSlim _turn = new(1);
    private SqliteConnection? _writer;

    public Task<IReadOnlyList<VoteId>> ListAsync(CancellationToken cancellation) =>
        InTurnAsync<IReadOnlyList<VoteId>>(db => Read(db, "SELECT vote FROM leaf WHERE number = 0", row => new VoteId(row.GetInt32(0))), cancellation);

    public Task<VoteId> NextAsync(CancellationToken cancellation) =>
        InTurnAsync(db => new VoteId(Read(db, "SELECT ifnull(max(vote), 0) + 1 FROM leaf", row => row.GetInt32(0)).Single()), cancellation);

    public Task<StoredVote?> FindAsync(VoteId id, CancellationToken cancellation) => InTurnAsync(
        db => Read(db, "SELECT content FROM leaf WHERE vote = @vote ORDER BY number", row => row.GetFieldValue<byte[]>(0), id) is not { Count: > 0 } leaves ? null : new StoredVote(
            id,
            Read(db, "SELECT number, id, name, place, heads, area, account, proxy, salt FROM roll WHERE vote = @vote ORDER BY number", EntryOf, id),
            leaves,
            Read(db, "SELECT key, leaf FROM command WHERE vote = @vote", row => (Key: IdOf(row, 0), Leaf: row.GetInt64(1)), id).ToDictionary(pair => pair.Key, pair => pair.Leaf),
            Read(db, "SELECT phrase FROM box WHERE vote = @vote", row => row.GetString(0), id),
            Read(db, "SELECT size, root, at, signature FROM checkpoint WHERE vote = @vote ORDER BY number",
                row => new VoteCheckpoint(id, row.GetInt64(0), row.GetFieldValue<byte[]>(1), TimeOf(row, 2), row.GetFieldValue<byte[]>(3)), id),
            Read(db, "SELECT kind, about, clerk, content FROM slip WHERE vote = @vote", SlipOf, id)),
        cancellation);

    public Task<IReadOnlyList<BoxedBallot>> OpenBoxAsync(VoteId id, CancellationToken cancellation) => InTurnAsync<IReadOnlyList<BoxedBallot>>(
        db => Read(db, "SELECT id, option, phrase FROM box WHERE vote = @vote ORDER BY id", row => new BoxedBallot(IdOf(row, 0), row.GetString(1), row.GetString(2)), id), cancellation);

    public Task CommitAsync(IReadOnlyList<VoteChange> changes, CancellationToken cancellation) => InTurnAsync(
        db =>
        {
            using var transaction = db.BeginTransaction(deferred: false);
            foreach (var change in changes)
            {
                Write(db, change);
            }

            transaction.Commit();
            return true;
        },
        cancellation);

    public Task ForgetOrderAsync(CancellationToken cancellation) => InTurnAsync(
        db =>
        {
            if (Read(db, "SELECT 1 FROM forget", row => row.GetInt32(0)).Count > 0)
            {
                // The file is written anew, each table in the order of its keys, and the log of writes is cut to nothing.
                ReadingsDatabase.Run(db, "VACUUM");
                CutLog(db);
                ReadingsDatabase.Run(db, "DELETE FROM forget");
                CutLog(db);
            }

            return true;
        },
        cancellation);

    public void Dispose()
    {
        _writer?.Dispose();
        _turn.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return work(_writer ??= Open());
        }
        finally
        {
            _turn.Release();
        }
    }

    private SqliteConnection Open()
    {
        var file = options.Value.File(FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            writer.Open();
            ReadingsDatabase.Run(writer, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=2000; PRAGMA secure_delete=ON");
            VotesSchema.BringUp(writer);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private static void CutLog(SqliteConnection db)
    {
        if (Read(db, "PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt32(0)) is not [0])
        {
            throw new IOException("votes.db is read by another program: the log of writes could not be cut yet; close what reads the file.");
        }
    }

    private static void Write(SqliteConnection db, VoteChange change)
    {
        Run(db, "INSERT INTO roll VALUES(@vote, @number, @id, @name, @place, @heads, @area, @account, @proxy, @salt)", change.Id, change.Roll.Select(entry => new (string, object?)[]
        {
            ("@number", entry.Number), ("@id", Bytes(entry.Id.Value)), ("@name", entry.Name), ("@place", entry.Place), ("@heads", entry.Heads), ("@area", entry.Area),
            ("@account", entry.Account?.Value), ("@proxy", entry.Proxy is { } proxy ? Bytes(proxy.Value) : null), ("@salt", entry.Salt),
        }));
        Run(db, "INSERT INTO leaf VALUES(@vote, @number, @content)", change.Id, change.Leaves.Select(leaf => new (string, object?)[] { ("@number", leaf.Number), ("@content", leaf.Line) }));
        Run(db, "INSERT INTO command VALUES(@vote, @key, @leaf)", change.Id, change.Keys.Select(key => new (string, object?)[] { ("@key", Bytes(key.Key)), ("@leaf", key.Leaf) }));
        Run(db, "INSERT INTO box VALUES(@vote, @id, @option, @phrase)", change.Id,
            change.Boxed.Select(ballot => new (string, object?)[] { ("@id", Bytes(ballot.Id)), ("@option", ballot.Option), ("@phrase", ballot.Phrase) }));
        Run(db, "INSERT INTO checkpoint SELECT @vote, count(*), @size, @root, @at, @signature FROM checkpoint WHERE vote = @vote", change.Id, change.Checkpoints.Select(kept => new (string, object?)[]
        {
            ("@size", kept.Size), ("@root", kept.Root), ("@at", kept.At.UtcTicks), ("@signature", kept.Signature),
        }));
        foreach (var (slip, isGone) in change.Slips)
        {
            Run(db, isGone ? "DELETE FROM slip WHERE vote = @vote AND kind = @kind AND about = @about AND clerk = @clerk" : "INSERT OR REPLACE INTO slip VALUES(@vote, @kind, @about, @clerk, @content)", change.Id,
            [
                [("@kind", slip.Kind.ToString()), ("@about", slip.About), ("@clerk", slip.By?.Value ?? ""), .. isGone ? Array.Empty<(string, object?)>() : [("@content", slip.Content)]],
            ]);
        }

        if (change.DropsBox)
        {
            Run(db, "DELETE FROM box WHERE vote = @vote", change.Id, [[]]);
        }

        if (change.DropsKeys)
        {
            Run(db, "DELETE FROM command WHERE vote = @vote", change.Id, [[]]);
            Run(db, "INSERT OR IGNORE INTO forget SELECT 1 WHERE @vote > 0", change.Id, [[]]);
        }
    }

    private static void Run(SqliteConnection db, string sql, VoteId vote, IEnumerable<(string Name, object? Value)[]> rows)
    {
        SqliteCommand? command = null;
        try
        {
            foreach (var row in rows)
            {
                if (command is null)
                {
                    command = db.CreateCommand();
                    command.CommandText = sql;
                    command.Parameters.AddWithValue("@vote", vote.Value);
                    foreach (var (name, _) in row)
                    {
                        command.Parameters.Add(new SqliteParameter { ParameterName = name });
                    }
                }

                for (var field = 0; field < row.Length; field++)
                {
                    command.Parameters[field + 1].Value = row[field].Value ?? DBNull.Value;
                }

                command.ExecuteNonQuery();
            }
        }
        finally
        {
            command?.Dispose();
        }
    }

    private static List<T> Read<T>(SqliteConnection db, string sql, Func<SqliteDataReader, T> rowOf, VoteId? vote = null)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        if (vote is { } id)
        {
            command.Parameters.AddWithValue("@vote", id.Value);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(rowOf(reader));
        }

        return rows;
    }

    private static VoteSlip SlipOf(SqliteDataReader row) =>
        new(Enum.Parse<SlipKind>(row.GetString(0)), row.GetString(1), row.GetString(2) is { Length: > 0 } clerk ? new StaffId(clerk) : null, row.GetString(3));

    private static RollEntry EntryOf(SqliteDataReader row) => new(
        row.GetInt32(0), new RollId(IdOf(row, 1)), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt64(5),
        row.IsDBNull(6) ? null : new StaffId(row.GetString(6)), row.IsDBNull(7) ? null : new RollId(IdOf(row, 7)), row.GetFieldValue<byte[]>(8));

    private static DateTimeOffset TimeOf(SqliteDataReader row, int field) => new(row.GetInt64(field), TimeSpan.Zero);

    private static Guid IdOf(SqliteDataReader row, int field) => new(row.GetFieldValue<byte[]>(field), bigEndian: true);

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
}
