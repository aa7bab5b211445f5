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

    public Task<bool> RewriteAsync(IReadOnlyList<Topic> changed, IReadOnlyList<AuditEntry> audit, AuditNames forgotten, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        async (db, stop) =>
        {
            foreach (var topic in changed)
            {
                db.Put(new TopicRow(topic.Id.Value, topic.Community, topic.Version), topic.Version - 1, nameof(TopicRow.Version));
                db.UpdateRange(topic.Steps.SkipLast(1).Select(step => RowOf(topic.Id, step)));
                db.Add(RowOf(topic.Id, topic.Steps[^1]));
            }

            var subjects = forgotten.Subjects.Append(AuditNames.New).ToList();
            var records = await db.Set<AuditRecord>().AsNoTracking().Where(record => subjects.Contains(record.Details!.Subject)).ToListAsync(stop);
            db.Erase(records.Where(record => forgotten.Holds(record.Actor, record.Details)));
        },
        cancellation);

    private static TopicStepRow RowOf(TopicId topic, TopicStep step)
    {
        var (kind, content) = TopicMoveText.Write(step.Move);
        return new TopicStepRow(topic.Value, step.Number, step.At, step.By, step.ByName, kind, content);
    }

    private static TopicStep StepOf(TopicStepRow row) => new(row.Number, row.At, row.By, row.ByName, TopicMoveText.Read(row.Kind, row.Content));
}
