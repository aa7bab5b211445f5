using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <content>Calls and messages to the people of a home.</content>
public sealed partial class AlertDesk
{
    /// <summary>What came of a call to that person of the home.</summary>
    internal Task<Result<Alert>> RecordContactAsync(
        AlertId id, Actor actor, string whom, ContactOutcome outcome, string note, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.RecordContact, actor, note, alert => CalleeOf(alert, whom) is { } callee
            ? alert.RecordContact(actor, outcome, note, _time.GetUtcNow(), callee)
            : new ContactNotFound(), cancellation);

    /// <summary>A message is to be sent to that person of the home: puts it down with the step, or says why not.</summary>
    internal Task<Result<Alert>> AskFineAsync(
        AlertId id, Actor actor, string whom, bool reachable, Func<Alert, FineMessage> message, CancellationToken cancellation) =>
        ChangeAsync(id, AlertCommand.AskFine, actor, "", alert => CalleeOf(alert, whom) switch
        {
            null => new ContactNotFound(),
            { Phone.Length: 0 } => new CalleeWithoutNumber(id),
            { Doubtful: true } => new CalleeNumberDoubtful(id),   // a stranger could answer "I am fine"
            _ when !_notices.HasWayOut => new NoWayOut(id),
            _ when !reachable => new LinkReachesNobody(id),
            { } callee => alert.AskFine(actor, callee, _time.GetUtcNow()),
        }, cancellation, message);

    /// <summary>Puts down what was answered by a link; one that was answered before, or is over, is refused and on the log.</summary>
    /// <param name="link">Which link.</param>
    /// <param name="outcome">What was answered.</param>
    /// <param name="from">Network address, for the audit.</param>
    /// <param name="cancellation">Stops before the write.</param>
    internal async Task<Result<Alert>> AnswerAsync(FineLink link, ContactOutcome outcome, string from, CancellationToken cancellation)
    {
        const string Action = "alert.answerbylink";
        if (await _ledger.FindAsync(link.Alert, cancellation) is not { } known)
        {
            return new FineLinkOver();
        }

        var actor = Actor.ByLink(known.Home.Community, link.WhomWords) with { From = from };
        var callee = new Callee(link.Whom, link.WhomWords);
        if (outcome == ContactOutcome.NeedsHelp && await StateOfAsync(link, known, cancellation) == FineLinkState.Closed)
        {
            return await HelpAfterClosingAsync(known, callee, actor, Entry(actor, Action, outcome.ToString()), cancellation);
        }

        var answered = await _ledger.ChangeAsync(known, alert => link.StateAt(alert, _time.GetUtcNow()) switch
        {
            FineLinkState.Waiting => alert.AnswerByLink(actor, callee, outcome, _time.GetUtcNow()),
            FineLinkState.Answered => new FineLinkUsed(),
            _ => new FineLinkOver(),
        }, Entry(actor, Action, outcome.ToString()), cancellation);
        return answered.Problem is { } refusal ? await _log.RefuseAsync(actor, Action, known.Subject, refusal, cancellation) : answered;
    }

    /// <summary>An alert as a link sees it, for the program itself.</summary>
    internal Task<Alert?> FindAsync(FineLink link, CancellationToken cancellation) => _ledger.FindAsync(link.Alert, cancellation);

    /// <summary>How a link stands. Of a closed alert: help that the same home asked for meanwhile is its answer; without consent nothing is opened again.</summary>
    internal async Task<FineLinkState> StateOfAsync(FineLink link, Alert? alert, CancellationToken cancellation)
    {
        var state = link.StateAt(alert, _time.GetUtcNow());
        return state != FineLinkState.Closed ? state
            : IsWithheld(alert!) ? FineLinkState.Over
            : await SuccessorAsync(alert!, cancellation) is { HelpAsked: not null } ? FineLinkState.Answered
            : FineLinkState.Closed;
    }

    // Nobody looks at a closed alert: it comes back, or the one that is open about the same thing takes the call for help.
    private async Task<Result<Alert>> HelpAfterClosingAsync(
        Alert closed, Callee whom, Actor actor, Func<Alert?, Alert, AuditEntry> entry, CancellationToken cancellation)
    {
        var target = await SuccessorAsync(closed, cancellation);
        if (target is null)
        {
            // Its visit has ended with it, unless the program ended in between.
            await _dispatch.EndAsync(closed.Subject, Actor.Program(closed.Home.Community), "预警已关闭", cancellation);
        }

        var asked = await _ledger.ChangeAsync(
            target ?? closed,
            alert => alert.IsOpen ? alert.AnswerByLink(actor, whom, ContactOutcome.NeedsHelp, _time.GetUtcNow()) : alert.ReopenForHelp(actor, whom, _time.GetUtcNow()),
            entry,
            cancellation);
        if (asked.Succeeded && target is null)
        {
            await _lessons.TakeBackAsync(closed.Id.Value, closed.Home, actor, cancellation);
        }

        return asked;
    }

    private Task<Alert?> SuccessorAsync(Alert closed, CancellationToken cancellation) =>
        _ledger.Store.FindOpenAsync(closed.Home, closed.Kind, closed.Cause, cancellation);

    private Callee? CalleeOf(Alert alert, string whom) =>
        alert.Area is null && _homes.Find(alert.Home) is { } home ? Callee.Of(home).FirstOrDefault(callee => callee.Id == whom) : null;
}
