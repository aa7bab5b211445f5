using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Ends what nobody came to in time, brings requests up to what the time bank's ledger says of them, and forgets numbers nobody needs any more.</summary>
internal sealed class HelpSweep(HelpBoard board, HelpCommands commands, IHours hours, IOptions<HelpOptions> options, TimeProvider time)
{
    // Behind which state of the bank's record which moves lie, in their order.
    private static readonly Dictionary<HelpState, HelpMove[]> Ways = new()
    {
        [HelpState.Filed] = [],
        [HelpState.Settled] = [HelpMove.Confirm],
        [HelpState.Rejected] = [HelpMove.Reject],
        [HelpState.Cancelled] = [HelpMove.Cancel],
        [HelpState.Disputed] = [HelpMove.Confirm, HelpMove.Dispute],
        [HelpState.Upheld] = [HelpMove.Confirm, HelpMove.Dispute, HelpMove.Uphold],
        [HelpState.Reversed] = [HelpMove.Confirm, HelpMove.Dispute, HelpMove.Reverse],
    };

    /// <summary>Ends and forgets what it is time for; whatever is wrong with one, the others are looked at.</summary>
    /// <exception cref="AggregateException">Some could not be; the others are.</exception>
    public Task RunAsync(CancellationToken cancellation) => EachAsync(board.All, help => LookAsync(help, cancellation));

    /// <summary>Brings those the ledger has a word on up to it.</summary>
    /// <exception cref="AggregateException">Some could not be; the others are.</exception>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        // Rejected, upheld and reversed is for good; what is settled may be disputed.
        var running = board.All.Where(help => help.State is HelpState.Served or HelpState.Filed or HelpState.Settled or HelpState.Disputed).ToList();
        var states = running.Count == 0 ? new Dictionary<HelpId, HelpState>() : await hours.StatesOfAsync(running, cancellation);
        await EachAsync(running.Where(help => states.TryGetValue(help.Id, out var there) && there != help.State), help => GiveAsync(help, "follow", (stored, at) => Followed(stored, states[stored.Id], at), cancellation));
    }

    private static async Task EachAsync(IEnumerable<HelpRequest> helps, Func<HelpRequest, Task> look)
    {
        List<Exception> faults = [];
        foreach (var help in helps.ToList())
        {
            try
            {
                await look(help);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException(faults);
        }
    }

    private static Result<HelpRequest> Followed(HelpRequest stored, HelpState there, DateTimeOffset at)
    {
        var program = Actor.Program(stored.Community);
        return Ways.GetValueOrDefault(there, []).Aggregate(
            stored.State == HelpState.Served ? stored.File(program, at) : stored,
            (so, move) => so.Succeeded && HelpTable.Next(so.Value.State, move, HelpSide.Program) is not null ? so.Value.Follow(move, "", program, at) : so);
    }

    private async Task LookAsync(HelpRequest help, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (LastOf(help) is { } last && last < now)
        {
            await GiveAsync(help, "expire", (stored, at) => LastOf(stored) < at ? stored.Expire(at) : stored, cancellation);
        }
        else if (help.EndedAt < now - options.Value.ContactsKept && help.HoldsContact)
        {
            await GiveAsync(help, "forget", (stored, at) => stored.EndedAt < at - options.Value.ContactsKept ? stored.EraseContact(at) : stored, cancellation);
        }
    }

    // Who has not agreed by then does not come; who has agreed has some days to say that it is done.
    private DateTimeOffset? LastOf(HelpRequest help) => help.State switch
    {
        HelpState.Asked or HelpState.Proposed => help.Wish.Ends,
        HelpState.Agreed or HelpState.Served => help.Wish.Ends + options.Value.FileWithin,
        _ => null,
    };

    private Task<Result<HelpRequest>> GiveAsync(HelpRequest help, string name, Func<HelpRequest, DateTimeOffset, Result<HelpRequest>> decide, CancellationToken cancellation) => commands.GiveAsync(
        help.Id, HelpCommand.Arrange, name, Actor.Program(help.Community), "", (stored, at) => Task.FromResult(decide(stored!, at)), cancellation);
}

/// <summary>Looks every half minute, and at the ledger whenever something has changed there.</summary>
internal sealed partial class HelpLoop(HelpSweep sweep, IHours hours, TimeProvider time, ILogger<HelpLoop> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(SweepAsync(stoppingToken), FollowAsync(stoppingToken));

    private async Task SweepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            // First the ledger: what was filed in time has not expired.
            await TryAsync(sweep.FollowAsync, stop);
            await TryAsync(sweep.RunAsync, stop);
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        await foreach (var _ in hours.WatchAsync(stop))
        {
            await TryAsync(sweep.FollowAsync, stop);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> look, CancellationToken stop)
    {
        try
        {
            await look(stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Some requests for help could not be looked at; the next look is in half a minute.")]
    private partial void LogFault(Exception fault);
}
