using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>What is done with a repair by those who handle it. Checks rights itself, whatever the page showed.</summary>
public sealed class RepairDesk
{
    private readonly RepairLedger _ledger;
    private readonly IRepairStore _store;
    private readonly RepairAdvisor _advisor;
    private readonly StaffDirectory _staff;
    private readonly RepairCommands _commands;
    private readonly RepairEraser _eraser;

    internal RepairDesk(RepairLedger ledger, IRepairStore store, RepairAdvisor advisor, StaffDirectory staff, RepairCommands commands, RepairEraser eraser) =>
        (_ledger, _store, _advisor, _staff, _commands, _eraser) = (ledger, store, advisor, staff, commands, eraser);

    /// <summary>The repair; refused across communities.</summary>
    public async Task<Result<Repair>> FindAsync(RepairId id, Actor actor, CancellationToken cancellation) =>
        await _ledger.FindAsync(id, cancellation) is { } repair && repair.Community == actor.Community && (repair.Source.Length == 0 || SeesAll(actor) || actor.Role == Role.SocialWorker)
            ? Seen(repair, actor)
            : new RepairNotFound(id);

    /// <summary>A page of the community's repairs, newest first.</summary>
    public async Task<RepairPage> PageAsync(RepairQuery query, Actor actor, CancellationToken cancellation)
    {
        var own = query with { Community = actor.Community, FromPeople = query.FromPeople || !SeesAll(actor) };
        var page = _ledger.PageOpen(own) ?? await _store.PageAsync(own, cancellation);
        return SeesAll(actor) ? page : page with { Items = [.. page.Items.Select(repair => Seen(repair, actor))] };
    }

    /// <summary>Says what it is.</summary>
    public Task<Result<Repair>> TriageAsync(RepairId id, RepairTriage triage, Actor actor, CancellationToken cancellation) =>
        _commands.GiveAsync(id, RepairCommand.Triage, actor, (repair, at) => RepairAdvisor.Knows(triage.Service) ? repair.Triage(triage with { Share = null }, actor, at) : new RepairServiceUnknown(), cancellation);

    /// <summary>Gives it to a unit, and to somebody where that is said; without a unit, to the one that answers for it.</summary>
    public async Task<Result<Repair>> AssignAsync(RepairId id, UnitId? unit, StaffId? worker, Actor actor, CancellationToken cancellation)
    {
        var problem = actor.Role == Role.RepairWorker && worker != actor.Id ? new RepairAssignNotYours(id) : await WorkerProblemAsync(worker, actor, cancellation);
        return await _commands.GiveAsync(id, RepairCommand.Assign, actor, (repair, at) => problem is not null ? problem : Assign(repair, unit, worker, actor, at), cancellation);
    }

    /// <summary>I take it.</summary>
    public Task<Result<Repair>> AcceptAsync(RepairId id, Actor actor, CancellationToken cancellation) =>
        _commands.GiveAsync(id, RepairCommand.Accept, actor, (repair, at) => repair.Accept(actor, at), cancellation);

    /// <summary>Work begins or goes on.</summary>
    public Task<Result<Repair>> StartAsync(RepairId id, Actor actor, CancellationToken cancellation) =>
        _commands.GiveAsync(id, RepairCommand.Start, actor, (repair, at) => repair.Start(actor, at), cancellation);

    /// <summary>It has to wait: for what, until when.</summary>
    public Task<Result<Repair>> WaitAsync(RepairId id, RepairWait what, DateTimeOffset until, string note, Actor actor, CancellationToken cancellation) =>
        _commands.GiveAsync(id, RepairCommand.Wait, actor, (repair, at) => NoteProblem(note) is { } problem ? problem : repair.Wait(what, until, note.Trim(), actor, at), cancellation);

    /// <summary>Done: with a note or photos that show it.</summary>
    public Task<Result<Repair>> FinishAsync(RepairId id, string note, IReadOnlyList<string> photos, Actor actor, CancellationToken cancellation) =>
        _commands.GiveAsync(id, RepairCommand.Finish, actor, (repair, at) => (NoteProblem(note, needed: photos.Count == 0) ?? ReportPolicy.PhotosProblem(photos)) is { } problem ? problem : repair.Finish(note.Trim(), photos, actor, at), cancellation);

    /// <summary>Not done: why, and where to turn.</summary>
    public Task<Result<Repair>> RefuseAsync(RepairId id, string reason, string whereToTurn, Actor actor, CancellationToken cancellation) =>
        _commands.GiveAsync(
            id, RepairCommand.Refuse, actor,
            (repair, at) => (NoteProblem(reason) ?? NoteProblem(whereToTurn)) is { } problem ? problem : repair.Refuse(reason.Trim(), whereToTurn.Trim(), actor, at), cancellation);

    /// <summary>It ended, but is to be looked at again.</summary>
    public Task<Result<Repair>> ReopenAsync(RepairId id, string reason, Actor actor, CancellationToken cancellation) =>
        _commands.GiveAsync(id, RepairCommand.Reopen, actor, (repair, at) => NoteProblem(reason) is { } problem ? problem : repair.Reopen(reason.Trim(), actor, at), cancellation);

    /// <summary>A remark.</summary>
    public Task<Result<Repair>> NoteAsync(RepairId id, string note, IReadOnlyList<string> photos, Actor actor, CancellationToken cancellation) =>
        _commands.GiveAsync(id, RepairCommand.Note, actor, (repair, at) => (NoteProblem(note, needed: photos.Count == 0) ?? ReportPolicy.PhotosProblem(photos)) is { } problem ? problem : repair.Note(note.Trim(), photos, actor, at), cancellation);

    /// <summary>It is about the same as another open one, which keeps all who reported either.</summary>
    public Task<Result<Repair>> MergeAsync(RepairId id, RepairId into, Actor actor, CancellationToken cancellation) =>
        _commands.MergeAsync(id, into, actor, (repair, other, at) => Merge(repair, other, actor, at), cancellation);

    /// <summary>Deletes how those who reported can be reached, at the request of one of them; the repair stays.</summary>
    /// <param name="id">Which.</param>
    /// <param name="reporter">Whose; null for all of them.</param>
    /// <param name="photos">Its photos as well.</param>
    /// <param name="reason">Who asked, and how.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<Repair>> EraseAsync(RepairId id, int? reporter, bool photos, string reason, Actor actor, CancellationToken cancellation) => _eraser.EraseAsync(
        id, RepairCommand.Erase,
        repair => NoteProblem(reason) is { } problem ? problem : Result.Of<IReadOnlyList<RepairReporter>>([.. repair.Reporters.Where(one => reporter is null || one.Number == reporter)]),
        photos, reason.Trim(), actor, cancellation);

    /// <summary>
    /// Brings a repair to one of the three states of the public interface along the shortest legal way the caller's role may take,
    /// each step on record; without a state only the note is taken. One transaction: all steps or none.
    /// </summary>
    public Task<Result<Repair>> BringAsync(RepairId id, RepairView? view, string note, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        id, RepairCommand.Note, actor,
        (repair, at) => NoteProblem(note, needed: false) is { } problem ? problem
            : view is { } goal ? Bring(repair, goal, note.Trim(), actor, at)
            : Noted(repair, note.Trim(), actor, at),
        cancellation);

    /// <summary>A consequence, not a command: the program takes steps of its own.</summary>
    internal Task<Result<Repair>> FollowAsync(RepairId id, Func<Repair, DateTimeOffset, Result<Repair>> decide, CancellationToken cancellation) =>
        _commands.FollowAsync(id, decide, cancellation);

    /// <summary>A consequence: the program merges two reports about one thing, unless somebody has begun with it.</summary>
    internal Task<Result<Repair>> FollowMergeAsync(RepairId id, RepairId into, string community, CancellationToken cancellation) => _commands.FollowMergeAsync(
        id, into, community,
        (repair, other, at) => repair.State == RepairState.Submitted ? Merge(repair, other, Actor.Program(community), at) : new RepairMergeNotValid(), cancellation);

    private Result<Repair> Bring(Repair repair, RepairView goal, string note, Actor actor, DateTimeOffset at)
    {
        if (RepairCourse.WayTo(repair.State, goal, actor.Role) is not { } way)
        {
            return new RepairNoWay(repair.Id, repair.State);
        }

        if (way.Count == 0)
        {
            return Noted(repair, note, actor, at);
        }

        // A colleague's work is taken over openly, by a step that says so.
        if (actor.Role == Role.RepairWorker && repair is { Worker: { } other, IsOpen: true } && other != actor.Id)
        {
            var mine = Assign(repair, null, actor.Id, actor, at);
            return mine.Succeeded ? Bring(mine.Value, goal, note, actor, at) : mine;
        }

        return way.Aggregate((Result<Repair>)repair, (next, move) => next.Succeeded ? Take(next.Value, move, note, actor, at) : next);
    }

    private Result<Repair> Take(Repair repair, RepairMove move, string note, Actor actor, DateTimeOffset at) => move switch
    {
        RepairMove.Triage => repair.Triage(_advisor.Suggest(repair).Triage, actor, at),
        RepairMove.Assign => Assign(repair, null, actor.Role == Role.RepairWorker ? actor.Id : repair.Worker, actor, at),
        RepairMove.Accept => repair.Accept(actor, at),
        RepairMove.Start => repair.Start(actor, at, note),
        RepairMove.Finish => repair.Finish(note, [], actor, at),
        RepairMove.Reopen => repair.Reopen(note.Length > 0 ? note : RepairPolicy.Unsaid, actor, at),
        _ => new RepairMoveIllegal(repair.Id, repair.State, move),
    };

    private Result<Repair> Assign(Repair repair, UnitId? unit, StaffId? worker, Actor actor, DateTimeOffset at)
    {
        if (unit is { } named && !_advisor.Knows(named))
        {
            return new RepairServiceUnknown();
        }

        if (RepairCourse.After(repair.State, RepairMove.Assign) is null)
        {
            return new RepairMoveIllegal(repair.Id, repair.State, RepairMove.Assign);
        }

        repair = _advisor.Sorted(repair);
        var answers = _advisor.Answers(repair);
        return repair.Assign(unit ?? repair.Unit ?? answers.Unit, worker, answers.DueAt, actor, at);
    }

    private Result<(Repair, Repair)> Merge(Repair repair, Repair into, Actor actor, DateTimeOffset at)
    {
        if (!into.IsOpen || into.Community != repair.Community)
        {
            return new RepairMergeNotValid();
        }

        var merged = repair.Merge(into.Id, actor, at);
        if (!merged.Succeeded)
        {
            return merged.Problem;
        }

        // What is more urgent now has less time from now on.
        var urgency = _advisor.Suggest(repair).Triage.Urgency;
        var due = urgency > into.Urgency && into is { Service: not null, Site: not null } ? _advisor.DueAt(into, urgency, at) : (DateTimeOffset?)null;
        return (merged.Value, into.TakeOver(repair, urgency, due, actor, at));
    }

    private static bool SeesAll(Actor actor) => RepairRights.Table.Allows(RepairCommand.SeeContact, actor.Role);

    // How others can be reached is for those who handle repairs.
    private static Repair Seen(Repair repair, Actor actor) => SeesAll(actor) ? repair : repair with
    {
        Reporters = [.. repair.Reporters.Select(reporter => reporter.Account == actor.Id ? reporter : reporter with { Contact = "", Code = "" })],
    };

    private async Task<Problem?> WorkerProblemAsync(StaffId? worker, Actor actor, CancellationToken cancellation) =>
        worker is not { } id || (await _staff.FindAsync(id, cancellation) is { Disabled: false, Role: Role.RepairWorker or Role.GridManager } member && member.Community == actor.Community)
            ? null
            : new RepairWorkerNotAvailable();

    private static Repair Noted(Repair repair, string note, Actor actor, DateTimeOffset at) => note.Length == 0 ? repair : repair.Note(note, [], actor, at);

    private static RepairNoteNeeded? NoteProblem(string note, bool needed = true) =>
        note.Length > Repair.NoteLength || (needed && string.IsNullOrWhiteSpace(note)) ? new RepairNoteNeeded() : null;
}
