using System.Collections.Concurrent;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace CommunityConsole.Web.Hubs;

/// <summary>Who listens to a hub. A listener whose account was disabled or changed is cut off within a minute.</summary>
internal sealed class HubSeats(IStaffStore staff) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (HubCallerContext Connection, CurrentWorker Worker)> _seats = new();

    /// <summary>A listener came.</summary>
    public void Take(HubCallerContext connection, CurrentWorker worker) => _seats[connection.ConnectionId] = (connection, worker);

    /// <summary>A listener left.</summary>
    public void Leave(string connection) => _seats.TryRemove(connection, out _);

    /// <summary>Cuts off every listener whose account no longer is what it was at the sign-in.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var (connection, worker) in _seats.Values)
        {
            var now = await staff.FindAsync(worker.Id, cancellation);
            if (now is null or { Disabled: true } || now.Role != worker.Role || now.Community != worker.Community)
            {
                connection.Abort();
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The wall's clock, not the program's: a revocation is not slower in a demonstration.
        using var timer = new PeriodicTimer(LookAgain, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }
}
