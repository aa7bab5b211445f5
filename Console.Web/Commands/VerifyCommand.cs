using System.Globalization;
using System.Text.Json;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Council;
using CommunityConsole.Web.Storage.Points;
using CommunityConsole.Web.Storage.TimeBank;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Commands;

/// <summary>
/// <c>verify [--kept [WHAT=]COUNT:HASH]...</c>: walks the audit chain, recounts every vote, every points ledger and the time bank where they are
/// stored, also beside a running server, and names the first wrong record of each.
/// </summary>
internal static class VerifyCommand
{
    /// <summary>Something was changed, removed, inserted or moved.</summary>
    public const int Wrong = 1;

    private const string Usage = "verify [--kept [audit|time|points:COMMUNITY=]COUNT:HASH]...";

    /// <summary>0 when all is as it was written, 1 when something is not, 2 when the command line is no use or there is nothing to read.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (VerifyKept.Read(args) is not { } kept)
        {
            await Console.Error.WriteLineAsync(Usage);
            return CommandLine.Unusable;
        }

        await using var app = ConsoleHost.Build(["--Logging:LogLevel:Default=Warning"]);
        var data = app.Services.GetRequiredService<IOptions<DataOptions>>().Value;
        if (!File.Exists(data.File(StorageFeature.ConsoleFile)) || !File.Exists(data.File(SqliteVoteStore.FileName)))
        {
            await Console.Error.WriteLineAsync($"{data.Directory} 里没有数据：请先启动一次程序，或用 Data__Directory 指明目录。There is no data in it: start the program once, or name the folder with Data__Directory.");
            return CommandLine.Unusable;
        }

        try
        {
            var audit = await AuditAsync(app.Services.GetRequiredService<IAuditLog>(), kept.Audit, Console.Out, CancellationToken.None);
            var votes = await VotesAsync(app.Services.GetRequiredService<IVoteStore>(), Console.Out, CancellationToken.None);
            var points = await PointsAsync(app.Services.GetRequiredService<IPointsStore>(), kept.Points, Console.Out, CancellationToken.None);
            var hours = !File.Exists(data.File(SqliteTimeBankStore.FileName))
                || await TimeBankAsync(data.File(SqliteTimeBankStore.FileName), app.Services.GetRequiredService<TimeAccounts>(), kept.Time, Console.Out);
            return audit && votes && points && hours ? 0 : Wrong;
        }
        catch (SqliteException fault)
        {
            await Console.Error.WriteLineAsync($"读不了数据库：{fault.Message} 若是旧版本的数据，请先用这个版本启动一次。The database cannot be read; data of an older version: start the program once.");
            return CommandLine.Unusable;
        }
    }

    /// <summary>Says whether the audit chain is whole, and its head, which somebody else should keep.</summary>
    internal static async Task<bool> AuditAsync(IAuditLog log, AuditCheckpoint? kept, TextWriter output, CancellationToken cancellation)
    {
        var verdict = await AuditChain.VerifyAsync(log.ReadAsync(0, cancellation), kept, cancellation);
        await output.WriteLineAsync(verdict.IsWhole
            ? string.Create(CultureInfo.InvariantCulture, $"审计 / audit: {verdict.Walked.Count} 条，完整 / whole; --kept {verdict.Walked.Count}:{Convert.ToHexStringLower(verdict.Walked.Head)}")
            : string.Create(CultureInfo.InvariantCulture, $"审计 / audit: 第 {verdict.BrokenAt} 条不对 / record {verdict.BrokenAt} is wrong: {verdict.Reason}"));
        return verdict.IsWhole;
    }

    /// <summary>Says of each vote whether its log is right, and which line is not.</summary>
    internal static async Task<bool> VotesAsync(IVoteStore store, TextWriter output, CancellationToken cancellation)
    {
        var right = true;
        await foreach (var vote in new VoteInspection(store).CheckAsync(cancellation))
        {
            right &= vote.Fault is null;
            await output.WriteLineAsync(vote.Fault is { } fault
                ? string.Create(CultureInfo.InvariantCulture, $"表决 / vote {vote.Id}: {fault.Part} {fault.Number}: {fault.Why.Zh} {fault.Why.En}")
                : string.Create(CultureInfo.InvariantCulture, $"表决 / vote {vote.Id}: {vote.Leaves} 条，正确 / right"));
        }

        return right;
    }

    /// <summary>Says of each community's points ledger whether it is right, and which entry is not; with its head, which somebody else should keep.</summary>
    internal static async Task<bool> PointsAsync(IPointsStore store, IReadOnlyDictionary<string, (long Entries, byte[] Head)> kept, TextWriter output, CancellationToken cancellation)
    {
        var right = true;
        foreach (var community in (await store.CommunitiesAsync(cancellation)).Union(kept.Keys).Order(StringComparer.Ordinal))
        {
            string? unreadable = null;
            PointsVerdict? verdict = null;
            try
            {
                verdict = await store.LookAsync(community, sight => PointsCheck.Of(sight, kept.TryGetValue(community, out var mark) ? mark : null), cancellation);
            }
            catch (Exception fault) when (fault is SqliteException or JsonException or InvalidCastException or ArgumentException or OverflowException or FormatException)
            {
                unreadable = fault.Message;
            }

            right &= verdict is { Fault: null };
            await output.WriteLineAsync(verdict switch
            {
                null => $"积分 / points {community}: 规则、成员或兑换券的一行读不出来 / a row of rules, members or vouchers cannot be read: {unreadable}",
                { Fault: { Entry: > 0 } wrong } => string.Create(CultureInfo.InvariantCulture, $"积分 / points {community}: 第 {wrong.Entry} 条不对 / entry {wrong.Entry} is wrong: {wrong.Why.Zh} {wrong.Why.En}"),
                { Fault: { } wrong } => $"积分 / points {community}: {wrong.Why.Zh} {wrong.Why.En}",
                _ => string.Create(CultureInfo.InvariantCulture, $"积分 / points {community}: {verdict.Entries} 条，正确 / right; --kept points:{community}={verdict.Entries}:{Convert.ToHexStringLower(verdict.Head)}"),
            });
        }

        // What no entry shows: an index is only another way to the same rows, and decisions go by it.
        if (right && store is SqlitePointsStore file && await file.DamageAsync(cancellation) is { } damage)
        {
            right = false;
            await output.WriteLineAsync($"积分 / points: 文件 {SqlitePointsStore.FileName} 本身有损坏 / the file itself is damaged: {damage}");
        }

        return right;
    }

    /// <summary>Says whether the time bank's file is right, and which entry is not; with its root and its head, which somebody else should keep.</summary>
    internal static async Task<bool> TimeBankAsync(string file, TimeAccounts accounts, TimeKept? kept, TextWriter output)
    {
        var verdict = TimeBankInspection.Check(file, accounts, kept is null ? [] : [kept]);
        await output.WriteLineAsync(verdict switch
        {
            { Fault: { Entry: > 0 } wrong } => string.Create(CultureInfo.InvariantCulture, $"时间银行 / time bank: 第 {wrong.Entry} 条不对 / entry {wrong.Entry} is wrong: {wrong.Why.Zh} {wrong.Why.En}"),
            { Fault: { } wrong } => $"时间银行 / time bank: {wrong.Why.Zh} {wrong.Why.En}",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"时间银行 / time bank: {verdict.Entries} 条，正确 / right; 根 / root {Convert.ToHexStringLower(verdict.Root)}; --kept time={verdict.Entries}:{Convert.ToHexStringLower(verdict.Head)}"),
        });
        return verdict.Fault is null;
    }
}
