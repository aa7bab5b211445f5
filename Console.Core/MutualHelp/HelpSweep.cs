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

    /// <summary>Looks once at everything; whatever is wrong with one, the others are looked at.</summary>
    /// <exception cref="AggregateException">Some could not be; the others are.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        List<Exception> faults = [];
        foreach (var help in board.All.ToList())
        {
            try
            {
                await LookAsync(help, cancellation);
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

    /// <summary>Looks at what the ledger says of one.</summary>
    public async Task FollowAsync(HelpRequest help, CancellationToken cancellation)
    {
        // Upheld and reversed is for good; a settled one may be disputed for a month.
        if (help.State is HelpState.Served or HelpState.Filed or HelpState.Settled or HelpState.Disputed && await hours.StateOfAsync(help, cancellation) is { } there && there != help.State)
        {
            await GiveAsync(help, "follow", (stored, at) => Ways.GetValueOrDefault(there, []).Aggregate(
                stored.State == HelpState.Served ? stored.File(Actor.Program(stored.Community), at) : stored,
                (so, move) => so.Succeeded && HelpTable.Next(so.Value.State, move, HelpSide.Program) is not null ? so.Value.Follow(move, "", Actor.Program(stored.Community), at) : so), cancellation);
        }
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
        else
        {
            await FollowAsync(help, cancellation);
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

/// <summary>Looks every half minute.</summary>
internal sealed partial class HelpLoop(HelpSweep sweep, TimeProvider time, ILogger<HelpLoop> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Some requests for help could not be looked at; the next look is in half a minute.")]
    private partial void LogFault(Exception fault);
}
