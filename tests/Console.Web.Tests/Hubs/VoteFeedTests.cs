using System.Collections.Concurrent;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Endpoints.Votes;
using CommunityConsole.Web.Hubs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityConsole.Web.Tests.Hubs;

/// <summary>Listeners of one vote whose link does not take what is sent.</summary>
public sealed class VoteFeedTests : IAsyncLifetime
{
    private readonly Listeners _hub = new();
    private VoteRoom _room = null!;

    public async Task InitializeAsync() => _room = await VoteRoom.StartAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task SlowListeners_HoldUpNoOtherVote_AndGetTheNewestStateAfterwards()
    {
        var slow = await _room.OpenAsync(VoteRoom.Draft(5));
        var quick = await _room.OpenAsync(VoteRoom.Draft(5));
        using var feed = new VoteFeed(_room.Board, _hub, new EstateCalendar(TimeZoneInfo.Utc), NullLogger<VoteFeed>.Instance);
        using var stop = new CancellationTokenSource();
        var following = feed.FollowAsync(stop.Token);

        _hub.Hold(slow);
        await _room.CastAsync(slow, 1);
        await UntilAsync(() => Sent(slow) is [1]);
        for (var voter = 1; voter <= 3; voter++)
        {
            await _room.CastAsync(slow, voter + 1);
            await _room.CastAsync(quick, voter);
            await UntilAsync(() => Sent(quick).LastOrDefault() == voter);
        }

        Assert.Equal([1], Sent(slow));
        _hub.Release();
        await UntilAsync(() => Sent(slow).Count == 2);
        Assert.Equal([1, 4], Sent(slow));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    private List<int> Sent(VoteId vote) => [.. _hub.Lines.Where(line => line.Id == vote.Value).Select(line => line.Cast.Ballots)];

    private Task UntilAsync(Func<bool> reached) => Eventually.HoldsAsync(
        () =>
        {
            _room.Time.Advance(TimeSpan.FromMilliseconds(100));
            return reached();
        },
        "what the listeners were to be sent");

    private sealed class Listeners : IHubContext<VoteHub>, IHubClients
    {
        private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string? _held;

        public ConcurrentQueue<TallyLine> Lines { get; } = [];

        public IHubClients Clients => this;

        public IGroupManager Groups => throw new NotSupportedException();

        public IClientProxy All => throw new NotSupportedException();

        public void Hold(VoteId vote) => _held = VoteHub.GroupOf(vote);

        public void Release() => _taken.SetResult();

        public IClientProxy Group(string groupName) => new Proxy(this, groupName == _held ? _taken.Task : Task.CompletedTask);

        public IClientProxy AllExcept(IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        public IClientProxy Client(string connectionId) => throw new NotSupportedException();

        IClientProxy IHubClients<IClientProxy>.Clients(IReadOnlyList<string> connectionIds) => throw new NotSupportedException();

        public IClientProxy GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        IClientProxy IHubClients<IClientProxy>.Groups(IReadOnlyList<string> groupNames) => throw new NotSupportedException();

        public IClientProxy User(string userId) => throw new NotSupportedException();

        public IClientProxy Users(IReadOnlyList<string> userIds) => throw new NotSupportedException();

        private sealed class Proxy(Listeners all, Task taken) : IClientProxy
        {
            public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
            {
                all.Lines.Enqueue((TallyLine)args[0]!);
                return taken;
            }
        }
    }
}
