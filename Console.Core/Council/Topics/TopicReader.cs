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

    /// <summary>One topic now and after each change of it; null while there is none that the person may see.</summary>
    public async IAsyncEnumerable<Topic?> WatchAsync(TopicId id, Actor actor, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (isFirst, before) = (true, default(Topic));
        await foreach (var _ in board.WatchAsync(actor.Community, cancellation))
        {
            var latest = board.Find(id);
            if (isFirst || !ReferenceEquals(latest, before))
            {
                (isFirst, before) = (false, latest);
                yield return latest is not null && TopicRights.MaySee(latest, actor) ? TopicPrivacy.Shown(latest, actor) : null;
            }
        }
    }

    /// <summary>All the person may see now and after each change.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Topic>> WatchAsync(Actor actor, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var all in board.WatchAsync(actor.Community, cancellation))
        {
            yield return Shown(all, actor);
        }
    }

    private static IReadOnlyList<Topic> Shown(IReadOnlyList<Topic> all, Actor actor) => [.. all.Where(topic => TopicRights.MaySee(topic, actor)).Select(topic => TopicPrivacy.Shown(topic, actor))];
}
