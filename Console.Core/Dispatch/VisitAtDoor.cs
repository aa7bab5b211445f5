using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <content>What happens on the way and at the door beside leaving, arriving and the outcome. None of it is ever needed for those.</content>
public sealed partial record Visit
{
    /// <summary>The goer says: I go. Of a Critical visit nobody was sent to, whoever says it first is expected; it keeps nobody else from leaving.</summary>
    public Result<Visit> Accept(Actor by, DateTimeOffset at) => State switch
    {
        VisitState.Asked when !MayLeaveAtOnce => new VisitNotApproved(Id),
        VisitState.Approved when Goer != by.Id => new VisitHasOtherGoer(Id),
        VisitState.Asked when AcceptedAt is not null && Goer != by.Id => new VisitHasOtherGoer(Id),
        VisitState.Asked or VisitState.Approved when AcceptedAt is not null => this,
        VisitState.Asked or VisitState.Approved => (Sends(by.Id) with { AcceptedAt = at }).With(VisitStepKind.Accepted, by, at),
        VisitState.OnTheWay or VisitState.Arrived => Goes(by.Id) ? this : new VisitHasOtherGoer(Id),
        _ => new VisitIsClosed(Id),
    };

    /// <summary>How the arrival was proved, beside the person's word.</summary>
    public Result<Visit> Prove(Actor by, CheckIn proof, DateTimeOffset at) => State switch
    {
        VisitState.Asked or VisitState.Approved or VisitState.OnTheWay => new VisitNotArrived(Id),
        VisitState.Arrived when !Goes(by.Id) => new VisitHasOtherGoer(Id),
        VisitState.Arrived when CheckIn.Of(this).Proof == proof.Proof => this,
        VisitState.Arrived => With(VisitStepKind.CheckedIn, by, at, detail: proof.Text),
        _ => new VisitIsClosed(Id),
    };

    /// <summary>Whoever goes is inside.</summary>
    public Result<Visit> Enter(Actor by, DateTimeOffset at) => State switch
    {
        VisitState.Asked or VisitState.Approved or VisitState.OnTheWay => new VisitNotArrived(Id),
        VisitState.Arrived when !Goes(by.Id) => new VisitHasOtherGoer(Id),
        VisitState.Arrived when InsideAt is not null => this,
        VisitState.Arrived => (this with { InsideAt = at }).With(VisitStepKind.WentInside, by, at),
        _ => new VisitIsClosed(Id),
    };

    /// <summary>The goer wants a second person there.</summary>
    public Result<Visit> AskSecond(Actor by, string note, DateTimeOffset at) => this switch
    {
        { IsOpen: false } => new VisitIsClosed(Id),
        _ when !Goes(by.Id) => new VisitHasOtherGoer(Id),
        { SecondAskedAt: not null } or { Second: not null } => this,
        _ => (this with { SecondAskedAt = at }).With(VisitStepKind.SecondAsked, by, at, note),
    };

    /// <summary>A second person goes too: sent by a grid manager, who may send another instead, or by their own wish.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="second">Who goes too.</param>
    /// <param name="name">As that person is called, for the record; not needed for oneself.</param>
    /// <param name="at">When.</param>
    public Result<Visit> AddSecond(Actor by, StaffId second, string name, DateTimeOffset at) => this switch
    {
        { IsOpen: false } => new VisitIsClosed(Id),
        _ when by.Id != second && by.Role is not (Role.GridManager or Role.Administrator) => new VisitSecondNotYours(Id),
        _ when Goer == second => new VisitGoesAlready(Id),
        _ when Second == second => this,
        _ when Second is not null && by.Role is not (Role.GridManager or Role.Administrator) => new VisitHasSecond(Id),
        _ => (this with { Second = second }).With(VisitStepKind.SecondAdded, by, at, by.Id == second ? "" : name),
    };

    /// <summary>Somebody calls an ambulance or the police there: who goes, who asked, or a grid manager.</summary>
    public Result<Visit> HandOver(Actor by, Emergency service, DateTimeOffset at) => this switch
    {
        { IsOpen: false } => new VisitIsClosed(Id),
        _ when !Goes(by.Id) && AskedBy != by.Id && by.Role != Role.GridManager => new VisitHasOtherGoer(Id),
        _ when Steps.Any(step => step.Kind == VisitStepKind.HandedOver && step.By == by.Id && step.Detail == service.Number && at - step.At < Redial) => this,
        _ => With(VisitStepKind.HandedOver, by, at, detail: service.Number),
    };

    // Engaged, dialled again: one call for the record.
    private static readonly TimeSpan Redial = TimeSpan.FromMinutes(2);
}
