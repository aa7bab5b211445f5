using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Council;

/// <summary>Reads the votes at the start; then closes each at its time and signs the logs of those that are open.</summary>
internal sealed partial class VoteLoop(VoteLedger ledger, VoteDesk desk, VoteBoard board, VoteSigner signer, ClockWatch clock, TimeProvider time, ILogger<VoteLoop> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly CheckpointPace _pace = new(time);

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ledger.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Looks once at all that is open.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var before = clock.Jump;
        clock.Look();
        if (clock.Jump is { } jump && jump != before)
        {
            LogJump(jump.By);
        }

        var now = time.GetUtcNow();
        foreach (var vote in board.Open.Where(vote => signer.Signs(vote.Definition)).ToList())
        {
            var isSigningDue = vote.Checkpoint is not { } last || _pace.IsDue(last);
            if (!isSigningDue && clock.Passed(now) < vote.ClosesAt)
            {
                continue;
            }

            try
            {
                await desk.TendAsync(vote.Id, isSigningDue, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault, vote.Id.Value); // the next look tries again
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Vote {Vote} could not be closed or signed; it is tried again in a second.")]
    private partial void LogFault(Exception fault, int vote);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The system clock moved {By} more than time passed: votes are closed by the time that passed, or by their chair. Set the clock right; after a restart it is believed.")]
    private partial void LogJump(TimeSpan by);
}
