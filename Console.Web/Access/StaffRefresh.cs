using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Access;

/// <summary>Keeps the names of the staff fresh: <c>user add</c> is another process, and tells this one nothing.</summary>
internal sealed partial class StaffRefresh(StaffDirectory staff, ILogger<StaffRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, TimeProvider.System); // accounts are made in real time, also in a fast demonstration
        do
        {
            try
            {
                await staff.LoadAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault); // the names stay as they were; the next round tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The names of the staff could not be read.")]
    private partial void LogFault(Exception fault);
}
