using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <content>How a repair moves. Each move gives the next state or the reason it is refused; <see cref="RepairCourse"/> says which are legal.</content>
public sealed partial record Repair
{
    /// <summary>A repair reported just now.</summary>
    public static Repair Report(RepairReport report, Actor by, RepairReporter? reporter, DateTimeOffset at) => new Repair
    {
        Community = by.Community,
        Title = report.Title.Trim(),
        Description = report.Description.Trim(),
        Location = report.Location.Trim(),
        Building = report.Building,
        Asset = report.Asset,
        Latitude = report.Latitude,
        Longitude = report.Longitude,
        Source = report.Source,
        Service = report.Service,
        Site = report.Site,
        Urgency = report.Urgency,
        ReportKey = by.CommandKey,
        CreatedAt = at,
        Reporters = reporter is null ? [] : [reporter],
    }.With(RepairStepKind.Submitted, by, at, photos: report.Photos);

    /// <summary>What it is and how soon somebody must come.</summary>
    public Result<Repair> Triage(RepairTriage triage, Actor by, DateTimeOffset at) => Move(RepairMove.Triage, next =>
        next.SortedAs(triage)
            .With(RepairStepKind.Triaged, by, at, detail: $"{triage.Service} {triage.Site} {triage.Urgency} {triage.Part}".TrimEnd()));

    /// <summary>What it is taken for, where nobody said: opened again after it was refused unsorted.</summary>
    internal Repair SortedAs(RepairTriage triage) =>
        this with { Service = triage.Service, Site = triage.Site, Part = triage.Part, Urgency = triage.Urgency, Suggested = triage.Share };

    /// <summary>A unit answers for it, and somebody of it where that is said. The date once promised is never moved later.</summary>
    public Result<Repair> Assign(UnitId unit, StaffId? worker, DateTimeOffset dueAt, Actor by, DateTimeOffset at, string note = "") =>
        State == RepairState.Assigned && Unit == unit && Worker == worker
            ? this
            : Move(RepairMove.Assign, next => (next with { Unit = unit, Worker = worker, DueAt = Earlier(DueAt, dueAt), WaitsUntil = null })
                .With(RepairStepKind.Assigned, by, at, note, worker is { } person ? $"{unit} {person}" : unit.Value));

    /// <summary>A worker has it.</summary>
    public Result<Repair> Accept(Actor by, DateTimeOffset at) =>
        State == RepairState.Accepted && Worker == by.Id ? this
        : MoveBy(by, RepairMove.Accept, next => (next with { Worker = Takes(by) }).With(RepairStepKind.Accepted, by, at));

    /// <summary>Work begins, or goes on after waiting.</summary>
    public Result<Repair> Start(Actor by, DateTimeOffset at, string note = "") =>
        State == RepairState.Working && Worker == by.Id ? this
        : MoveBy(by, RepairMove.Start, next => (next with { WaitsUntil = null, Worker = Takes(by), Notes = Or(note, Notes) }).With(RepairStepKind.Started, by, at, note));

    /// <summary>Waits for something, until a date.</summary>
    public Result<Repair> Wait(RepairWait what, DateTimeOffset until, string note, Actor by, DateTimeOffset at) =>
        until <= at || until > at + RepairPolicy.LongestWait ? new RepairWaitNotValid()
        : MoveBy(by, RepairMove.Wait, next => (next with { WaitsUntil = until, Notes = note, Escalation = 0 }).With(RepairStepKind.Waited, by, at, note, what.ToString()));

    /// <summary>Done, with what shows it: a note or photos.</summary>
    public Result<Repair> Finish(string note, IReadOnlyList<string> photos, Actor by, DateTimeOffset at) =>
        MoveBy(by, RepairMove.Finish, next => (next with { DoneAt = at, Worker = Takes(by), Notes = Or(note, Notes) }).With(RepairStepKind.Finished, by, at, note, photos: photos));

    /// <summary>The reporter agrees.</summary>
    public Result<Repair> Confirm(Actor by, DateTimeOffset at, string detail = "") =>
        State == RepairState.Confirmed ? this
        : Move(RepairMove.Confirm, next => next.With(RepairStepKind.Confirmed, by, at, detail: detail));

    /// <summary>The reporter says it is not fixed: it is open again, with whoever had it.</summary>
    public Result<Repair> NotFixed(string note, IReadOnlyList<string> photos, Actor by, DateTimeOffset at) =>
        DoneAt is { } done && at > done + RepairPolicy.ObjectWithin ? new RepairTooOld(Id)
        : Move(RepairMove.NotFixed, next => (next with { DoneAt = null, Escalation = 0 }).With(RepairStepKind.NotFixed, by, at, note, photos: photos));

    /// <summary>Not done, with the reason and where to turn.</summary>
    public Result<Repair> Refuse(string reason, string whereToTurn, Actor by, DateTimeOffset at) =>
        Move(RepairMove.Refuse, next => (next with { WhereToTurn = whereToTurn, WaitsUntil = null, Notes = reason }).With(RepairStepKind.Refused, by, at, reason, whereToTurn));

    /// <summary>Another repair is about the same.</summary>
    internal Result<Repair> Merge(RepairId into, Actor by, DateTimeOffset at) =>
        Move(RepairMove.Merge, next => (next with { DuplicateOf = into, WaitsUntil = null }).With(RepairStepKind.Merged, by, at, detail: into.ToString()));

    /// <summary>Takes over all who reported a duplicate. What they said of the duplicate's end is not said of this one.</summary>
    /// <param name="duplicate">The other report.</param>
    /// <param name="urgency">How urgent that one is, by its words.</param>
    /// <param name="dueAt">When this one is to be done if it is as urgent as that; null while it is not assigned.</param>
    /// <param name="by">Who merges.</param>
    /// <param name="at">When.</param>
    internal Repair TakeOver(Repair duplicate, Urgency urgency, DateTimeOffset? dueAt, Actor by, DateTimeOffset at)
    {
        var others = duplicate.Reporters.Where(other => other.Account is { } account
            ? Reporters.All(mine => mine.Account != account)
            : other.Code.Length == 0 || Reporters.All(mine => mine.Code != other.Code));
        return (this with
        {
            Urgency = urgency > Urgency ? urgency : Urgency,
            DueAt = DueAt is not null && dueAt is { } due ? Earlier(DueAt, due) : DueAt,
            Reporters =
            [
                .. Reporters,
                .. others.Select((other, index) => other with
                {
                    Number = Reporters.Count + index + 1, From = other.From ?? duplicate.Id, Rating = null, Comment = "", RatedAt = null,
                }),
            ],
        }).With(RepairStepKind.TookOver, by, at, detail: duplicate.Id.ToString());
    }

    /// <summary>A grid manager opens it again.</summary>
    public Result<Repair> Reopen(string reason, Actor by, DateTimeOffset at) =>
        Move(RepairMove.Reopen, next => (next with { DoneAt = null, DuplicateOf = null, WhereToTurn = "", Escalation = 0 }).With(RepairStepKind.Reopened, by, at, reason));

    /// <summary>One more person has the same trouble.</summary>
    public Result<Repair> Join(RepairReporter reporter, string note, IReadOnlyList<string> photos, Actor by, DateTimeOffset at) =>
        !IsOpen ? new RepairMergeNotValid()
        : reporter.Account is { } account && Reporters.Any(other => other.Account == account) ? this
        : (this with { Reporters = [.. Reporters, reporter with { Number = Reporters.Count + 1 }] }).With(RepairStepKind.Joined, by, at, note, photos: photos);

    /// <summary>One who reported it says how it went: once, when it is completed.</summary>
    public Result<Repair> Rate(RepairReporter reporter, int rating, string comment, Actor by, DateTimeOffset at) =>
        rating is < 1 or > 5 ? new RepairRatingNotValid()
        : View != RepairView.Completed ? new RepairNotCompleted(Id)
        : reporter.Rating is not null ? new RepairRatedAlready(Id)
        : (this with { Reporters = [.. Reporters.Select(other => other.Number == reporter.Number ? other with { Rating = rating, Comment = comment, RatedAt = at } : other)] })
            .With(RepairStepKind.Rated, by, at, comment, $"{reporter.Number} {rating}");

    /// <summary>A remark of who handles it.</summary>
    public Repair Note(string note, IReadOnlyList<string> photos, Actor by, DateTimeOffset at) =>
        (this with { Notes = Or(note, Notes) }).With(RepairStepKind.Noted, by, at, note, photos: photos);

    /// <summary>It is overdue, and the next one up is told.</summary>
    internal Repair Escalate(EscalationLevel? to, Actor by, DateTimeOffset at) => (this with { Escalation = Escalation + 1 })
        .With(to is null ? RepairStepKind.Reminded : RepairStepKind.Escalated, by, at, detail: to?.ToString() ?? "");

    private static DateTimeOffset Earlier(DateTimeOffset? promised, DateTimeOffset due) => promised is { } before && before < due ? before : due;

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    // Whoever leads may act on what a colleague has; a worker only on what is his or nobody's.
    private RepairHasOtherWorker? Hinders(Actor by) => by.Role == Role.RepairWorker && Worker is { } other && other != by.Id ? new RepairHasOtherWorker(Id) : null;

    private Result<Repair> MoveBy(Actor by, RepairMove move, Func<Repair, Repair> change) => Hinders(by) is { } problem ? problem : Move(move, change);

    // A leader who closes for somebody does not become the worker; a worker does.
    private StaffId? Takes(Actor by) => by.Role == Role.RepairWorker ? by.Id : Worker;

    private Result<Repair> Move(RepairMove move, Func<Repair, Repair> change) =>
        RepairCourse.After(State, move) is { } next ? change(this with { State = next }) : new RepairMoveIllegal(Id, State, move);

    private Repair With(RepairStepKind kind, Actor by, DateTimeOffset at, string note = "", string detail = "", IReadOnlyList<string>? photos = null) => this with
    {
        Version = Version + 1,
        UpdatedAt = at,
        Steps = [.. Steps, new RepairStep(Version + 1, at, by.Id, by.Name, kind, note, detail) { State = State, Photos = photos ?? [] }],
    };
}
