using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Tests.Storage.Care;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Tests.Storage.Audit;

public sealed class AuditLogTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    private readonly ConsoleFile _file = new();

    private static CancellationToken Stop => CancellationToken.None;

    private IAuditLog Log => _file.Stores.Audit;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Append_Entries_AreReadBackAndTheChainIsWhole()
    {
        var key = Guid.NewGuid();
        await Log.AppendAsync([Entry(1), Entry(2) with { CommandKey = key, Details = Entry(2).Details with { Refusal = new Sentence("不行", "no") } }], Stop);
        await Log.AppendAsync([Entry(3)], Stop);

        Assert.False(await Log.AppendAsync([Entry(4), Entry(5) with { CommandKey = key }], Stop));

        var records = await ListAsync();
        Assert.Equal([1, 2, 3], records.Select(record => record.Number));
        Assert.Equal(Entry(1).Details, records[0].Details);
        Assert.Equal((Noon.AddMinutes(1), "demo", "lin", "alert.take", "ok"), (records[0].At, records[0].Community, records[0].Actor, records[0].Action, records[0].Result));
        Assert.Equal(records[1].Hash, (await Log.FindCommandAsync(key, Stop))!.Hash);
        Assert.Equal(new Sentence("不行", "no"), records[1].Details!.Refusal);
        Assert.Null(await Log.FindCommandAsync(Guid.NewGuid(), Stop));
        Assert.True((await VerifyAsync()).IsWhole);
    }

    [Fact]
    public async Task Append_ManyAtOnce_MakeOneChain()
    {
        await Task.WhenAll(Enumerable.Range(1, 100).Select(i => Task.Run(() => Log.AppendAsync([Entry(i)], Stop))));

        var verdict = await VerifyAsync();
        Assert.Equal((100, true), (verdict.Walked.Count, verdict.IsWhole));
    }

    [Theory]
    [InlineData("UPDATE Audit SET Actor = 'zhou' WHERE Number = 3", 3)]
    [InlineData("UPDATE Audit SET At = At + 1 WHERE Number = 3", 3)]
    [InlineData("UPDATE Audit SET Details_Reason = 'x' WHERE Number = 3", 3)]
    [InlineData("DELETE FROM Audit WHERE Number = 3", 4)]
    public async Task Verify_TableTampered_IsFound(string sql, long brokenAt)
    {
        await Log.AppendAsync([.. Enumerable.Range(1, 5).Select(Entry)], Stop);
        await using (var db = await _file.Contexts.CreateDbContextAsync(Stop))
        {
            Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(sql, Stop));
        }

        Assert.Equal(brokenAt, (await VerifyAsync()).BrokenAt);
    }

    [Fact]
    public async Task Erase_Subject_ForgetsThePersonAndKeepsTheChain()
    {
        await Log.AppendAsync([.. Enumerable.Range(1, 5).Select(Entry)], Stop);

        Assert.Equal(2, await Log.EraseAsync("home:demo/0", Stop));

        var records = await ListAsync();
        Assert.Equal([2, 4], records.Where(record => record is { Details: null, Salt: null }).Select(record => record.Number));
        Assert.True((await VerifyAsync()).IsWhole);
    }

    private static AuditEntry Entry(int i) => new(
        Noon.AddMinutes(i), "demo", "lin", "alert.take", AuditEntry.Done, new AuditDetails($"home:demo/{i % 2}", "林晓芸", "10.0.0.7", "Open", "Taken", "说明"));

    private Task<AuditVerdict> VerifyAsync() => AuditChain.VerifyAsync(Log.ReadAsync(0, Stop), null, Stop);

    private async Task<List<AuditRecord>> ListAsync()
    {
        var records = new List<AuditRecord>();
        await foreach (var record in Log.ReadAsync(0, Stop))
        {
            records.Add(record);
        }

        return records;
    }
}
