using System.Collections.Concurrent;
using System.Collections.Immutable;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Notices;

/// <summary>The one way people are told something: put down first, then on the screens, then sent by the channels. What was told once is never told again.</summary>
/// <remarks>What is not ended is kept in memory; one writer at a time, so that "over" and "sent" never cross.</remarks>
public sealed class NoticeOutbox(INoticeStore store, IEnumerable<INoticeChannel> channels, NoticeBoard board, CommandLog log, TimeProvider time) : IDisposable
{
    // A receiver that answers slowly must not make a call for help wait behind ten others.
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string[] _channels = [Notice.Desk, .. channels.Select(channel => channel.Name)];
    private ImmutableDictionary<NoticeId, Notice> _active = ImmutableDictionary<NoticeId, Notice>.Empty;
    private readonly ConcurrentDictionary<NoticeId, bool> _underWay = new();

    /// <summary>Rings when a channel may have something to do.</summary>
    public event Action? Changed;

    /// <summary>Whether anything reaches people who are not at the console.</summary>
    public bool HasWayOut => _channels.Length > 1;

    /// <summary>What is not ended.</summary>
    public IReadOnlyCollection<Notice> Active => [.. Volatile.Read(ref _active).Values];

    /// <summary>Reads what is not ended; before anything else asks.</summary>
    public async Task LoadAsync(CancellationToken cancellation) => Keep(await store.ListActiveAsync(cancellation));

    /// <summary>Everything told about a subject, oldest first, for the people of its community.</summary>
    public async Task<IReadOnlyList<Notice>> ListAsync(string subject, string community, CancellationToken cancellation) =>
        [.. (await store.ListAsync(subject, cancellation)).Where(notice => notice.Community == community)];

    /// <summary>Tells these people; who was told the same in this round already is not told again.</summary>
    public async Task PutAsync(string community, string subject, int round, IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            foreach (var put in drafts.Select(draft => RowsOf(community, subject, round, draft)))
            {
                if (await store.AddAsync(put.Rows, [put.Audit], cancellation))
                {
                    Keep(put.Rows);
                }
            }
        }
        finally
        {
            _turn.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>The rows by which somebody is told, for another store that writes them with a change of its own; then <see cref="TakeUpAsync"/>.</summary>
    public NoticeRows RowsOf(string community, string subject, int round, NoticeDraft draft) => new(
        [.. _channels.Where(channel => channel != Notice.Desk || NoticePolicy.IsOnDesk(draft.Stage)).Select(channel => Row(community, subject, round, draft, channel))],
        log.Done(Actor.Program(community), $"notice.{draft.Stage.ToString().ToLowerInvariant()}", subject, "", draft.To, $"{round}"));

    /// <summary>Takes up what another store wrote about a subject. What was taken up before stays as it stands.</summary>
    public async Task TakeUpAsync(string subject, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Keep([.. (await store.ListAsync(subject, cancellation)).Where(notice => notice.State != NoticeState.Ended && !_active.ContainsKey(notice.Id))]);
        }
        finally
        {
            _turn.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>What they were about is over: nobody is told any more, and receivers that ring are told to stop.</summary>
    public Task EndAsync(IReadOnlyCollection<Notice> over, CancellationToken cancellation) => over.Count == 0 ? Task.CompletedTask : ReplaceAsync(
        over.Select(notice => notice.Id).ToList(), notice => NoticePolicy.Over(notice, _underWay.ContainsKey(notice.Id), time.GetUtcNow()), cancellation);

    /// <summary>Sends what is due on a channel; returns how many it tried.</summary>
    public async Task<int> DeliverAsync(INoticeChannel channel, CancellationToken cancellation)
    {
        var due = Volatile.Read(ref _active).Values
            .Where(notice => notice.Channel == channel.Name && NoticePolicy.IsDue(notice, time.GetUtcNow()))
            .OrderBy(notice => notice.MadeAt).ToList();
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (notice, stop) => await SendAsync(channel, notice.Id, stop));
        return due.Count;
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task SendAsync(INoticeChannel channel, NoticeId id, CancellationToken cancellation)
    {
        Notice sent;
        await _turn.WaitAsync(cancellation);
        try
        {
            // It may be over since it was found due: what is over is never begun.
            if (_active.GetValueOrDefault(id) is not { } now || !NoticePolicy.IsDue(now, time.GetUtcNow()))
            {
                return;
            }

            sent = now;
            _underWay[id] = true;
        }
        finally
        {
            _turn.Release();
        }

        string? failure = null;
        try
        {
            await channel.SendAsync(sent.State == NoticeState.Stopping ? NoticeEvent.Stop : NoticeEvent.Notice, sent, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            failure = e.GetType().Name + (e is HttpRequestException { StatusCode: { } status } ? $" {(int)status}" : "");
        }
        finally
        {
            _underWay.TryRemove(id, out _);
        }

        await ReplaceAsync(
            [id],
            stored => failure is null ? NoticePolicy.Done(sent, stored, time.GetUtcNow()) : NoticePolicy.Failed(sent, stored, failure, time.GetUtcNow()),
            cancellation);
    }

    private async Task ReplaceAsync(IReadOnlyList<NoticeId> ids, Func<Notice, Notice> change, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var changed = ids.Select(id => _active.GetValueOrDefault(id)).OfType<Notice>()
                .Select(notice => (Before: notice, After: change(notice)))
                .Where(pair => !ReferenceEquals(pair.Before, pair.After)).Select(pair => pair.After).ToList();
            if (changed.Count > 0)
            {
                await store.ReplaceAsync(changed, cancellation);
                Keep(changed);
            }
        }
        finally
        {
            _turn.Release();
        }

        Changed?.Invoke();
    }

    private Notice Row(string community, string subject, int round, NoticeDraft draft, string channel)
    {
        var now = time.GetUtcNow();
        return new Notice
        {
            Id = NoticeId.Of(community, subject, round, draft.Stage, draft.To, channel),
            Community = community,
            Subject = subject,
            Round = round,
            Stage = draft.Stage,
            To = draft.To,
            Channel = channel,
            Text = new Sentence(Cut(draft.Text.Zh), Cut(draft.Text.En)),
            Link = draft.Link,
            MadeAt = now,
            State = channel == Notice.Desk ? NoticeState.Sent : NoticeState.Waiting,
            SentAt = channel == Notice.Desk ? now : null,
        };
    }

    private void Keep(IReadOnlyList<Notice> notices)
    {
        var active = notices.Aggregate(_active, (all, notice) => notice.State == NoticeState.Ended ? all.Remove(notice.Id) : all.SetItem(notice.Id, notice));
        Volatile.Write(ref _active, active);
        board.Show(notices);
    }

    private static string Cut(string text) => text.Length <= Notice.TextLength ? text : text[..(Notice.TextLength - 1)] + "…";
}
