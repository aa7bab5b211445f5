using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Repairs;

/// <summary>Deletes contacts and photos of repairs that ended long ago. Each repair says so by a step; the audit is told how many.</summary>
internal sealed class RepairRetention(IRepairStore store, RepairLedger ledger, IAuditLog audit, IOptions<RepairOptions> options, TimeProvider time)
{
    /// <summary>The audit's name of it.</summary>
    public const string Action = "repair.retention";

    private const string Reason = "保存期已满";

    /// <summary>Looks once; returns of how many repairs something was deleted.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var before = now - options.Value.ContactsKept;
        Dictionary<string, int> gone = [];
        foreach (var found in await store.ListPersonalAsync(before, cancellation))
        {
            // As stored when it is done: somebody may have opened it again meanwhile.
            var result = await ledger.ChangeAsync(
                found, repair => RepairPolicy.EndedAt(repair) <= before ? repair.Erase(RepairErasure.All, Reason, Actor.Program(repair.Community), now) : repair, (_, _) => [], cancellation);
            if (result is { Succeeded: true, Value: { Steps: [.., { Kind: RepairStepKind.Erased } last] } repair } && last.At == now)
            {
                gone[repair.Community] = gone.GetValueOrDefault(repair.Community) + 1;
            }
        }

        var program = Actor.ProgramId.Value;
        await audit.AppendAsync(
            [.. gone.Select(pair => new AuditEntry(
                now, pair.Key, program, Action, AuditEntry.Done, new AuditDetails("repair:", Actor.Program(pair.Key).Name, "", "", FormattableString.Invariant($"{pair.Value}"), Reason)))],
            cancellation);
        return gone.Values.Sum();
    }
}

/// <summary>Looks once an hour.</summary>
internal sealed partial class RepairRetentionLoop(RepairRetention retention, TimeProvider time, ILogger<RepairRetentionLoop> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await retention.RunAsync(stoppingToken) is > 0 and var gone)
                {
                    LogGone(gone);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Contacts and photos of {Count} repairs that ended long ago were deleted.")]
    private partial void LogGone(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Contacts of old repairs could not be looked at; the next look is in an hour.")]
    private partial void LogFault(Exception fault);
}
