using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Audit;
using CommunityConsole.Web.Tests.Storage.Care;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Tests.Storage.Audit;

/// <summary>What waits together is written together, and each change stands or falls alone.</summary>
public sealed class ConsoleWriterTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    private readonly ConsoleFile _file = new();
    private readonly TaskCompletionSource _gate = new();

    private static CancellationToken Stop => CancellationToken.None;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Waiting_AreOneTransaction_WhereARefusalAFaultAndACancellationTakeNoOtherWithThem()
    {
        using var gone = new CancellationTokenSource();
        var key = Guid.NewGuid();
        var first = Held();
        var stored = Write(Entry(1) with { CommandKey = key });
        var refused = Write(Entry(2) with { CommandKey = key });
        var faulted = _file.Writer.WriteAsync([Entry(3)], async (db, stop) =>
        {
            await db.Set<AuditRecord>().ExecuteDeleteAsync(stop);
            throw new InvalidDataException("A fault of the caller's.");
        }, Stop);
        var cancelled = _file.Writer.WriteAsync([Entry(4)], static (_, _) => Task.CompletedTask, gone.Token);
        var seenFromOutside = 0;
        var last = _file.Writer.WriteAsync([Entry(5)], async (_, stop) => seenFromOutside = await CountAsync(stop), Stop);
        await gone.CancelAsync();

        _gate.SetResult();

        Assert.True(await first);
        Assert.True(await stored);
        Assert.False(await refused);
        await Assert.ThrowsAsync<InvalidDataException>(() => faulted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(await last);
        Assert.Equal(1, seenFromOutside);   // the first was alone; the stored one is in the transaction of the last
        Assert.Equal([Entry(0).At, Entry(1).At, Entry(5).At], await _file.Stores.Audit.ReadAsync(0, Stop).Select(record => record.At).ToListAsync());
        Assert.True((await AuditChain.VerifyAsync(_file.Stores.Audit.ReadAsync(0, Stop), null, Stop)).IsWhole);
    }

    [Fact]
    public async Task Transaction_EndedByAFault_NobodyInItIsToldItIsWritten()
    {
        var first = Held();
        var stored = Write(Entry(1));
        var ends = _file.Writer.WriteAsync([], async (db, stop) =>
        {
            await db.Database.ExecuteSqlRawAsync("ROLLBACK", stop);
            throw new IOException("The disk is full.");
        }, Stop);
        var after = Write(Entry(2));

        _gate.SetResult();

        Assert.True(await first);
        Assert.Equal("The disk is full.", (await Assert.ThrowsAsync<IOException>(() => stored)).Message);
        await Assert.ThrowsAsync<IOException>(() => ends);
        await Assert.ThrowsAsync<IOException>(() => after);
        Assert.Equal(1, await CountAsync(Stop));
        Assert.True(await Write(Entry(3)));
    }

    [Fact]
    public async Task MoreThanFitTogether_AreAllWritten()
    {
        var first = Held();
        var others = Enumerable.Range(1, (2 * ConsoleWriter.MostTogether) + 5).Select(i => Write(Entry(i))).ToList();

        _gate.SetResult();

        Assert.True(await first);
        Assert.All(await Task.WhenAll(others), Assert.True);
        Assert.Equal(others.Count + 1, await CountAsync(Stop));
    }

    // The one that others wait behind.
    private Task<bool> Held() => _file.Writer.WriteAsync([Entry(0)], (_, _) => _gate.Task, Stop);

    private Task<bool> Write(AuditEntry entry) => _file.Writer.WriteAsync([entry], static (_, _) => Task.CompletedTask, Stop);

    private async Task<int> CountAsync(CancellationToken stop)
    {
        await using var db = await _file.Contexts.CreateDbContextAsync(stop);
        return await db.Set<AuditRecord>().CountAsync(stop);
    }

    private static AuditEntry Entry(int i) => new(
        Noon.AddMinutes(i), "demo", "lin", "alert.take", AuditEntry.Done, new AuditDetails("home:demo/1", "林晓芸", "10.0.0.7", "Open", "Taken", "说明"));
}
