using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Endpoints.Votes;
using Microsoft.AspNetCore.SignalR;

namespace CommunityConsole.Web.Hubs;

/// <summary>Hands each change of a vote to its listeners. A vote whose listeners are slow skips states and holds up no other vote.</summary>
internal sealed partial class VoteFeed(VoteBoard board, IHubContext<VoteHub> hub, EstateCalendar calendar, ILogger<VoteFeed> log) : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<VoteId, VoteView?> _underWay = [];   // with the state that waits for the end of a sending, the newest one

    /// <summary>Hears of every change from here on.</summary>
    internal async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var vote in board.WatchChangesAsync(stopping))
        {
            if (Begins(vote))
            {
                _ = SendAsync(vote, stopping);   // reports its own faults
            }
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => FollowAsync(stoppingToken);

    private bool Begins(VoteView vote)
    {
        lock (_gate)
        {
            if (_underWay.TryAdd(vote.Id, null))
            {
                return true;
            }

            _underWay[vote.Id] = vote;
            return false;
        }
    }

    private VoteView? Next(VoteId id)
    {
        lock (_gate)
        {
            if (_underWay[id] is { } waiting)
            {
                _underWay[id] = null;
                return waiting;
            }

            _underWay.Remove(id);
            return null;
        }
    }

    private async Task SendAsync(VoteView first, CancellationToken stopping)
    {
        for (var vote = first; vote is not null; vote = Next(first.Id))
        {
            try
            {
                await hub.Clients.Group(VoteHub.GroupOf(vote.Id)).SendAsync(VoteHub.Event, TallyLine.Of(vote, calendar), stopping);
            }
            catch (Exception fault)
            {
                if (stopping.IsCancellationRequested)
                {
                    return;
                }

                LogFault(fault, vote.Id.Value);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A state of vote {Vote} did not reach its listeners; the next one is sent.")]
    private partial void LogFault(Exception fault, int vote);
}
