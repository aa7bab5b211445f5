using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Reads topics as the person may see them.</summary>
public sealed class TopicReader(TopicBoard board)
{
    /// <summary>All the person may see, newest first.</summary>
    public Result<IReadOnlyList<Topic>> List(Actor actor) =>
        TopicRights.Table.Refusal(TopicCommand.See, actor, actor.Community) is { } denied ? denied : Result.Of(Shown(board.Latest(actor.Community), actor));

    /// <summary>One topic.</summary>
    public Result<Topic> Find(TopicId id, Actor actor) =>
        TopicRights.Table.Refusal(TopicCommand.See, actor, actor.Community) is { } denied ? denied
        : board.Find(id) is { } topic && TopicRights.MaySee(topic, actor) ? TopicPrivacy.Shown(topic, actor)
        : new TopicNotFound(id);

    /// <summary>The same after each change.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Topic>> WatchAsync(Actor actor, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var all in board.WatchAsync(actor.Community, cancellation))
        {
            yield return Shown(all, actor);
        }
    }

    private static IReadOnlyList<Topic> Shown(IReadOnlyList<Topic> all, Actor actor) => [.. all.Where(topic => TopicRights.MaySee(topic, actor)).Select(topic => TopicPrivacy.Shown(topic, actor))];
}
