using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>A visit's id.</summary>
public readonly record struct VisitId(Guid Value)
{
    /// <summary>A new one.</summary>
    public static VisitId New() => new(Guid.NewGuid());

    public override string ToString() => Value.ToString();
}

/// <summary>How far a visit has come. Approval is a fact of its own (<see cref="Visit.ApprovedBy"/>): a Critical visit may leave before it.</summary>
public enum VisitState
{
    /// <summary>待审批: asked for, waits for a grid manager.</summary>
    Asked,

    /// <summary>已批准: somebody is to go.</summary>
    Approved,

    /// <summary>在途.</summary>
    OnTheWay,

    /// <summary>已到达.</summary>
    Arrived,

    /// <summary>已完成.</summary>
    Done,

    /// <summary>未批准.</summary>
    Refused,

    /// <summary>已撤回: no longer needed, also while on the way.</summary>
    Withdrawn,
}

/// <summary>One thing that happened to a visit.</summary>
public enum VisitStepKind
{
    Asked,
    Approved,
    Left,
    Arrived,
    Finished,
    Refused,
    Withdrawn,

    /// <summary>What it is about became Critical: it need not wait for approval any more.</summary>
    Hurried,

    /// <summary>The goer says: I go. Nobody need say it.</summary>
    Accepted,

    /// <summary>How the arrival was proved, in <see cref="VisitStep.Detail"/>; see <see cref="CheckIn"/>.</summary>
    CheckedIn,

    /// <summary>The goer is inside.</summary>
    WentInside,

    /// <summary>The goer wants a second person there.</summary>
    SecondAsked,

    /// <summary>A second person goes too; the note names whom somebody else sent.</summary>
    SecondAdded,

    /// <summary>Handed over to 120 or 110, in <see cref="VisitStep.Detail"/>.</summary>
    HandedOver,
}

/// <summary>One step of a visit: who did what, when. A visit's version is the number of its steps.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="ByName">As the person was called then.</param>
/// <param name="Kind">What.</param>
/// <param name="Note">Reason or remark, in the person's words.</param>
/// <param name="Detail">What kind of that step, for programs; empty for most.</param>
/// <param name="ReceivedAt">When we learned of it, where that was later than <paramref name="At"/>: tapped on a phone without a link.</param>
public sealed record VisitStep(
    int Number, DateTimeOffset At, StaffId By, string ByName, VisitStepKind Kind, string Note, string Detail = "", DateTimeOffset? ReceivedAt = null);

/// <summary>What is asked for when somebody should go to a home.</summary>
/// <param name="Home">Where.</param>
/// <param name="Cell">The home's grid cell; null for a home not registered yet.</param>
/// <param name="Subject">What it is about, as text: <c>alert:&lt;guid&gt;</c>. One open visit per subject.</param>
/// <param name="Reason">One sentence for the grid manager.</param>
/// <param name="MayLeaveAtOnce">Critical: need not wait for approval.</param>
/// <param name="ClockFrom">The instant the promise counts from: when the desk was paged.</param>
/// <param name="PromisedBy">When somebody must be at the door; null without a promise.</param>
/// <param name="Goer">Who should go, where the asker has a wish.</param>
public sealed record VisitRequest(
    HomeId Home,
    GridCellId? Cell,
    string Subject,
    string Reason,
    bool MayLeaveAtOnce,
    DateTimeOffset ClockFrom,
    DateTimeOffset? PromisedBy,
    StaffId? Goer);

/// <summary>Somebody's way to a home: asked for, approved, made, done.</summary>
public sealed partial record Visit
{
    /// <summary>Which visit.</summary>
    public required VisitId Id { get; init; }

    /// <summary>Where.</summary>
    public required HomeId Home { get; init; }

    /// <summary>The home's grid cell; null for a home not registered yet.</summary>
    public GridCellId? Cell { get; init; }

    /// <summary>What it is about: <c>alert:&lt;guid&gt;</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Critical: need not wait for approval.</summary>
    public bool MayLeaveAtOnce { get; init; }

    /// <summary>The instant the promise counts from, UTC.</summary>
    public DateTimeOffset ClockFrom { get; init; }

    /// <summary>When somebody must be at the door, UTC; null without a promise.</summary>
    public DateTimeOffset? PromisedBy { get; init; }

    /// <summary>How far it has come.</summary>
    public VisitState State { get; private init; } = VisitState.Asked;

    /// <summary>Who asked.</summary>
    public required StaffId AskedBy { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Who goes; before approval the asker's wish.</summary>
    public StaffId? Goer { get; private init; }

    /// <summary>Who goes too; null without a second person.</summary>
    public StaffId? Second { get; private init; }

    /// <summary>When the goer asked for a second person, UTC.</summary>
    public DateTimeOffset? SecondAskedAt { get; private init; }

    /// <summary>When the goer said: I go, UTC; null where nobody said so, which forbids nothing.</summary>
    public DateTimeOffset? AcceptedAt { get; private init; }

    /// <summary>Who approved; null while nobody has, also after a Critical visit has left.</summary>
    public StaffId? ApprovedBy { get; private init; }

    /// <summary>When it was approved, UTC.</summary>
    public DateTimeOffset? ApprovedAt { get; private init; }

    /// <summary>When the goer left, UTC.</summary>
    public DateTimeOffset? LeftAt { get; private init; }

    /// <summary>When the goer was at the door, UTC.</summary>
    public DateTimeOffset? ArrivedAt { get; private init; }

    /// <summary>When the goer was inside, UTC.</summary>
    public DateTimeOffset? InsideAt { get; private init; }

    /// <summary>When it ended, whichever way, UTC.</summary>
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>Number of steps so far; the store compares it before it writes.</summary>
    public int Version { get; private init; }

    /// <summary>All steps, oldest first.</summary>
    public IReadOnlyList<VisitStep> Steps { get; init; } = [];

    /// <summary>Whether that person goes, first or second.</summary>
    public bool Goes(StaffId person) => Goer == person || Second == person;

    /// <summary>Not done, refused or withdrawn.</summary>
    public bool IsOpen => State is VisitState.Asked or VisitState.Approved or VisitState.OnTheWay or VisitState.Arrived;

    /// <summary>Left without waiting and still to be approved: on the grid manager's list until it is.</summary>
    public bool NeedsApprovalAfter => ApprovedBy is null && LeftAt is not null && State != VisitState.Withdrawn;

    /// <summary>From the page to the door; null before arrival.</summary>
    public TimeSpan? TimeToDoor => ArrivedAt - ClockFrom;
}
