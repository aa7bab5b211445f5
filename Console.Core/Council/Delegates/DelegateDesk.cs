using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>Keeps the list of delegates. Checks rights itself, whatever the page showed; every change is audited.</summary>
public sealed class DelegateDesk : IDisposable
{
    private readonly DelegateDirectory _directory;
    private readonly IDelegateStore _store;
    private readonly HomeDirectory _homes;
    private readonly StaffDirectory _people;
    private readonly EstateCalendar _calendar;
    private readonly CommandLog _log;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);

    internal DelegateDesk(DelegateDirectory directory, IDelegateStore store, HomeDirectory homes, StaffDirectory people, EstateCalendar calendar, CommandLog log, TimeProvider time) =>
        (_directory, _store, _homes, _people, _calendar, _log, _time) = (directory, store, homes, people, calendar, log, time);

    /// <summary>Puts somebody on the list.</summary>
    public async Task<Result<CouncilDelegate>> AddAsync(DelegateEntry entry, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(actor);

        // The key names it, so that a second tap finds the first one.
        var id = actor.CommandKey is { } key ? new DelegateId(key) : DelegateId.New();
        return await GiveAsync(id, DelegateCommand.Add, actor, async _ =>
            await ProblemAsync(entry, id, actor, cancellation) is { } wrong ? wrong : CouncilDelegate.Begin(id, actor.Community, DelegatePolicy.Tidy(entry)), cancellation);
    }

    /// <summary>Corrects what is written down.</summary>
    /// <param name="id">Who.</param>
    /// <param name="seen">The version that was looked at.</param>
    /// <param name="entry">All of it.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<CouncilDelegate>> ChangeAsync(DelegateId id, int seen, DelegateEntry entry, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return GiveAsync(id, DelegateCommand.Change, actor, async stored =>
            stored!.Version != seen ? new DelegateChangedMeanwhile(id)
            : await ProblemAsync(entry, id, actor, cancellation) is { } wrong ? wrong
            : stored.Change(DelegatePolicy.Tidy(entry)), cancellation);
    }

    /// <summary>Ends a term before its time, from today on.</summary>
    public Task<Result<CouncilDelegate>> EndAsync(DelegateId id, string reason, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return GiveAsync(id, DelegateCommand.End, actor, stored => Task.FromResult(
            reason.Trim().Length is 0 or > CouncilDelegate.ReasonLength
                ? new DelegateNotValid(new($"请写明为什么，不超过 {CouncilDelegate.ReasonLength} 个字。", $"Say why, in at most {CouncilDelegate.ReasonLength} characters."))
                : stored!.End(reason.Trim(), _calendar.Day(_time.GetUtcNow()))), cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<Problem?> ProblemAsync(DelegateEntry entry, DelegateId id, Actor actor, CancellationToken cancellation)
    {
        var tidy = DelegatePolicy.Tidy(entry);
        var account = entry.Person.Account is { } named ? await _people.FindAsync(named, cancellation) : null;
        return DelegatePolicy.Refusal(tidy, actor.Community, _homes, account) ?? DelegatePolicy.Twice(tidy, _directory.All(actor.Community).Where(other => other.Id != id));
    }

    private async Task<Result<CouncilDelegate>> GiveAsync(DelegateId id, DelegateCommand command, Actor actor, Func<CouncilDelegate?, Task<Result<CouncilDelegate>>> decide, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (action, subject) = ($"delegate.{command.ToString().ToLowerInvariant()}", CouncilDelegate.SubjectOf(id));
        if (DelegateRights.Table.Refusal(command, actor, _directory.Find(id)?.Community ?? actor.Community) is { } denied)
        {
            return await _log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);   // whether somebody is on the list already is asked and answered by one at a time
        try
        {
            if (await _log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
            {
                return first.Refusal is { } before ? before : _directory.Find(id) is { } now ? now : new DelegateNotFound(id);
            }

            var stored = _directory.Find(id);
            var next = stored is null && command != DelegateCommand.Add ? new DelegateNotFound(id) : await decide(stored);
            if (next.Problem is { } refusal)
            {
                return await _log.RefuseAsync(actor, action, subject, refusal, cancellation);
            }

            return next.Value == stored ? next : await SaveAsync(next.Value, _log.Done(actor, action, subject, stored?.Entry.ToString() ?? "", next.Value.Entry.ToString(), next.Value.EndReason), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Result<CouncilDelegate>> SaveAsync(CouncilDelegate next, AuditEntry entry, CancellationToken cancellation)
    {
        if (!await _store.SaveAsync(next, entry, cancellation))
        {
            await _directory.LoadAsync(cancellation);   // another process was faster
            return new DelegateChangedMeanwhile(next.Id);
        }

        _directory.Put(next);
        return next;
    }
}
