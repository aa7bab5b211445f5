using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.TimeBank;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>The outbox's one writer while the program runs: sends, anchors, compares, and says how it stands. The ledger never waits for it.</summary>
internal sealed partial class OutboxLoop(
    IOptions<ChainOptions> options, IOptions<DataOptions> data, ChainConnection connection, ITimeBankStore ledger, ChainBoard board, ChainNotices notices, TimeProvider time,
    ILogger<OutboxLoop> log, ILoggerFactory logs)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OpenAgain = TimeSpan.FromSeconds(30);

    private ChainStanding _standing = new(options.Value.Mode);
    private bool _lost;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Show(_standing);
        if (options.Value.Mode == ChainMode.Off)
        {
            return;
        }

        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // The ledger makes its file; the outbox lies in it.
                await ledger.LookAsync(static sight => sight.Last, stoppingToken);
                var gateway = await connection.OpenAsync(stoppingToken);
                using var store = new OutboxStore(data.Value.File(SqliteTimeBankStore.FileName));
                await RunAsync(gateway, store, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                var said = fault is ChainSetupException setup ? setup.Said : new Sentence($"链连不上：{fault.Message}", $"The chain cannot be reached: {fault.Message}");
                Show(_standing with { Trouble = said, StandsStill = fault is ChainSetupException });
                LogNotOpen(fault, said.En);
                await Task.Delay(Ticks.InRealTime(time, OpenAgain), time, stoppingToken);
            }
        }
    }

    private async Task RunAsync(IChainGateway gateway, OutboxStore store, CancellationToken stop)
    {
        var sender = new OutboxSender(gateway, store, time, logs.CreateLogger<OutboxSender>());
        var anchors = new LedgerAnchors(store, ledger, options.Value, time);
        var compare = new ChainCompare(gateway, store, ledger);
        await foreach (var now in Ticks.EveryAsync(Pause, time, stop))
        {
            try
            {
                await anchors.RunAsync(stop);
                while (await sender.RoundAsync(stop))
                {
                    Show(Standing(sender, store));
                }

                if (sender.Mismatch is null && !(now - _standing.ComparedAt < options.Value.CompareEvery))
                {
                    _standing = _standing with { Difference = await compare.RunAsync(stop), ComparedAt = now };
                    LogDifference(_standing.Difference);
                }

                Show(Standing(sender, store));
                await notices.TellAsync(sender.Mismatch, stop);
                if (_lost)
                {
                    _lost = false;
                    LogBack();
                }
            }
            catch (ChainFaultException fault)
            {
                Show(Standing(sender, store) with { Trouble = new($"链暂时连不上，步骤先存着：{fault.Message}", $"The chain cannot be reached; steps wait: {fault.Message}") });
                if (!_lost)
                {
                    _lost = true;
                    LogLost(fault.Message);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault); // one bad round; the next begins from the file
            }
        }
    }

    private ChainStanding Standing(OutboxSender sender, OutboxStore store)
    {
        var anchor = store.LastAnchor(isConfirmed: true);
        Sentence? trouble = sender switch
        {
            { Mismatch: { } wrong } => wrong.Message,
            { Refusal: { } said } => new($"节点不收，稍后再送：{said}", $"The node refuses; it is offered again: {said}"),
            { Unsigned.Count: > 0 } => new($"没有密钥的角色：{string.Join("、", sender.Unsigned)}", $"Roles without a key: {string.Join(", ", sender.Unsigned)}"),
            _ => null,
        };
        return _standing with { Trouble = trouble, StandsStill = sender.Mismatch is not null, Counts = store.Counts(), AnchoredTo = anchor?.Step.To ?? 0, AnchoredAt = anchor?.At };
    }

    private void Show(ChainStanding standing) => board.Show(_standing = standing);

    private void LogDifference(Sentence? difference)
    {
        if (difference is not null)
        {
            LogDiffers(difference.En);
        }
    }

    [LoggerMessage(LogLevel.Error, "The way to the chain cannot be opened, the next try is in half a minute: {What}")]
    private partial void LogNotOpen(Exception fault, string what);

    [LoggerMessage(LogLevel.Warning, "The chain cannot be reached, steps wait: {Why}")]
    private partial void LogLost(string why);

    [LoggerMessage(LogLevel.Information, "The chain is reached again")]
    private partial void LogBack();

    [LoggerMessage(LogLevel.Error, "Ledger and chain differ: {What}")]
    private partial void LogDiffers(string what);

    [LoggerMessage(LogLevel.Error, "A round of the outbox failed")]
    private partial void LogFailed(Exception fault);
}
