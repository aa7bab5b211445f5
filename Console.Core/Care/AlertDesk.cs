using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>What people do with alerts. Checks rights itself, whatever the page showed.</summary>
public sealed partial class AlertDesk : IWatchFacts, IDispatchFacts
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteLength = 500;

    private readonly AlertLedger _ledger;
    private readonly DispatchDesk _dispatch;
    private readonly LessonDesk _lessons;
    private readonly HomeDirectory _homes;
    private readonly ConsentBook _consents;
    private readonly NoticeOutbox _notices;
    private readonly CommandLog _log;
    private readonly EstateCalendar _calendar;
    private readonly TimeProvider _time;

    internal AlertDesk(
        AlertLedger ledger, DispatchDesk dispatch, LessonDesk lessons, HomeDirectory homes, ConsentBook consents, NoticeOutbox notices, CommandLog log,
        EstateCalendar calendar, TimeProvider time) =>
        (_ledger, _dispatch, _lessons, _homes, _consents, _notices, _log, _calendar, _time) = (ledger, dispatch, lessons, homes, consents, notices, log, calendar, time);

    /// <summary>Takes an alert: from now on it is this person's.</summary>
    public Task<Result<Alert>> TakeAsync(AlertId id, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.Take, actor, "", alert => alert.Take(actor, _time.GetUtcNow()), cancellation);

    /// <summary>A grid manager takes an alert from whoever has it.</summary>
    public Task<Result<Alert>> TakeOverAsync(AlertId id, Actor actor, string reason, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.TakeOver, actor, reason, alert => alert.TakeOver(actor, reason, _time.GetUtcNow()), cancellation);

    /// <summary>Somebody phones now; takes an open alert in the same breath.</summary>
    public Task<Result<Alert>> StartContactAsync(AlertId id, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.StartContact, actor, "", alert => alert.StartContact(actor, _time.GetUtcNow()), cancellation);

    /// <summary>What came of a call.</summary>
    public Task<Result<Alert>> RecordContactAsync(AlertId id, Actor actor, ContactOutcome outcome, string note, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.RecordContact, actor, note, alert => alert.RecordContact(actor, outcome, note, _time.GetUtcNow()), cancellation);

    /// <summary>Asks for somebody to go there; a grid manager approves, a Critical one may leave at once.</summary>
    /// <param name="id">Which alert.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">One sentence for the grid manager.</param>
    /// <param name="goer">Who should go, where the asker has a wish.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<Alert>> AskVisitAsync(AlertId id, Actor actor, string reason, StaffId? goer, CancellationToken cancellation)
    {
        // The visit's own action name: it is the visit's record that remembers the command's key.
        const string Action = "visit.ask";
        if (await _ledger.FindAsync(id, cancellation) is not { } known)
        {
            return await _log.RefuseAsync(actor, Action, Subject(id), new AlertNotFound(id), cancellation);
        }

        if (AlertRights.Table.Refusal(AlertCommand.AskVisit, actor, known.Home.Community) is { } denied)
        {
            return await _log.RefuseAsync(actor, Action, known.Subject, denied, cancellation);
        }

        if (known.Area is not null)
        {
            return await _log.RefuseAsync(actor, Action, known.Subject, new AlertHasNoDoor(id), cancellation);
        }

        if (await _log.FirstAnswerAsync(actor, Action, known.Subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : known;
        }

        // Taken first, so that from here on nobody else works on it.
        var mine = await _ledger.ChangeAsync(
            known, alert => alert.InHand(actor, _time.GetUtcNow(), same => same), Entry(actor with { CommandKey = null }, "alert.take", ""), cancellation);
        if (mine.Problem is { } problem)
        {
            return await _log.RefuseAsync(actor, Action, known.Subject, problem, cancellation);
        }

        var alert = mine.Value;
        var request = new VisitRequest(
            alert.Home, alert.Cell, alert.Subject, reason, alert.Severity == Severity.Critical, alert.ClockFrom, alert.PromisedBy, goer);
        var asked = await _dispatch.AskAsync(request, actor, cancellation);
        if (!asked.Succeeded)
        {
            return asked.Problem;
        }

        // The alert follows when dispatch tells of the visit; following once more here costs nothing and needs no luck.
        var followed = await FollowAsync(alert, asked.Value, cancellation);
        if (followed is { Succeeded: true, Value.IsOpen: false })
        {
            await _dispatch.EndAsync(alert.Subject, actor, "预警已关闭", cancellation);
            return new AlertIsClosed(id);
        }

        await HurryAsync(followed, cancellation);   // it may have become Critical between reading and asking
        return followed;
    }

    /// <summary>Puts a closed alert, or one in hand, back to those nobody has: it calls again, by name and for a reason.</summary>
    public async Task<Result<Alert>> ReopenAsync(AlertId id, Actor actor, string reason, CancellationToken cancellation)
    {
        var before = await _ledger.FindAsync(id, cancellation);
        AlertId? other = null;
        if (before is { IsOpen: false })
        {
            // Its visit has ended with it, unless the program ended in between.
            await _dispatch.EndAsync(before.Subject, Actor.Program(before.Home.Community), "预警已关闭", cancellation);
            other = (await _ledger.Store.FindOpenAsync(before.Home, before.Kind, before.Cause, cancellation))?.Id;
        }

        var reopened = await ChangeAsync(
            id,
            AlertCommand.Reopen,
            actor,
            reason,
            alert => IsWithheld(alert) ? new AlertWithoutConsent(id)
                : !alert.IsOpen && other is { } newer ? new AlertOpenAgain(id, newer)
                : alert.Reopen(actor, reason, _time.GetUtcNow()),
            cancellation);
        if (reopened.Succeeded && before is not null && AlertPolicy.LessonOf(before) is not null)
        {
            // What its outcome taught is in doubt again.
            await _lessons.UndoAsync(id.Value, before.Home, actor, cancellation);
        }

        return reopened;
    }

    /// <summary>Closes an alert with what was found and done; a visit still open ends with it.</summary>
    public Task<Result<Alert>> ResolveAsync(AlertId id, Actor actor, AlertOutcome outcome, string note, CancellationToken cancellation) =>
        CloseAsync(id, AlertCommand.Resolve, actor, note, alert => ResolveGiven(alert, actor, outcome, note), cancellation);

    /// <summary>Closes an alert as false; a visit still open ends with it. A Critical one needs two: <see cref="ProposeFalseAsync"/>.</summary>
    public Task<Result<Alert>> DismissAsync(AlertId id, Actor actor, FalseReason reason, string note, CancellationToken cancellation) =>
        CloseAsync(id, AlertCommand.Dismiss, actor, note, alert => alert.Dismiss(actor, reason, note, _time.GetUtcNow()), cancellation);

    /// <summary>Says that a Critical alert is false: it stays open, and calls, until somebody else agrees.</summary>
    public Task<Result<Alert>> ProposeFalseAsync(AlertId id, Actor actor, FalseReason reason, string note, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.ProposeFalse, actor, note, alert => alert.ProposeFalse(actor, reason, note, _time.GetUtcNow()), cancellation);

    /// <summary>The second person agrees: closes it as false, as <see cref="DismissAsync"/> does.</summary>
    public Task<Result<Alert>> ConfirmFalseAsync(AlertId id, Actor actor, string note, CancellationToken cancellation) =>
        CloseAsync(id, AlertCommand.ConfirmFalse, actor, note, alert => alert.ConfirmFalse(actor, note, _time.GetUtcNow()), cancellation);

    /// <summary>The second person does not agree: nobody has it any more, and it calls again. Who proposed it takes it back.</summary>
    public Task<Result<Alert>> DeclineFalseAsync(AlertId id, Actor actor, string reason, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.DeclineFalse, actor, reason, alert => alert.DeclineFalse(actor, reason, _time.GetUtcNow()), cancellation);

    /// <summary>An alert, open or closed.</summary>
    public async Task<Result<Alert>> FindAsync(AlertId id, Actor actor, CancellationToken cancellation) =>
        await _ledger.FindAsync(id, cancellation) is not { } alert ? new AlertNotFound(id)
        : AlertRights.Table.Refusal(AlertCommand.Look, actor, alert.Home.Community) is { } denied ? denied
        : IsWithheld(alert) ? new AlertWithoutConsent(id)
        : alert;

    /// <summary>The newest alerts of a home, open and closed, newest first; without consent its calls for help only.</summary>
    public async Task<Result<IReadOnlyList<Alert>>> ListHomeAsync(HomeId home, Actor actor, int count, CancellationToken cancellation)
    {
        if (AlertRights.Table.Refusal(AlertCommand.Look, actor, home.Community) is { } denied)
        {
            return denied;
        }

        return Result.Of<IReadOnlyList<Alert>>([.. (await _ledger.Store.ListHomeAsync(home, count, cancellation)).Where(alert => !IsWithheld(alert))]);
    }

    /// <summary>Who was told about an alert and about the approval of its visit, oldest first.</summary>
    public async Task<Result<IReadOnlyList<Notice>>> ListNoticesAsync(AlertId id, Actor actor, CancellationToken cancellation)
    {
        var found = await FindAsync(id, actor, cancellation);
        if (!found.Succeeded)
        {
            return found.Problem;
        }

        var alert = found.Value;
        var told = await _notices.ListAsync(alert.Subject, alert.Home.Community, cancellation);
        return alert.Visit is not { } visit
            ? Result.Of(told)
            : Result.Of<IReadOnlyList<Notice>>([.. told.Concat(await _notices.ListAsync($"visit:{visit}", alert.Home.Community, cancellation)).OrderBy(one => one.MadeAt)]);
    }

    /// <summary>What a watch found is a trace of the resident's days: without consent it stays on record and is not shown, unless help was asked for and nobody has closed it yet.</summary>
    private bool IsWithheld(Alert alert) => AlertPolicy.EndsWithConsent(alert) && !_consents.Watches(alert.Home);

    private async Task HurryAsync(Result<Alert> written, CancellationToken cancellation)
    {
        if (written is { Succeeded: true, Value: { Severity: Severity.Critical, State: AlertState.VisitAsked, Visit: { } visit } })
        {
            await _dispatch.HurryAsync(visit, cancellation);
        }
    }

    private async Task<Result<Alert>> CloseAsync(
        AlertId id, AlertCommand command, Actor actor, string note, Func<Alert, Result<Alert>> decide, CancellationToken cancellation)
    {
        var closed = await ChangeAsync(id, command, actor, note, decide, cancellation);

        // A command sent again is answered with the alert as it is by now, which somebody may have reopened.
        if (closed is { Succeeded: true, Value.IsOpen: false })
        {
            await _dispatch.EndAsync(closed.Value.Subject, actor, "预警已关闭", cancellation);
            if (AlertPolicy.LessonOf(closed.Value) is { } lesson)
            {
                await _lessons.LearnAsync(id.Value, closed.Value.Home, lesson, closed.Value.Since, actor, cancellation);
            }
        }

        return closed;
    }

    private async Task<Result<Alert>> ChangeAsync(
        AlertId id, AlertCommand command, Actor actor, string note, Func<Alert, Result<Alert>> decide, CancellationToken cancellation,
        Func<Alert, FineMessage>? message = null)
    {
        var (action, subject) = (ActionOf(command), Subject(id));
        if (await _ledger.FindAsync(id, cancellation) is not { } known)
        {
            return await _log.RefuseAsync(actor, action, subject, new AlertNotFound(id), cancellation);
        }

        if (AlertRights.Table.Refusal(command, actor, known.Home.Community) is { } denied)
        {
            return await _log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        if (await _log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : known;
        }

        var result = note.Length > NoteLength
            ? new AlertNoteTooLong(id)
            : await _ledger.ChangeAsync(known, decide, Entry(actor, action, note), cancellation, message);
        if (result.Problem is not { } refusal)
        {
            return result;
        }

        // Two copies of one command may run side by side; the one that came second finds the first answer only now.
        return await _log.FirstAnswerAsync(actor, action, subject, cancellation) is { Refusal: null }
            ? await _ledger.FindAsync(id, cancellation) ?? known
            : await _log.RefuseAsync(actor, action, subject, refusal, cancellation);
    }

    // Whoever writes it at the door may have had no link: it counts from then, and says nothing about what came since.
    private Result<Alert> ResolveGiven(Alert alert, Actor actor, AlertOutcome outcome, string note)
    {
        var now = _time.GetUtcNow();
        if (alert.IsOpen && alert.Steps.Any(step => step.At > actor.GivenAt && step.By != actor.Id && IsNews(step)))
        {
            return new AlertHasNews(alert.Id);
        }

        var at = actor.TimeOf(alert.Steps[^1].At, now);
        var next = alert.Resolve(actor, outcome, note, at);
        return at < now && next.Succeeded && !ReferenceEquals(next.Value, alert) ? next.Value.Told(now) : next;
    }

    private static bool IsNews(AlertStep step) => step is
    { Kind: AlertStepKind.Raised or AlertStepKind.CameAgain or AlertStepKind.Reopened } or { Kind: AlertStepKind.Contacted, Detail: nameof(ContactOutcome.NeedsHelp) };

    private Func<Alert?, Alert, AuditEntry> Entry(Actor actor, string action, string reason) => (before, after) => _log.Done(
        actor, action, after.Subject, Text(before), Text(after), reason);

    private static string Text(Alert? alert) => alert is null
        ? ""
        : $"{alert.State} {alert.Severity} {alert.TakenBy} {alert.Outcome}{alert.FalseReason}{(alert.Proposal is { } waiting ? $"proposed:{waiting.Reason}:{waiting.By}" : "")}{(alert.ShelvedUntil is { } until ? $"shelved:{until:O}" : "")}".TrimEnd();

    private static string ActionOf(AlertCommand command) => $"alert.{command.ToString().ToLowerInvariant()}";

    private static string Subject(AlertId id) => $"{Alert.SubjectPrefix}{id.Value:D}";
}
