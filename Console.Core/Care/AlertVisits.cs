using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;

namespace CommunityConsole.Core.Care;

/// <content>How an alert follows its visit.</content>
public sealed partial record Alert
{
    /// <summary>
    /// The alert as the visit's state makes it, with the visit's steps that are not on it yet. Facts may come late, twice
    /// or not at all: the visit's version decides, so the order of telling changes nothing. A closed alert stays closed.
    /// </summary>
    internal Alert Follow(Visit visit)
    {
        var same = Visit == visit.Id;
        var known = same ? VisitVersion : 0;
        if (!IsOpen || visit.Subject != Subject || visit.Version <= known || (!same && !(visit.IsOpen && (Visit is null || VisitEnded))))
        {
            return this;
        }

        // Put back by somebody else in the moment its visit was asked for: it is in the hand of who asked.
        var inHand = State == AlertState.Open
            ? Take(new Actor(visit.AskedBy, visit.Steps[0].ByName, Role.SocialWorker, Home.Community), visit.AskedAt).Value
            : this;
        var alert = inHand with
        {
            Visit = visit.Id,
            VisitVersion = visit.Version,
            VisitEnded = !visit.IsOpen,
            Goer = visit.Goer,
            Second = visit.Second,
            State = StateWith(visit),
        };
        return visit.Steps.Skip(known).Aggregate(alert, (next, step) => next.With(
            KindOf(step.Kind), new Actor(step.By, step.ByName, Role.SocialWorker, Home.Community), step.At, step.Detail, step.Note, received: step.ReceivedAt));
    }

    private static AlertState StateWith(Visit visit) => visit.State switch
    {
        VisitState.Asked => AlertState.VisitAsked,
        VisitState.Approved => AlertState.Approved,
        VisitState.OnTheWay => AlertState.OnTheWay,
        VisitState.Arrived or VisitState.Done => AlertState.Arrived,
        _ => AlertState.Taken,   // refused or called off: back in its worker's hand
    };

    private static AlertStepKind KindOf(VisitStepKind kind) => kind switch
    {
        VisitStepKind.Asked => AlertStepKind.VisitAsked,
        VisitStepKind.Approved => AlertStepKind.VisitApproved,
        VisitStepKind.Left => AlertStepKind.Left,
        VisitStepKind.Arrived => AlertStepKind.Arrived,
        VisitStepKind.Finished => AlertStepKind.VisitFinished,
        VisitStepKind.Refused => AlertStepKind.VisitRefused,
        VisitStepKind.Withdrawn => AlertStepKind.VisitWithdrawn,
        VisitStepKind.Hurried => AlertStepKind.VisitHurried,
        VisitStepKind.Accepted => AlertStepKind.VisitAccepted,
        VisitStepKind.CheckedIn => AlertStepKind.CheckedIn,
        VisitStepKind.WentInside => AlertStepKind.WentInside,
        VisitStepKind.SecondAsked => AlertStepKind.SecondAsked,
        VisitStepKind.SecondAdded => AlertStepKind.SecondAdded,
        VisitStepKind.HandedOver => AlertStepKind.HandedOver,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No step of an alert stands for this."),
    };
}
