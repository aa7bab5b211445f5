using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>What people do with the morning list. Checks rights itself, whatever the page showed; every step is audited.</summary>
public sealed class MorningDesk
{
    private readonly IMorningCallStore _store;
    private readonly MorningBook _book;
    private readonly MorningBoard _board;
    private readonly DispatchDesk _dispatch;
    private readonly HomeDirectory _homes;
    private readonly ConsentBook _consents;
    private readonly Lazy<WatchKeeper?> _watch;
    private readonly CommandLog _log;
    private readonly TimeProvider _time;

    internal MorningDesk(
        IMorningCallStore store, MorningBook book, MorningBoard board, DispatchDesk dispatch, HomeDirectory homes, ConsentBook consents, Lazy<WatchKeeper?> watch,
        CommandLog log, TimeProvider time) =>
        (_store, _book, _board, _dispatch, _homes, _consents, _watch, _log, _time) = (store, book, board, dispatch, homes, consents, watch, log, time);

    /// <summary>Takes a home in hand for a quarter of an hour: whoever else looks sees who phones. A second press by the same person changes nothing.</summary>
    /// <param name="home">Which home.</param>
    /// <param name="seen">How many calls the person saw (<see cref="MorningLine.Seen"/>).</param>
    /// <param name="actor">Who phones.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<MorningLine>> StartAsync(HomeId home, int seen, Actor actor, CancellationToken cancellation) =>
        WriteAsync(home, MorningCommand.Start, MorningOutcome.Calling, "", seen, actor, cancellation);

    /// <summary>Writes what came of a call. "Fine" also tells the home's watch that its calls for help were answered.</summary>
    /// <param name="home">Which home.</param>
    /// <param name="outcome">One of <see cref="MorningPolicy.Outcomes"/>.</param>
    /// <param name="note">In the worker's words; may be empty.</param>
    /// <param name="seen">How many calls the person saw: what somebody else wrote meanwhile is looked at first.</param>
    /// <param name="actor">Who phoned.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<MorningLine>> RecordAsync(HomeId home, MorningOutcome outcome, string note, int seen, Actor actor, CancellationToken cancellation)
    {
        var written = await WriteAsync(home, MorningCommand.Record, outcome, note, seen, actor, cancellation);
        if (written.Succeeded && outcome == MorningOutcome.Fine)
        {
            _watch.Value?.Answered(home);
        }

        return written;
    }

    /// <summary>
    /// Asks for somebody to go there, on the ways of every visit: a grid manager approves, it stands on the goer's phone. Where the
    /// resident said that help is needed nobody waits for approval. The promise counts from now.
    /// </summary>
    public async Task<Result<Visit>> AskVisitAsync(HomeId home, string reason, StaffId? goer, Actor actor, CancellationToken cancellation)
    {
        const string Action = "visit.ask";   // the visit's record remembers the command's key
        var morning = _book.Morning;
        var subject = MorningCall.VisitSubject(home, morning.Day);
        if (Refusal(MorningCommand.AskVisit, home, actor) is { } problem)
        {
            return await _log.RefuseAsync(actor, Action, subject, problem, cancellation);
        }

        var now = _time.GetUtcNow();
        var known = _homes.Find(home)!;
        var line = MorningPolicy.LineOf(new MorningHome(known, null) { Calls = _book.Of(home, morning.Day) }, morning, now);
        var request = new VisitRequest(home, known.Cell, subject, reason, line.NeedsHelp, now, now + PromisePolicy.Promise, goer);
        var asked = await _dispatch.AskAsync(request, actor, cancellation);
        _board.Renew(home.Community);
        return asked;
    }

    /// <summary>The goer writes what was found at the door: the visit is done, and the list knows it.</summary>
    public async Task<Result<Visit>> FinishVisitAsync(VisitId id, AlertOutcome found, string note, Actor actor, CancellationToken cancellation)
    {
        var visit = await _dispatch.FindAsync(id, cancellation);
        if (visit is not null && !visit.Subject.StartsWith(MorningCall.VisitPrefix, StringComparison.Ordinal))
        {
            return await _log.RefuseAsync(actor, "visit.finish", $"visit:{id}", new NotOfTheMorning(), cancellation);
        }

        if (!MorningPolicy.CanBeFound(found) || (found == AlertOutcome.Other && string.IsNullOrWhiteSpace(note)))
        {
            return await _log.RefuseAsync(actor, "visit.finish", $"visit:{id}", new MorningFoundNotValid(visit?.Home ?? default), cancellation);
        }

        // Dispatch checks who may, and audits. A stop between the two writes leaves the home on the list: it is phoned once more.
        var finished = await _dispatch.FinishAsync(id, actor, note, cancellation);
        if (finished is { Succeeded: true, Value: { State: VisitState.Done, EndedAt: { } ended } done })
        {
            await AddFoundAsync(done.Home, found, note, ended, actor with { CommandKey = null });
        }

        return finished;
    }

    /// <summary>The community's list.</summary>
    public Result<MorningList> Look(string community, Actor actor) =>
        MorningRights.Table.Refusal(MorningCommand.Look, actor, community) is { } denied ? denied : _board.Latest(community);

    private async Task<Result<MorningLine>> WriteAsync(
        HomeId home, MorningCommand command, MorningOutcome outcome, string note, int seen, Actor actor, CancellationToken cancellation)
    {
        var action = $"morning.{command.ToString().ToLowerInvariant()}";
        if (Refusal(command, home, actor) is { } denied)
        {
            return await _log.RefuseAsync(actor, action, HomeDesk.Subject(home), denied, cancellation);
        }

        if (await _log.FirstAnswerAsync(actor, action, HomeDesk.Subject(home), cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : LineOf(home);
        }

        var now = _time.GetUtcNow();
        var day = _book.Morning.Day;
        var calls = _book.Of(home, day);
        var held = MorningPolicy.InHandOf(calls, now);
        if (command == MorningCommand.Start && held?.By == actor.Id)
        {
            return LineOf(home);
        }

        var problem = (command == MorningCommand.Record && !MorningPolicy.Outcomes.Contains(outcome)) || note.Length > AlertDesk.NoteLength ? new MorningOutcomeNotValid(home)
            : held is not null && held.By != actor.Id ? new MorningHomeTaken(home, held.ByName)
            : calls is [.., var newest] && newest.Number != seen && newest.By != actor.Id ? new MorningHomeTaken(home, newest.ByName)
            : (Problem?)null;
        if (problem is null && !await AddAsync(Next(home, day, calls, outcome, note, actor), actor, action, cancellation))
        {
            // Two copies of one command may run side by side; the one that came second finds the first answer only now.
            if (await _log.FirstAnswerAsync(actor, action, HomeDesk.Subject(home), cancellation) is { Refusal: null })
            {
                return LineOf(home);
            }

            problem = new MorningHomeTaken(home, _book.Of(home, day) is [.., var faster] ? faster.ByName : "");
        }

        return problem is null ? LineOf(home) : await _log.RefuseAsync(actor, action, HomeDesk.Subject(home), problem, cancellation);
    }

    // It belongs to the morning in which it was found: a phone may tell it only after the next has begun. Whoever else writes
    // at this moment only takes the number.
    private async Task AddFoundAsync(HomeId home, AlertOutcome found, string note, DateTimeOffset at, Actor actor)
    {
        const int Attempts = 5;
        var day = _book.MorningOf(at).Day;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            List<MorningCall> calls = [.. (await _store.ListAsync(day, CancellationToken.None)).Where(call => call.Home == home && call.Day == day).OrderBy(call => call.Number)];
            if (calls.Any(call => call.Outcome == MorningOutcome.AtDoor && call.At == at)
                || await AddAsync(Next(home, day, calls, MorningOutcome.AtDoor, note, actor) with { At = at, Found = found }, actor, "morning.visit", CancellationToken.None))
            {
                return;
            }
        }
    }

    private async Task<bool> AddAsync(MorningCall call, Actor actor, string action, CancellationToken cancellation)
    {
        var entry = _log.Done(actor, action, HomeDesk.Subject(call.Home), "", $"{call.Day:O} {call.Number} {call.Outcome} {call.Found}".TrimEnd(), call.Note);
        var added = await _store.AddAsync(call, entry, cancellation);
        if (added)
        {
            _book.Put(call);
        }
        else
        {
            await _book.LoadAsync(cancellation);
        }

        _board.Renew(call.Home.Community);
        return added;
    }

    private Problem? Refusal(MorningCommand command, HomeId home, Actor actor) =>
        MorningRights.Table.Refusal(command, actor, home.Community)
        ?? (_homes.Find(home) is null ? new HomeNotFound(home) : null)
        ?? (_consents.Watches(home) ? null : (Problem)new MorningNotMonitored(home));

    private MorningCall Next(HomeId home, DateOnly day, IReadOnlyList<MorningCall> calls, MorningOutcome outcome, string note, Actor actor) =>
        new(home, day, (calls is [.., var newest] ? newest.Number : 0) + 1, outcome, note, actor.Id, actor.Name, _time.GetUtcNow());

    // Off the list again in the very moment (consent withdrawn): what was written stands all the same.
    private Result<MorningLine> LineOf(HomeId home) =>
        _board.Latest(home.Community).Lines.FirstOrDefault(line => line.Home.Id == home) is { } line ? line : new MorningNotMonitored(home);
}
