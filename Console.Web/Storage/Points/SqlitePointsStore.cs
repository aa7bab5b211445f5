using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.Points;

/// <summary>The bank in a file of its own, points.db. A decision is taken inside the transaction that writes it: what it sees holds until it is on disk, also against another process.</summary>
internal sealed class SqlitePointsStore(IOptions<DataOptions> options) : IPointsStore, IDisposable
{
    /// <summary>The name of the file in <c>Data:Directory</c>.</summary>
    public const string FileName = "points.db";

    // Readers have a connection of their own: a long statement must not hold up somebody who redeems.
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _reading = new(1);
    private SqliteConnection? _writer;
    private SqliteConnection? _reader;

    public Task<IReadOnlyList<string>> CommunitiesAsync(CancellationToken cancellation) => ReadAsync<IReadOnlyList<string>>(
        db => SqlRows.Read(db, "SELECT DISTINCT community FROM entry ORDER BY community", row => row.GetString(0)), cancellation);

    public async Task<IReadOnlyList<Result<PointsChange>>> GiveAsync(string community, IReadOnlyList<Func<IPointsSight, Result<PointsChange>>> decisions, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            var db = _writer ??= Open();
            using var transaction = db.BeginTransaction(deferred: false);
            var sight = new SqlitePointsSight(db, community);
            var results = decisions.Select(decide => Take(db, sight, decide)).ToList();
            transaction.Commit();
            return results;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>What is wrong with the file itself: an index that does not agree with its table, a page that is none; null when nothing is.</summary>
    public Task<string?> DamageAsync(CancellationToken cancellation) =>
        ReadAsync(db => SqlRows.Read(db, "PRAGMA integrity_check(1)", row => row.GetString(0)) is [var first, ..] && first != "ok" ? first : null, cancellation);

    public Task<T> LookAsync<T>(string community, Func<IPointsSight, T> look, CancellationToken cancellation) => ReadAsync(
        db =>
        {
            using var transaction = db.BeginTransaction(deferred: true);
            return look(new SqlitePointsSight(db, community));
        },
        cancellation);

    public void Dispose()
    {
        _writer?.Dispose();
        _reader?.Dispose();
        _writing.Dispose();
        _reading.Dispose();
    }

    private async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            return read(_reader ??= Open());
        }
        finally
        {
            _reading.Release();
        }
    }

    private static Result<PointsChange> Take(SqliteConnection db, SqlitePointsSight sight, Func<IPointsSight, Result<PointsChange>> decide)
    {
        var decided = decide(sight);
        if (!decided.Succeeded || decided.Value.IsThere)
        {
            return decided;
        }

        var change = decided.Value with { Entry = decided.Value.Posting?.After(sight.Last) };
        PointsRows.Write(db, sight.Community, change);
        return change;
    }

    private SqliteConnection Open()
    {
        var file = options.Value.File(FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            db.Open();
            ReadingsDatabase.Run(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000");
            PointsSchema.BringUp(db);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }
}
