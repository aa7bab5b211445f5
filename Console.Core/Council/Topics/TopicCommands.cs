using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>How commands about topics are given: one at a time, rights, the first answer to a key, what the votes have come to meanwhile, the step, the audit with it.</summary>
internal sealed class TopicCommands(TopicBoard board, ITopicStore store, TopicFollow follow, CommandLog log, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Proposes; the same key again finds the first topic.</summary>
    public async Task<Result<Topic>> ProposeAsync(TopicCommand command, Actor actor, Func<IReadOnlyList<Topic>, Problem?> refusal, TopicProposed proposal, CancellationToken cancellation)
    {
        const string Action = "topic.propose";
        const string Subject = AuditNames.New;
        if (TopicRights.Table.Refusal(command, actor, actor.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, Action, Subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);   // the number of the next is asked and given by one at a time
        try
        {
            if (await log.FirstAnswerAsync(actor, Action, Subject, cancellation) is { } first)
            {
                return first.Refusal is { } before ? before
                    : board.Latest(actor.Community).FirstOrDefault(topic => topic.Proposal.Key == actor.CommandKey) is { } known ? known
                    : new TopicNotValid(new("这个议题已经提交，请在列表里查看。", "This was proposed already; find it in the list."));
            }

            if (refusal(board.Latest(actor.Community)) is { } refused)
            {
                return await log.RefuseAsync(actor, Action, Subject, refused, cancellation);
            }

            // Nor one of which a vote still knows, should the two files be of different days.
            var id = new TopicId(Math.Max(board.All.Select(topic => topic.Id.Value).DefaultIfEmpty().Max(), follow.Highest) + 1);
            var topic = Topic.Propose(id, proposal with { Key = actor.CommandKey }, actor, time.GetUtcNow());

            // The audit names what was made; a second tap is found by the subject it was asked with.
            return await SaveAsync(topic, 0, log.Done(actor, Action, Subject, "", $"{topic.Subject} {topic.Proposal.Title}"), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes a step of a topic there is.</summary>
    /// <param name="id">Which.</param>
    /// <param name="command">By which right.</param>
    /// <param name="name">As the audit calls it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="decide">The topic afterwards, or the refusal.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<Topic>> GiveAsync(
        TopicId id, TopicCommand command, string name, Actor actor, string reason, Func<Topic, DateTimeOffset, Task<Result<Topic>>> decide, CancellationToken cancellation)
    {
        var (action, subject) = ($"topic.{name}", Topic.SubjectOf(id));
        if (TopicRights.Table.Refusal(command, actor, board.Find(id)?.Community ?? actor.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
            {
                return first.Refusal is { } before ? before : board.Find(id) is { } now ? now : new TopicNotFound(id);
            }

            if (board.Find(id) is not { } stored || !TopicRights.MaySee(stored, actor))
            {
                return await log.RefuseAsync(actor, action, subject, new TopicNotFound(id), cancellation);
            }

            var known = follow.Of(stored);
            var next = await decide(known, time.GetUtcNow());
            if (next.Problem is { } refusal)
            {
                // What the votes have come to holds all the same; it may be why this was refused.
                await SaveFollowedAsync(stored, known, cancellation);
                return await log.RefuseAsync(actor, action, subject, refusal, cancellation);
            }

            return ReferenceEquals(next.Value, stored) ? next : await SaveAsync(next.Value, stored.Version, log.Done(actor, action, subject, Text(stored), Text(next.Value), reason), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes a name out of the topics that hold it and out of the audit about them: all in one commit.</summary>
    /// <param name="id">Where somebody asked.</param>
    /// <param name="person">Whose name.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="actor">Who takes it out.</param>
    /// <param name="refusal">Why it is not; null when it is.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<int>> EraseNameAsync(TopicId id, TopicPerson person, string reason, Actor actor, Func<Topic, Task<Problem?>> refusal, CancellationToken cancellation)
    {
        const string Action = "topic.erase-name";
        var subject = Topic.SubjectOf(id);
        if (TopicRights.Table.Refusal(TopicCommand.EraseName, actor, board.Find(id)?.Community ?? actor.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, Action, subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            if (await log.FirstAnswerAsync(actor, Action, subject, cancellation) is { } first)
            {
                return first.Refusal is { } before ? before : 0;
            }

            if (board.Find(id) is not { } topic || !TopicRights.MaySee(topic, actor))
            {
                return await log.RefuseAsync(actor, Action, subject, new TopicNotFound(id), cancellation);
            }

            if (await refusal(topic) is { } refused)
            {
                return await log.RefuseAsync(actor, Action, subject, refused, cancellation);
            }

            // Who takes out the own name is not named again by that.
            var all = board.Latest(actor.Community);
            var (names, pseudonym) = (TopicNames.NamesOf(all, person), TopicNames.PseudonymOf(person, topic));
            var by = actor.Id == person.Account ? actor with { Name = pseudonym } : actor;
            var changed = TopicNames.Without(all, topic, person, by, time.GetUtcNow());
            var entry = log.Done(by, Action, subject, "", FormattableString.Invariant($"{pseudonym} {changed.Count} topics"), TopicNames.Without(reason, names, pseudonym));
            if (!await store.RewriteAsync(changed, [entry], new AuditNames([.. changed.Select(one => one.Subject)], person.Account, names), cancellation))
            {
                board.Show(await store.ListAsync(cancellation));   // another process was faster
                return new TopicChangedMeanwhile(id);
            }

            board.Show(changed);
            return changed.Count;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Brings a topic up to its votes, and puts that on the audit as the program's own doing.</summary>
    public async Task FollowAsync(TopicId id, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (board.Find(id) is { } stored)
            {
                await SaveFollowedAsync(stored, follow.Of(stored), cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Brings every topic up to its votes, whatever is wrong with one of them.</summary>
    /// <exception cref="AggregateException">Some could not be; the others are.</exception>
    public async Task FollowAllAsync(CancellationToken cancellation)
    {
        List<Exception> faults = [];
        foreach (var topic in board.All.Where(topic => !topic.HasEnded).ToList())
        {
            try
            {
                await FollowAsync(topic.Id, cancellation);
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

    public void Dispose() => _turn.Dispose();

    private async Task SaveFollowedAsync(Topic stored, Topic next, CancellationToken cancellation)
    {
        if (!ReferenceEquals(next, stored))
        {
            await SaveAsync(next, stored.Version, log.Done(Actor.Program(next.Community), "topic.follow", next.Subject, Text(stored), Text(next), $"vote:{next.LastVote}"), cancellation);
        }
    }

    private async Task<Result<Topic>> SaveAsync(Topic next, int expected, AuditEntry entry, CancellationToken cancellation)
    {
        if (!await store.SaveAsync(next, expected, [entry], cancellation))
        {
            board.Show(await store.ListAsync(cancellation));   // another process was faster
            return new TopicChangedMeanwhile(next.Id);
        }

        board.Show([next]);
        return next;
    }

    private static string Text(Topic topic) => $"{topic.Stage} {topic.Steps[^1].Move}";
}
