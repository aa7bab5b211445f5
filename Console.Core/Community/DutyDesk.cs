using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Makes the duty roster and keeps the handover notes. Checks rights itself, whatever the page showed; every change is audited.</summary>
public sealed class DutyDesk(
    IShiftStore store, DutyRoster roster, StaffDirectory staff, EstateCalendar calendar, CommandLog log, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Puts a shift down, on one day or on several days in a row at the same local times.</summary>
    /// <param name="shift">The first of them; its id and version are given here.</param>
    /// <param name="days">On how many days, 1 to <see cref="DutyPolicy.MostDays"/>.</param>
    /// <param name="actor">Who plans.</param>
    /// <param name="cancellation">Stops before the write.</param>
    /// <returns>All of them; refused whole when one of them overlaps another shift.</returns>
    public Task<Result<IReadOnlyList<Shift>>> PlanAsync(Shift shift, int days, Actor actor, CancellationToken cancellation) => WriteAsync(
        DutyCommand.Plan,
        shift.Community,
        null,
        actor,
        () => days is < 1 or > DutyPolicy.MostDays
            ? DutyPolicy.Invalid("重复天数须为 1 至 31。", "Repeat on 1 to 31 days.")
            : Result.Of<IReadOnlyList<Shift>>([.. Enumerable.Range(0, days).Select(day => shift with
            {
                Id = ShiftId.New(),
                From = Later(shift.From, day),
                Until = Later(shift.Until, day),
                Version = 1,
            })]),
        cancellation);

    /// <summary>Changes times or people of a shift that is not over.</summary>
    public async Task<Result<Shift>> ChangeAsync(Shift changed, Actor actor, CancellationToken cancellation) =>
        One(await WriteAsync(DutyCommand.Change, changed.Community, changed.Id, actor, () => Stored(changed.Id, changed.Community) switch
        {
            null => new ShiftNotFound(changed.Id),
            var stored when stored.Version != changed.Version => new ShiftChangedMeanwhile(changed.Id),
            var stored when stored.Until <= time.GetUtcNow() => new ShiftIsOver(changed.Id),
            var stored => Result.Of<IReadOnlyList<Shift>>([changed with { Note = stored.Note, Cancelled = false, Version = stored.Version + 1 }]),
        }, cancellation));

    /// <summary>Takes a shift off the roster; one that has begun ends now.</summary>
    public async Task<Result<Shift>> RemoveAsync(ShiftId id, Actor actor, CancellationToken cancellation) =>
        One(await WriteAsync(DutyCommand.Remove, roster.Find(id)?.Community ?? actor.Community, id, actor, () => (roster.Find(id), time.GetUtcNow()) switch
        {
            (null, _) => new ShiftNotFound(id),
            (var stored, var now) when stored.Until <= now => new ShiftIsOver(id),
            (var stored, var now) when stored.From < now => Result.Of<IReadOnlyList<Shift>>([stored with { Until = now, Version = stored.Version + 1 }]),
            (var stored, _) => Result.Of<IReadOnlyList<Shift>>([stored with { Cancelled = true, Version = stored.Version + 1 }]),
        }, cancellation));

    /// <summary>Writes the handover note of a shift; the one before is replaced and stays on the audit log.</summary>
    public async Task<Result<Shift>> NoteAsync(ShiftId id, string text, Actor actor, CancellationToken cancellation) =>
        One(await WriteAsync(DutyCommand.Note, roster.Find(id)?.Community ?? actor.Community, id, actor, () => roster.Find(id) switch
        {
            null => new ShiftNotFound(id),
            _ when text.Length > DutyPolicy.NoteLength => DutyPolicy.Invalid("交班留言最多 1000 个字。", "A handover note has 1000 characters at most."),
            var stored => Result.Of<IReadOnlyList<Shift>>(
                [stored with { Note = text.Trim().Length == 0 ? null : new HandoverNote(text.Trim(), actor.Id, time.GetUtcNow()), Version = stored.Version + 1 }]),
        }, cancellation));

    /// <summary>The shifts of a community, earliest first.</summary>
    public Result<IReadOnlyList<Shift>> List(string community, Actor actor) =>
        DutyRights.Table.Refusal(DutyCommand.Look, actor, community) is { } denied ? denied : Result.Of(roster.Shifts(community));

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<Result<IReadOnlyList<Shift>>> WriteAsync(
        DutyCommand command, string community, ShiftId? id, Actor actor, Func<Result<IReadOnlyList<Shift>>> decide, CancellationToken cancellation)
    {
        var (action, subject) = ($"duty.{command.ToString().ToLowerInvariant()}", $"duty:{community}");
        if (DutyRights.Table.Refusal(command, actor, community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);   // whether shifts overlap is asked and answered by one at a time
        try
        {
            if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
            {
                return first.Refusal is { } before ? before
                    : id is not { } one ? Result.Of(roster.Shifts(community))
                    : roster.Find(one) is { } now ? Result.Of<IReadOnlyList<Shift>>([now])
                    : new ShiftNotFound(one);
            }

            var plans = command == DutyCommand.Note || DutyRights.Plans(actor.Role, actor.Id, roster.At(community, time.GetUtcNow()));
            var decided = plans ? decide() : new DutyNotYours();
            var problem = decided.Problem ?? (command is DutyCommand.Plan or DutyCommand.Change ? await RefusalAsync(decided.Value, cancellation) : null);
            if (problem is not null)
            {
                return await log.RefuseAsync(actor, action, subject, problem, cancellation);
            }

            if (!await store.SaveAsync(decided.Value, Entries(decided.Value, actor, action, subject), cancellation))
            {
                await roster.LoadAsync(cancellation);
                return new ShiftChangedMeanwhile(decided.Value[0].Id);
            }

            roster.Put(decided.Value);
            return decided;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Problem?> RefusalAsync(IReadOnlyList<Shift> shifts, CancellationToken cancellation)
    {
        foreach (var shift in shifts)
        {
            var others = roster.Shifts(shift.Community).Concat(shifts).Where(other => other.Id != shift.Id);
            if (DutyPolicy.Refusal(shift, time.GetUtcNow()) is { } problem)
            {
                return problem;
            }

            if (others.FirstOrDefault(shift.Overlaps) is { } other)
            {
                return new ShiftOverlaps(other.Id, Times(other));
            }
        }

        foreach (var person in shifts[0].People)
        {
            var approves = person == shifts[0].GridManager || person == shifts[0].Deputy;
            if (!DutyPolicy.MayServe(await staff.FindAsync(person, cancellation), approves, shifts[0].Community))
            {
                return new StaffNotAvailable(person);
            }
        }

        return null;
    }

    // The client's key stands on one record only.
    private List<AuditEntry> Entries(IReadOnlyList<Shift> shifts, Actor actor, string action, string subject) =>
        [.. shifts.Select((shift, at) => log.Done(
            at == 0 ? actor : actor with { CommandKey = null }, action, subject, roster.Find(shift.Id) is { } before ? Text(before) : "", Text(shift)))];

    private Shift? Stored(ShiftId id, string community) => roster.Find(id) is { } stored && stored.Community == community ? stored : null;

    private DateTimeOffset Later(DateTimeOffset instant, int days) =>
        days == 0 ? instant.ToUniversalTime() : calendar.Instant(calendar.Local(instant).DateTime.AddDays(days));

    private Sentence Times(Shift shift)
    {
        var text = $"{calendar.Local(shift.From).ToString("M-d HH:mm", CultureInfo.InvariantCulture)} – {calendar.Local(shift.Until).ToString("M-d HH:mm", CultureInfo.InvariantCulture)}";
        return new Sentence(text, text);
    }

    private static Result<Shift> One(Result<IReadOnlyList<Shift>> result) => result.Succeeded ? result.Value[0] : result.Problem;

    private static string Text(Shift shift) => string.Create(
        CultureInfo.InvariantCulture,
        $"{shift.Id} {shift.From:O} {shift.Until:O} {string.Join(',', shift.Workers)} {shift.Supervisor} {shift.GridManager} {shift.Deputy} {(shift.Cancelled ? "cancelled " : "")}{shift.Note?.Text}").TrimEnd();
}
