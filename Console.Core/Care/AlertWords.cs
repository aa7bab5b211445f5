using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>How far an alert has come.</summary>
public enum AlertState
{
    /// <summary>待接手: nobody has it.</summary>
    Open,

    /// <summary>已接手.</summary>
    Taken,

    /// <summary>联系中.</summary>
    Contacting,

    /// <summary>已申请上门.</summary>
    VisitAsked,

    /// <summary>已批准上门.</summary>
    Approved,

    /// <summary>在途.</summary>
    OnTheWay,

    /// <summary>已到达; also after the visit, until its worker writes the outcome.</summary>
    Arrived,

    /// <summary>已结案, with an <see cref="AlertOutcome"/>.</summary>
    Resolved,

    /// <summary>误报, with a <see cref="FalseReason"/>.</summary>
    False,
}

/// <summary>How an alert ended.</summary>
public enum AlertOutcome
{
    Helped,
    TakenToHospital,
    Fine,
    WasAway,
    Device,
    PassedAway,
    Other,

    /// <summary>Of an area: power or network are back.</summary>
    Restored,

    /// <summary>The watch withdrew it before anybody had taken it; only the program gives this one.</summary>
    ClearedItself,

    /// <summary>The home is not watched any more: consent was withdrawn or ran out; only the program gives this one.</summary>
    ConsentEnded,
}

/// <summary>Why an alert was false.</summary>
public enum FalseReason
{
    Asleep,
    Away,
    Visitor,
    Device,
    Other,
}

/// <summary>What came of a call.</summary>
public enum ContactOutcome
{
    /// <summary>Answered: all is well.</summary>
    Fine,

    /// <summary>Answered: needs help.</summary>
    NeedsHelp,

    /// <summary>Rang, nobody answered.</summary>
    NoAnswer,

    /// <summary>Switched off, busy for good.</summary>
    Unreachable,

    /// <summary>Family or a neighbour goes to look.</summary>
    SomeoneLooks,

    /// <summary>Of an area: the property office or the utility knows and repairs it.</summary>
    BeingRepaired,

    /// <summary>Somebody else's number: marked for the next worker until it is edited.</summary>
    WrongNumber,

    /// <summary>Not phoned; the note may say why.</summary>
    Skipped,
}

/// <summary>What happened to an alert.</summary>
public enum AlertStepKind
{
    Opened,
    Raised,
    Cleared,

    /// <summary>The same thing came again while the alert was open.</summary>
    CameAgain,

    /// <summary>A worker said that the resident is away: it waits.</summary>
    Held,

    /// <summary>A worker's word on presence ended: it pages again.</summary>
    Armed,

    /// <summary>A person put it aside for a while; the detail is until when, UTC.</summary>
    Shelved,

    /// <summary>It left the shelf for the reason in the detail (<see cref="ShelfEnd"/>): it calls again.</summary>
    Unshelved,

    Taken,
    TakenOver,
    ContactStarted,
    Contacted,

    /// <summary>A message with a one-time link was sent: all is well, or help is needed.</summary>
    FineAsked,
    VisitAsked,
    VisitApproved,
    Left,
    Arrived,
    VisitFinished,
    VisitRefused,
    VisitWithdrawn,

    /// <summary>It became Critical while the visit waited for approval: somebody may leave at once.</summary>
    VisitHurried,

    /// <summary>The goer says: I go.</summary>
    VisitAccepted,

    /// <summary>How the arrival was proved.</summary>
    CheckedIn,
    WentInside,
    SecondAsked,
    SecondAdded,

    /// <summary>Handed over to 120 or 110.</summary>
    HandedOver,

    /// <summary>Somebody closed it, or had it, and a named person put it back: it calls again.</summary>
    Reopened,

    /// <summary>Somebody says that a Critical alert is false: it waits for a second person.</summary>
    FalseProposed,

    /// <summary>A second person does not agree that it is false.</summary>
    FalseDeclined,

    /// <summary>Who proposed it as false takes that back.</summary>
    FalseWithdrawn,
    Resolved,

    /// <summary>Closed as false: of a Critical one by the second person.</summary>
    Dismissed,
    ClosedItself,
}

/// <summary>One step of an alert: who did what, when.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="ByName">As the person was called then.</param>
/// <param name="Kind">What.</param>
/// <param name="Detail">The name of the severity, contact outcome, outcome or reason, where the step has one; of a shelving its end, of a visit's step its own detail.</param>
/// <param name="Note">In the person's words.</param>
/// <param name="Evidence">The watch's sentence, for its own steps.</param>
/// <param name="ReceivedAt">When we learned of it, where that was later than <paramref name="At"/>: tapped on a phone without a link.</param>
public sealed record AlertStep(
    int Number,
    DateTimeOffset At,
    StaffId By,
    string ByName,
    AlertStepKind Kind,
    string Detail = "",
    string Note = "",
    Sentence? Evidence = null,
    DateTimeOffset? ReceivedAt = null)
{
    /// <summary>Of a call or a message, whom it concerned: <see cref="ContactPolicy.ResidentId"/> or a contact's id; empty where no person of the home.</summary>
    public string Whom { get; init; } = "";

    /// <summary>As that person was called then: 居民本人, 女儿. No name.</summary>
    public string WhomWords { get; init; } = "";
}

/// <summary>A condition of the watch that an alert stands for.</summary>
/// <param name="Id">The id an alert opened by it has, or would have.</param>
/// <param name="Opened">The time of the decision that opened it: names it for good.</param>
/// <param name="Severity">The highest the watch has given it.</param>
/// <param name="ClearedAt">When the watch said it is over.</param>
public sealed record AlertCondition(AlertId Id, DateTimeOffset Opened, Severity Severity, DateTimeOffset? ClearedAt);
