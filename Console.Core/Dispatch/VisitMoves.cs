using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <content>How a visit moves. Each move gives the next state or the reason it is refused; a second tap by the same person changes nothing.</content>
public sealed partial record Visit
{
    /// <summary>A visit asked for just now.</summary>
    public static Visit Ask(VisitId id, VisitRequest request, Actor by, DateTimeOffset at) => new Visit
    {
        Id = id,
        Home = request.Home,
        Cell = request.Cell,
        Subject = request.Subject,
        Reason = request.Reason,
        MayLeaveAtOnce = request.MayLeaveAtOnce,
        ClockFrom = request.ClockFrom,
        PromisedBy = request.PromisedBy,
        AskedBy = by.Id,
        AskedAt = at,
        Goer = request.Goer,
    }.With(VisitStepKind.Asked, by, at, request.Reason);

    /// <summary>A grid manager agrees, before the goer leaves or, for a Critical visit, after.</summary>
    /// <param name="by">Who agrees.</param>
    /// <param name="goer">Who shall go instead of whom the asker wished; without either, the asker goes. Ignored once somebody has left.</param>
    /// <param name="at">When.</param>
    public Result<Visit> Approve(Actor by, StaffId? goer, DateTimeOffset at) => this switch
    {
        { State: VisitState.Refused or VisitState.Withdrawn } => new VisitIsClosed(Id),
        { ApprovedBy: null, LeftAt: null } =>
            (this with { State = VisitState.Approved, ApprovedBy = by.Id, ApprovedAt = at }).Sends(goer ?? Goer ?? AskedBy).With(VisitStepKind.Approved, by, at),
        { ApprovedBy: null } => (this with { ApprovedBy = by.Id, ApprovedAt = at }).With(VisitStepKind.Approved, by, at),
        { State: VisitState.Approved } when ApprovedBy == by.Id && goer is not null && goer != Goer => Sends(goer.Value).With(VisitStepKind.Approved, by, at),
        _ when ApprovedBy == by.Id => this,
        _ => new VisitAlreadyApproved(Id),
    };

    /// <summary>A grid manager says no.</summary>
    public Result<Visit> Refuse(Actor by, string reason, DateTimeOffset at) => State switch
    {
        VisitState.Asked => (this with { State = VisitState.Refused, EndedAt = at }).With(VisitStepKind.Refused, by, at, reason),
        VisitState.Refused when Steps[^1].By == by.Id => this,
        VisitState.Approved => new VisitAlreadyApproved(Id),
        VisitState.OnTheWay or VisitState.Arrived => new VisitAlreadyLeft(Id),
        _ => new VisitIsClosed(Id),
    };

    /// <summary>What it is about became Critical after it was asked for: somebody may leave at once.</summary>
    internal Visit Hurry(Actor by, DateTimeOffset at) => State == VisitState.Asked && !MayLeaveAtOnce
        ? (this with { MayLeaveAtOnce = true }).With(VisitStepKind.Hurried, by, at)
        : this;

    /// <summary>The goer leaves, or the second person first. A Critical visit may leave unapproved, with whoever is first to go, whoever said so before.</summary>
    public Result<Visit> Depart(Actor by, DateTimeOffset at) => State switch
    {
        VisitState.Asked when !MayLeaveAtOnce => new VisitNotApproved(Id),
        VisitState.Approved when !Goes(by.Id) => new VisitHasOtherGoer(Id),
        VisitState.Asked or VisitState.Approved =>
            (this with { State = VisitState.OnTheWay, Goer = by.Id, Second = Second == by.Id ? Goer : Second, LeftAt = at }).With(VisitStepKind.Left, by, at),
        VisitState.OnTheWay when Goes(by.Id) => this,
        VisitState.OnTheWay or VisitState.Arrived => new VisitHasOtherGoer(Id),
        _ => new VisitIsClosed(Id),
    };

    /// <summary>Whoever goes is at the door. It counts as it is said; how it was proved is a step of its own.</summary>
    public Result<Visit> Arrive(Actor by, DateTimeOffset at) => State switch
    {
        VisitState.Asked or VisitState.Approved => new VisitNotLeft(Id),
        VisitState.OnTheWay or VisitState.Arrived when !Goes(by.Id) => new VisitHasOtherGoer(Id),
        VisitState.OnTheWay => (this with { State = VisitState.Arrived, ArrivedAt = at }).With(VisitStepKind.Arrived, by, at),
        VisitState.Arrived => this,
        _ => new VisitIsClosed(Id),
    };

    /// <summary>The goer is done there.</summary>
    public Result<Visit> Finish(Actor by, string note, DateTimeOffset at) => State switch
    {
        VisitState.Asked or VisitState.Approved or VisitState.OnTheWay => new VisitNotArrived(Id),
        VisitState.Arrived or VisitState.Done when !Goes(by.Id) => new VisitHasOtherGoer(Id),
        VisitState.Arrived => (this with { State = VisitState.Done, EndedAt = at }).With(VisitStepKind.Finished, by, at, note),
        VisitState.Done => this,
        _ => new VisitIsClosed(Id),
    };

    /// <summary>No longer needed: by who asked or a grid manager, until somebody has arrived.</summary>
    public Result<Visit> Withdraw(Actor by, string reason, DateTimeOffset at) => State switch
    {
        VisitState.Arrived => new VisitAlreadyArrived(Id),
        VisitState.Withdrawn when Steps[^1].By == by.Id => this,
        VisitState.Done or VisitState.Refused or VisitState.Withdrawn => new VisitIsClosed(Id),
        _ when by.Id != AskedBy && by.Role is not (Role.GridManager or Role.Administrator) => new VisitNotYours(Id),
        _ => (this with { State = VisitState.Withdrawn, EndedAt = at }).With(VisitStepKind.Withdrawn, by, at, reason),
    };

    /// <summary>What it was about is over: recalls the goer, or counts the visit as done where the goer has arrived. An ended visit stays as it is.</summary>
    internal Visit End(Actor by, string reason, DateTimeOffset at) => State switch
    {
        VisitState.Arrived => (this with { State = VisitState.Done, EndedAt = at }).With(VisitStepKind.Finished, by, at, reason),
        VisitState.Asked or VisitState.Approved or VisitState.OnTheWay =>
            (this with { State = VisitState.Withdrawn, EndedAt = at }).With(VisitStepKind.Withdrawn, by, at, reason),
        _ => this,
    };

    /// <summary>The newest step was learned of only then.</summary>
    internal Visit Told(DateTimeOffset received) => this with { Steps = [.. Steps.SkipLast(1), Steps[^1] with { ReceivedAt = received }] };

    // Somebody else's "I go" is not this person's.
    private Visit Sends(StaffId goer) => this with
    {
        Goer = goer,
        Second = Second == goer ? null : Second,
        AcceptedAt = Goer == goer ? AcceptedAt : null,
    };

    private Visit With(VisitStepKind kind, Actor by, DateTimeOffset at, string note = "", string detail = "") => this with
    {
        Version = Version + 1,
        Steps = [.. Steps, new VisitStep(Version + 1, at, by.Id, by.Name, kind, note, detail)],
    };
}
