using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace CommunityConsole.Web.Hubs;

/// <summary><c>/hubs/alerts</c>, for screens outside the console: event <c>alert</c> for each change of an alert of the caller's community.</summary>
[Authorize(Roles = Roles.Care)]
internal sealed class AlertHub(AlertBoard board, EstateCalendar calendar, HubSeats seats, IStaffStore staff) : Hub
{
    /// <summary>The event's name.</summary>
    public const string Event = "alert";

    /// <summary>Sends what is open now, then everything that changes.</summary>
    public override async Task OnConnectedAsync()
    {
        var me = new CurrentWorker(Context.User!, staff);
        seats.Take(Context, me);
        await Groups.AddToGroupAsync(Context.ConnectionId, me.Community);
        foreach (var alert in board.Latest(me.Community))
        {
            await Clients.Caller.SendAsync(Event, AlertLine.Of(alert, calendar));
        }
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        seats.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
