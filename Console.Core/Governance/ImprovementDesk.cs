using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>Makes an improvement of what breaks again and again, and leads it to its end. Checks rights itself, whatever the page showed; every step is audited.</summary>
public sealed class ImprovementDesk(
    ImprovementBoard board, IImprovementStore store, StaffDirectory staff, EstateCalendar calendar, CommandLog log, TimeProvider time) : IDisposable
{
    /// <summary>Longest plan, outcome or reason.</summary>
    public const int TextLength = 500;

    private const int MostDaysAhead = 366;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Begins one.</summary>
    public async Task<Result<Improvement>> OpenAsync(RepairCause cause, ImprovementTerms terms, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(terms);
        var problem = await TermsProblemAsync(terms, actor, cancellation);

        // The key names it, so that a second tap finds the first one.
        var id = actor.CommandKey is { } key ? new ImprovementId(key) : ImprovementId.New();
        return await GiveAsync(id, ImprovementCommand.Open, "open", actor, (_, at) =>
            problem is not null ? problem
            : board.Latest(actor.Community).Any(other => other.IsOpen && other.Cause == cause) ? new ImprovementIsOpen()
            : Improvement.Begin(id, cause, Trimmed(terms), actor, at), cancellation);
    }

    /// <summary>Another plan, owner or day.</summary>
    /// <param name="id">Which.</param>
    /// <param name="seen">Its version as the person saw it.</param>
    /// <param name="terms">The new ones.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<Improvement>> ChangeAsync(ImprovementId id, int seen, ImprovementTerms terms, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(terms);
        var problem = await TermsProblemAsync(terms, actor, cancellation);
        return await GiveAsync(id, ImprovementCommand.Change, "change", actor, (stored, at) =>
            problem is not null ? problem
            : stored!.Version != seen ? new ImprovementChangedMeanwhile(id)
            : stored.Change(Trimmed(terms), actor, at), cancellation);
    }

    /// <summary>Done: what was done.</summary>
    public Task<Result<Improvement>> FinishAsync(ImprovementId id, string what, Actor actor, CancellationToken cancellation) =>
        EndAsync(id, ImprovementState.Done, what, actor, cancellation);

    /// <summary>Dropped: why.</summary>
    public Task<Result<Improvement>> DropAsync(ImprovementId id, string why, Actor actor, CancellationToken cancellation) =>
        EndAsync(id, ImprovementState.Dropped, why, actor, cancellation);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private Task<Result<Improvement>> EndAsync(ImprovementId id, ImprovementState how, string outcome, Actor actor, CancellationToken cancellation) =>
        GiveAsync(id, ImprovementCommand.Close, how == ImprovementState.Done ? "finish" : "drop", actor, (stored, at) =>
            !ImprovementRights.MayClose(stored!, actor.Role, actor.Id) ? new ImprovementNotYours(id)
            : TextProblem(outcome) is { } problem ? problem
            : stored!.End(how, outcome.Trim(), actor, at), cancellation);

    private async Task<Result<Improvement>> GiveAsync(
        ImprovementId id, ImprovementCommand command, string name, Actor actor, Func<Improvement?, DateTimeOffset, Result<Improvement>> decide, CancellationToken cancellation)
    {
        var (action, subject) = ($"improvement.{name}", Improvement.SubjectOf(id));
        if (ImprovementRights.Table.Refusal(command, actor, board.Find(id)?.Community ?? actor.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);   // whether a cause has an open one is asked and answered by one at a time
        try
        {
            if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
            {
                return first.Refusal is { } before ? before : board.Find(id) is { } now ? now : new ImprovementNotFound(id);
            }

            var stored = board.Find(id);
            var next = stored is null && command != ImprovementCommand.Open ? new ImprovementNotFound(id) : decide(stored, time.GetUtcNow());
            if (next.Problem is { } refusal)
            {
                return await log.RefuseAsync(actor, action, subject, refusal, cancellation);
            }

            return next.Value == stored ? next : await SaveAsync(next.Value, stored, log.Done(actor, action, subject, Text(stored), Text(next.Value), next.Value.Outcome), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Result<Improvement>> SaveAsync(Improvement next, Improvement? stored, AuditEntry entry, CancellationToken cancellation)
    {
        if (!await store.SaveAsync(next, stored?.Version ?? 0, [entry], cancellation))
        {
            board.Show(await store.ListAsync(cancellation));   // another process was faster
            return new ImprovementChangedMeanwhile(next.Id);
        }

        board.Show([next]);
        return next;
    }

    private async Task<Problem?> TermsProblemAsync(ImprovementTerms terms, Actor actor, CancellationToken cancellation)
    {
        var today = calendar.Day(time.GetUtcNow());
        return TextProblem(terms.Plan) is { } text ? text
            : terms.DueOn < today || terms.DueOn > today.AddDays(MostDaysAhead) ? new ImprovementNotValid(new("期限须在今天之后、一年之内。", "The day must be today or later, within a year."))
            : (terms.Person is null) == (terms.Unit is null) ? new ImprovementNotValid(new("请选一位负责人或一个责任单位。", "Choose one owner: a person or a unit."))
            : terms.Unit is { } unit && !RepairUnits.Knows(unit) ? new ImprovementNotValid(new("责任目录里没有这个单位。", "The responsibility directory has no such unit."))
            : terms.Person is { } person && !(await staff.FindAsync(person, cancellation) is { Disabled: false } member && member.Community == actor.Community && ImprovementRights.MayOwn(member.Role))
                ? new ImprovementNotValid(new("不能由这个人负责：账号已停用、不在本社区，或看不到改进清单。", "This person cannot own it: disabled, of another community, or without a right to read improvements."))
            : null;
    }

    private static ImprovementNotValid? TextProblem(string text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > TextLength ? new ImprovementNotValid(new($"请写一句话，不超过 {TextLength} 个字。", $"Write a sentence of at most {TextLength} characters.")) : null;

    private static ImprovementTerms Trimmed(ImprovementTerms terms) => terms with { Plan = terms.Plan.Trim() };

    private static string Text(Improvement? improvement) => improvement is null ? "" : $"{improvement.State} {improvement.Cause} {improvement.Terms}";
}
