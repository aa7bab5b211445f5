using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Kernel;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Forgeries() =>
        ["time", "community", "actor", "action", "result", "key", "id", "commitment", "hash", "salt", "subject", "name", "from", "before", "after", "reason", "refusal"];

    [Fact]
    public async Task Verify_Untouched_IsWhole()
    {
        var records = await RecordsAsync();

        var verdict = await VerifyAsync(records, new AuditCheckpoint(6, records[5].Hash));

        Assert.True(verdict.IsWhole, verdict.Reason);
        Assert.Equal(10, verdict.Walked.Count);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Verify_OneFieldChanged_IsFoundAtThatRecord(string field)
    {
        var records = await RecordsAsync();
        records[4] = Forge(records[4], field);

        Assert.Equal(5, (await VerifyAsync(records)).BrokenAt);
    }

    [Fact]
    public async Task Verify_Removed_IsFound()
    {
        var records = await RecordsAsync();
        records.RemoveAt(4);

        Assert.Equal(6, (await VerifyAsync(records)).BrokenAt);
    }

    [Fact]
    public async Task Verify_RemovedAndRenumbered_IsFound()
    {
        var records = await RecordsAsync();
        records.RemoveAt(4);

        Assert.Equal(5, (await VerifyAsync([.. records.Select((record, i) => record with { Number = i + 1 })])).BrokenAt);
    }

    [Fact]
    public async Task Verify_Swapped_IsFound()
    {
        var records = await RecordsAsync();
        (records[3], records[4]) = (records[4] with { Number = 4 }, records[3] with { Number = 5 });

        Assert.Equal(4, (await VerifyAsync(records)).BrokenAt);
    }

    [Fact]
    public async Task Verify_TailCutOff_IsFoundByTheCheckpointOnly()
    {
        var records = await RecordsAsync();
        var checkpoint = new AuditCheckpoint(10, records[9].Hash);
        records.RemoveRange(8, 2);

        Assert.True((await VerifyAsync(records)).IsWhole);
        Assert.Equal(9, (await VerifyAsync(records, checkpoint)).BrokenAt);
    }

    [Fact]
    public async Task Verify_WholeChainMadeAnew_IsFoundByTheCheckpointOnly()
    {
        var checkpoint = new AuditCheckpoint(6, (await RecordsAsync())[5].Hash);
        var anew = await RecordsAsync();

        Assert.True((await VerifyAsync(anew)).IsWhole);
        Assert.Equal(6, (await VerifyAsync(anew, checkpoint)).BrokenAt);
    }

    [Fact]
    public async Task Erase_Subject_ForgetsThePersonAndKeepsTheChain()
    {
        var log = await LogAsync();

        Assert.Equal(5, await log.EraseAsync("home:demo/1", CancellationToken.None));

        var records = await ListAsync(log);
        Assert.True((await VerifyAsync(records)).IsWhole);
        Assert.All(records.Where(record => record.Number % 2 == 0), record => Assert.Equal((null, null), (record.Details, record.Salt)));
        Assert.All(records.Where(record => record.Number % 2 == 1), record => Assert.NotNull(record.Details));
    }

    [Fact]
    public void Canonical_FieldsShifted_AreOtherBytes()
    {
        Assert.NotEqual(new CanonicalBytes().Add("ab").Add("c").Hash(), new CanonicalBytes().Add("a").Add("bc").Hash());
        Assert.Equal(
            new CanonicalBytes().Add(Noon).Hash(), new CanonicalBytes().Add(Noon.ToOffset(TimeSpan.FromHours(8))).Hash());
    }

    private static AuditRecord Forge(AuditRecord record, string field)
    {
        var details = record.Details!;
        return field switch
        {
            "time" => record with { At = record.At.AddTicks(1) },
            "community" => record with { Community = "other" },
            "actor" => record with { Actor = "somebody" },
            "action" => record with { Action = "alert.resolve" },
            "result" => record with { Result = "alert.taken" },
            "key" => record with { CommandKey = null },
            "id" => record with { Id = Guid.NewGuid() },
            "commitment" => record with { Commitment = Flipped(record.Commitment) },
            "hash" => record with { Hash = Flipped(record.Hash) },
            "salt" => record with { Salt = Flipped(record.Salt!) },
            "subject" => record with { Details = details with { Subject = "home:demo/9" } },
            "name" => record with { Details = details with { ActorName = "别人" } },
            "from" => record with { Details = details with { From = "10.0.0.9" } },
            "before" => record with { Details = details with { Before = "x" } },
            "after" => record with { Details = details with { After = "x" } },
            "reason" => record with { Details = details with { Reason = "x" } },
            _ => record with { Details = details with { Refusal = new Sentence("不", "no") } },
        };
    }

    private static byte[] Flipped(byte[] bytes) => [(byte)(bytes[0] ^ 1), .. bytes[1..]];

    private static async Task<VolatileAuditLog> LogAsync()
    {
        var log = new VolatileAuditLog();
        for (var i = 0; i < 10; i++)
        {
            var details = new AuditDetails($"home:demo/{i % 2}", "林晓芸", "10.0.0.7", "Open", "Taken", "说明");
            await log.AppendAsync([new AuditEntry(Noon.AddMinutes(i), "demo", "lin", "alert.take", AuditEntry.Done, details, Guid.NewGuid())], CancellationToken.None);
        }

        return log;
    }

    private static async Task<List<AuditRecord>> RecordsAsync() => await ListAsync(await LogAsync());

    private static async Task<List<AuditRecord>> ListAsync(VolatileAuditLog log)
    {
        var records = new List<AuditRecord>();
        await foreach (var record in log.ReadAsync(0, CancellationToken.None))
        {
            records.Add(record);
        }

        return records;
    }

    private static Task<AuditVerdict> VerifyAsync(List<AuditRecord> records, AuditCheckpoint? kept = null) =>
        AuditChain.VerifyAsync(records.ToAsyncEnumerable(), kept, CancellationToken.None);
}
