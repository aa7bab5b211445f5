using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Follows the votes: at the start every topic is brought up to what its votes have come to, and from then on with each change.</summary>
internal sealed partial class TopicLoop(VoteBoard votes, TopicCommands commands, ILogger<TopicLoop> log) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var changes = votes.WatchChangesAsync(stoppingToken).GetAsyncEnumerator(stoppingToken);
        var next = changes.MoveNextAsync().AsTask();   // from here on no change is missed: what was before it is caught up with now
        await CatchUpAsync(commands.FollowAllAsync, stoppingToken);
        for (; await next; next = changes.MoveNextAsync().AsTask())
        {
            if (changes.Current.Definition.Topic is > 0 and var topic)
            {
                await CatchUpAsync(stop => commands.FollowAsync(new TopicId(topic), stop), stoppingToken);
            }
        }
    }

    private async Task CatchUpAsync(Func<CancellationToken, Task> follow, CancellationToken cancellation)
    {
        try
        {
            await follow(cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault);   // every command about the topic follows its votes again
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A topic could not be brought up to its vote; the next command about it, or the next change of the vote, tries again.")]
    private partial void LogFault(Exception fault);
}
