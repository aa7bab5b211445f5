using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>Topics in console.db.</summary>
internal sealed class TopicStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : ITopicStore
{
    public async Task<IReadOnlyList<Topic>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var topics = await db.Set<TopicRow>().AsNoTracking().OrderBy(topic => topic.Id).ToListAsync(cancellation);
        var steps = (await db.Set<TopicStepRow>().AsNoTracking().OrderBy(step => step.Number).ToListAsync(cancellation)).ToLookup(step => step.Topic);

        // Steps that came between the two readings belong to the next version.
        return [.. topics.Select(topic => Topic.Of(new TopicId(topic.Id), topic.Community, [.. steps[topic.Id].Take(topic.Version).Select(StepOf)]))];
    }

    public Task<bool> SaveAsync(Topic changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        (db, _) =>
        {
            db.Put(new TopicRow(changed.Id.Value, changed.Community, changed.Version), expected, nameof(TopicRow.Version));
            db.AddRange(changed.Steps.Skip(expected).Select(step => RowOf(changed.Id, step)));
            return Task.CompletedTask;
        },
        cancellation);

    private static TopicStepRow RowOf(TopicId topic, TopicStep step)
    {
        var (kind, content) = TopicMoveText.Write(step.Move);
        return new TopicStepRow(topic.Value, step.Number, step.At, step.By, step.ByName, kind, content);
    }

    private static TopicStep StepOf(TopicStepRow row) => new(row.Number, row.At, row.By, row.ByName, TopicMoveText.Read(row.Kind, row.Content));
}
