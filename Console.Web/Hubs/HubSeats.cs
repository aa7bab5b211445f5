using System.Collections.Concurrent;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace CommunityConsole.Web.Hubs;

/// <summary>Who listens to a hub. A listener whose account was disabled or changed is cut off within a minute.</summary>
internal sealed partial class HubSeats(IStaffStore staff, ILogger<HubSeats> log) : BackgroundService
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
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault); // the next round looks again
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The listeners' accounts could not be read.")]
    private partial void LogFault(Exception fault);
}
