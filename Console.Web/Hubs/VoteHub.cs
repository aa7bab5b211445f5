using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Endpoints.Votes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace CommunityConsole.Web.Hubs;

/// <summary><c>/hubs/votes</c>: <c>Join(id)</c>, then the event <c>tally</c> at once and after each change, at most one every 300 ms, each with a rising <c>seq</c>.</summary>
[Authorize]
internal sealed class VoteHub(VoteBoard board, EstateCalendar calendar, HubSeats seats, IStaffStore staff) : Hub
{
    /// <summary>The event's name.</summary>
    public const string Event = "tally";

    /// <summary>The listeners of a vote.</summary>
    public static string GroupOf(VoteId id) => $"vote:{id}";

    /// <summary>From here on the caller hears of that vote; a screen that comes back joins again and has the newest at once.</summary>
    public async Task Join(int id)
    {
        var vote = new VoteId(id);
        if (board.Find(vote) is not { } known || known.Definition.Community != new CurrentWorker(Context.User!, staff).Community)
        {
            throw new HubException(new VoteNotFound(vote).Message.ToString());
        }

        // The group first: what changes in between comes twice rather than never.
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(vote));
        await Clients.Caller.SendAsync(Event, TallyLine.Of(board.Find(vote)!, calendar));
    }

    /// <inheritdoc />
    public override Task OnConnectedAsync()
    {
        seats.Take(Context, new CurrentWorker(Context.User!, staff));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        seats.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
