using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Metering;

/// <summary>
/// The one writer: takes what waits in the intake, calls for help first, has it committed together, and tells the
/// features above what is on disk. While a batch is being written the next one gathers.
/// </summary>
internal sealed partial class ReadingPump(
    ReadingIntake intake, BatchCommitter committer, PumpAudience audience, IOptions<IntakeOptions> options, TimeProvider time, ILogger<ReadingPump> log)
    : BackgroundService
{
    private readonly List<IntakePacket> _batch = [];
    private long _lastCommit;
    private Task<bool>? _urgentReady;
    private Task<bool>? _normalReady;

    /// <summary>Reads where the registers stood before the first packet can come.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await committer.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At the end what waits is still stored: the lanes close, and the loop runs until they are empty.
        using var closing = stoppingToken.Register(intake.Complete);
        while (await GatherAsync())
        {
            try
            {
                var outcome = await committer.CommitAsync(_batch, stoppingToken);
                _lastCommit = time.GetTimestamp();
                await audience.TellAsync(outcome, CancellationToken.None);
            }
            catch (Exception fault)
            {
                LogBatchFault(fault, _batch.Count);
            }

            _batch.Clear();
        }
    }

    // False when both lanes are closed and empty.
    private async Task<bool> GatherAsync()
    {
        while (true)
        {
            if (Take(intake.Urgent))
            {
                return true;
            }

            if (PauseLeft() is { } pause && pause > TimeSpan.Zero)
            {
                await Task.WhenAny(Task.Delay(pause, time), UrgentReady(), intake.EnoughAsync());
            }

            if (Take(intake.Urgent) || Take(intake.Normal))
            {
                return true;
            }

            var urgent = UrgentReady();
            var normal = _normalReady is { IsCompleted: false } waiting ? waiting : _normalReady = intake.Normal.WaitToReadAsync().AsTask();
            await Task.WhenAny(urgent, normal);
            if (urgent is { IsCompletedSuccessfully: true, Result: false } && normal is { IsCompletedSuccessfully: true, Result: false })
            {
                return false;
            }

            // One lane may be closed for good: then only the other is worth waiting for.
            await (urgent is { IsCompletedSuccessfully: true, Result: false } ? normal : normal is { IsCompletedSuccessfully: true, Result: false } ? urgent : Task.CompletedTask);
        }
    }

    // The same waiting task is kept until it completes: a new one for each round would pile up in the lane.
    private Task<bool> UrgentReady() =>
        _urgentReady is { IsCompleted: false } waiting ? waiting : _urgentReady = intake.Urgent.WaitToReadAsync().AsTask();

    private TimeSpan? PauseLeft() => _lastCommit == 0 ? null : options.Value.CommitPause - time.GetElapsedTime(_lastCommit);

    private bool Take(ChannelReader<IntakePacket> lane)
    {
        while (_batch.Count < options.Value.Batch && lane.TryRead(out var packet))
        {
            _batch.Add(packet);
        }

        intake.Taken(_batch.Count);
        return _batch.Count > 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Packets} packets failed in the pump; it goes on with the next.")]
    private partial void LogBatchFault(Exception fault, int packets);
}
