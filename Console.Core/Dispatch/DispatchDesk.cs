using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Visits to homes: asked for, approved, made. Checks rights itself, whatever the page showed.</summary>
public sealed partial class DispatchDesk
{
    /// <summary>Longest reason or note, in characters.</summary>
    public const int NoteLength = 500;

    private readonly VisitLedger _ledger;
    private readonly StaffDirectory _staff;
    private readonly CommandLog _log;
    private readonly TimeProvider _time;
    private readonly Lazy<DispatchOptions> _options;
    private readonly IDoorCodes? _codes;
    private readonly DoorCodeTries _tries = new();

    internal DispatchDesk(VisitLedger ledger, StaffDirectory staff, CommandLog log, TimeProvider time, Lazy<DispatchOptions> options, IDoorCodes? codes) =>
        (_ledger, _staff, _log, _time, _options, _codes) = (ledger, staff, log, time, options, codes);

    /// <summary>Asks for a visit; one open visit per subject.</summary>
    public async Task<Result<Visit>> AskAsync(VisitRequest request, Actor actor, CancellationToken cancellation)
    {
        const string Action = "visit.ask";
        if (await _log.FirstAnswerAsync(actor, Action, request.Subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before
                : await _ledger.FindOpenAsync(request.Subject, cancellation) is { } asked ? asked
                : new VisitIsClosed(default);
        }

        var visit = Visit.Ask(VisitId.New(), request, actor, _time.GetUtcNow());
        var problem = VisitRights.Table.Refusal(VisitCommand.Ask, actor, request.Home.Community)
            ?? NoteProblem(request.Reason, needed: true)
            ?? await GoerProblemAsync(request.Goer, request.Home, cancellation);
        var result = problem is null
            ? await _ledger.AddAsync(visit, Entry(actor, Action, null, visit, request.Reason), cancellation)
            : problem;
        return result.Problem is { } refusal ? await RefuseAsync(actor, Action, request.Subject, refusal, visit, cancellation) : result;
    }

    /// <summary>A grid manager agrees and may send somebody else than wished; after leaving, for a Critical visit, records the approval.</summary>
    public Task<Result<Visit>> ApproveAsync(VisitId id, Actor actor, StaffId? goer, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.Approve, actor, "", (visit, at) => visit.Approve(actor, goer, at), cancellation, goer: goer);

    /// <summary>A grid manager says no, with a reason.</summary>
    public Task<Result<Visit>> RefuseAsync(VisitId id, Actor actor, string reason, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.Refuse, actor, reason, (visit, at) => visit.Refuse(actor, reason, at), cancellation, noteNeeded: true);

    /// <summary>The goer leaves.</summary>
    public Task<Result<Visit>> DepartAsync(VisitId id, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.Depart, actor, "", (visit, at) => visit.Depart(actor, at), cancellation);

    /// <summary>The goer is at the door: the clock stops.</summary>
    public Task<Result<Visit>> ArriveAsync(VisitId id, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.Arrive, actor, "", (visit, at) => visit.Arrive(actor, at), cancellation);

    /// <summary>The goer is done there.</summary>
    public Task<Result<Visit>> FinishAsync(VisitId id, Actor actor, string note, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.Finish, actor, note, (visit, at) => visit.Finish(actor, note, at), cancellation);

    /// <summary>No longer needed: by who asked or a grid manager.</summary>
    public Task<Result<Visit>> WithdrawAsync(VisitId id, Actor actor, string reason, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.Withdraw, actor, reason, (visit, at) => visit.Withdraw(actor, reason, at), cancellation);

    /// <summary>The visit; refused across communities.</summary>
    public async Task<Result<Visit>> FindAsync(VisitId id, Actor actor, CancellationToken cancellation) =>
        await _ledger.FindAsync(id, cancellation) is not { } visit ? new VisitNotFound(id)
        : visit.Home.Community != actor.Community ? new OtherCommunity()
        : visit;

    /// <summary>What a visit was about is over: recalls it, or counts it as done. A consequence, not a command: the caller has checked.</summary>
    internal async Task EndAsync(string subject, Actor actor, string reason, CancellationToken cancellation)
    {
        if (await _ledger.FindOpenAsync(subject, cancellation) is { } open)
        {
            await _ledger.ChangeAsync(
                open,
                visit => Decide(visit, actor, (stored, at) => stored.End(actor, reason, at)),
                (before, after) => Entry(actor with { CommandKey = null }, "visit.end", before, after, reason),
                cancellation);
        }
    }

    /// <summary>What a visit is about became Critical: it need not wait for approval. A consequence, not a command; a visit that may go already stays as it is.</summary>
    internal async Task HurryAsync(VisitId id, CancellationToken cancellation)
    {
        if (await _ledger.FindAsync(id, cancellation) is { State: VisitState.Asked, MayLeaveAtOnce: false } waiting)
        {
            var program = Actor.Program(waiting.Home.Community);
            await _ledger.ChangeAsync(
                waiting, visit => visit.Hurry(program, _time.GetUtcNow()), (before, after) => Entry(program, "visit.hurry", before, after, ""), cancellation);
        }
    }

    /// <summary>Runs inside the turn of a subject: no visit about it changes meanwhile. Must give no command about it.</summary>
    internal Task InTurnAsync(string subject, Func<Task> act, CancellationToken cancellation) => _ledger.InTurnAsync(subject, act, cancellation);

    /// <summary>Every visit that is open or needs approval afterwards, as stored.</summary>
    internal Task<IReadOnlyList<Visit>> ListBoardAsync(CancellationToken cancellation) => _ledger.ListBoardAsync(cancellation);

    /// <summary>The visit as stored, for the program itself.</summary>
    internal Task<Visit?> FindAsync(VisitId id, CancellationToken cancellation) => _ledger.FindAsync(id, cancellation);

    private async Task<Result<Visit>> ChangeAsync(
        VisitId id,
        VisitCommand command,
        Actor actor,
        string note,
        Func<Visit, DateTimeOffset, Result<Visit>> decide,
        CancellationToken cancellation,
        StaffId? goer = null,
        bool noteNeeded = false)
    {
        var (action, subject) = ($"visit.{command.ToString().ToLowerInvariant()}", $"visit:{id}");
        if (await _ledger.FindAsync(id, cancellation) is not { } known)
        {
            return await _log.RefuseAsync(actor, action, subject, new VisitNotFound(id), cancellation);
        }

        if (VisitRights.Table.Refusal(command, actor, known.Home.Community) is { } denied)
        {
            return await _log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        if (await _log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : known;
        }

        var problem = NoteProblem(note, noteNeeded) ?? await GoerProblemAsync(goer, known.Home, cancellation);
        var result = problem is null
            ? await _ledger.ChangeAsync(known, visit => Decide(visit, actor, decide), (before, after) => Entry(actor, action, before, after, note), cancellation)
            : problem;
        return result.Problem is { } refusal ? await RefuseAsync(actor, action, subject, refusal, known, cancellation) : result;
    }

    // A step counts from when the person took it; that we learned of it later stays beside it.
    private Result<Visit> Decide(Visit visit, Actor actor, Func<Visit, DateTimeOffset, Result<Visit>> decide)
    {
        var now = _time.GetUtcNow();
        var at = actor.TimeOf(visit.Steps[^1].At, now);
        var next = decide(visit, at);
        return at < now && next.Succeeded && !ReferenceEquals(next.Value, visit) ? next.Value.Told(now) : next;
    }

    // Two copies of one command may run side by side; the one that came second finds the first answer only now.
    private async Task<Result<Visit>> RefuseAsync(Actor actor, string action, string subject, Problem refusal, Visit known, CancellationToken cancellation)
    {
        if (await _log.FirstAnswerAsync(actor, action, subject, cancellation) is { Refusal: null })
        {
            return await _ledger.FindOpenAsync(known.Subject, cancellation) ?? known;
        }

        return await _log.RefuseAsync(actor, action, subject, refusal, cancellation);
    }

    private AuditEntry Entry(Actor actor, string action, Visit? before, Visit after, string reason) => _log.Done(
        actor, action, before is null ? after.Subject : $"visit:{after.Id}", before?.State.ToString() ?? "", $"{after.State} {after.Id} {after.Goer}{(after.Second is { } second ? $"+{second}" : "")} {after.Steps[^1].Detail}".TrimEnd(), reason);

    private async Task<Problem?> GoerProblemAsync(StaffId? goer, HomeId home, CancellationToken cancellation) =>
        goer is not { } id || (await _staff.FindAsync(id, cancellation) is { } member && StaffPolicy.CanGo(member, home.Community))
            ? null
            : new StaffNotAvailable(id);

    private static VisitReasonNeeded? NoteProblem(string note, bool needed) =>
        note.Length > NoteLength || (needed && string.IsNullOrWhiteSpace(note)) ? new VisitReasonNeeded() : null;
}
