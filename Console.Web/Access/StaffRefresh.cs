using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Access;

/// <summary>Keeps the names of the staff fresh: <c>user add</c> is another process, and tells this one nothing.</summary>
internal sealed class StaffRefresh(StaffDirectory staff) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, TimeProvider.System); // accounts are made in real time, also in a fast demonstration
        do
        {
            await staff.LoadAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
