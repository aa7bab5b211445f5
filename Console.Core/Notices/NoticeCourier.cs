using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Notices;

/// <summary>Reads the outbox before anything starts.</summary>
internal sealed class NoticeStart(NoticeOutbox outbox) : HostedStart
{
    public override Task StartingAsync(CancellationToken cancellationToken) => outbox.LoadAsync(cancellationToken);
}

/// <summary>Carries notices out, each channel on its own: one whose receiver is away holds up no other.</summary>
internal sealed partial class NoticeCourier(NoticeOutbox outbox, IEnumerable<INoticeChannel> channels, TimeProvider time, ILogger<NoticeCourier> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(channels.Select(channel => CarryAsync(channel, stoppingToken)));

    private async Task CarryAsync(INoticeChannel channel, CancellationToken stopping)
    {
        using var bell = new SemaphoreSlim(1, 1);
        void Ring()
        {
            if (bell.CurrentCount == 0)
            {
                try
                {
                    bell.Release();
                }
                catch (SemaphoreFullException)
                {
                    // Somebody else rang in the same moment.
                }
            }
        }

        outbox.Changed += Ring;
        try
        {
            while (true)
            {
                await bell.WaitAsync(stopping);
                await RunAsync(channel, stopping);
                if (outbox.Active.Any(notice => notice.Channel == channel.Name && notice.NextTry is not null))
                {
                    await Task.Delay(Period, time, stopping);
                    Ring();
                }
            }
        }
        finally
        {
            outbox.Changed -= Ring;
        }
    }

    private async Task RunAsync(INoticeChannel channel, CancellationToken stopping)
    {
        try
        {
            await outbox.DeliverAsync(channel, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, channel.Name);   // the row stays in the outbox
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked on for the channel {Channel}.")]
    private partial void LogFailed(Exception exception, string channel);
}
