using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>The bank in a file of its own, timebank.db. A decision is taken inside the transaction that writes it, with the step for the chain beside its entries.</summary>
internal sealed class SqliteTimeBankStore(IOptions<DataOptions> options, IOptions<CommunityOptions> community) : ITimeBankStore, IDisposable
{
    /// <summary>The name of the file in <c>Data:Directory</c>.</summary>
    public const string FileName = "timebank.db";

    // Readers have a connection of their own: a long statement must not hold up somebody who confirms.
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _reading = new(1);
    private SqliteConnection? _writer;
    private SqliteConnection? _reader;
    private FoldedBank _bank = FoldedBank.Empty;

    public string Community => community.Value.Id;

    public async Task<IReadOnlyList<Result<TimeBankChange>>> GiveAsync(IReadOnlyList<Func<ITimeBankSight, Result<TimeBankChange>>> decisions, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            var db = _writer ??= Open(options);
            using var transaction = db.BeginTransaction(deferred: false);
            var sight = new SqliteTimeBankSight(db, _bank.UpTo(db));
            var results = decisions.Select(decide => Take(sight, transaction, decide)).ToList();
            transaction.Commit();
            Volatile.Write(ref _bank, sight.Bank);
            if (results.Any(result => result is { Succeeded: true, Value.Erased: not null }))
            {
                // What is forgotten must not lie on in the log beside the file.
                ReadingsDatabase.Run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
            }

            return results;
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<T> LookAsync<T>(Func<ITimeBankSight, T> look, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            var db = _reader ??= Open(options);
            using var transaction = db.BeginTransaction(deferred: true);
            return look(new SqliteTimeBankSight(db, Volatile.Read(ref _bank).UpTo(db)));
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _reader?.Dispose();
        _writing.Dispose();
        _reading.Dispose();
    }

    /// <summary>A connection to the file as the bank uses it; the caller ends it.</summary>
    internal static SqliteConnection Open(IOptions<DataOptions> options)
    {
        var file = options.Value.File(FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            db.Open();
            ReadingsDatabase.Run(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA secure_delete=ON");
            TimeBankSchema.BringUp(db);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    private static Result<TimeBankChange> Take(SqliteTimeBankSight sight, SqliteTransaction transaction, Func<ITimeBankSight, Result<TimeBankChange>> decide)
    {
        var decided = decide(sight);
        return !decided.Succeeded || decided.Value.IsThere ? decided : sight.Write(decided.Value, transaction);
    }
}
