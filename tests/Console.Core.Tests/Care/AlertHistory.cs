using System.Collections.Concurrent;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Everything the care desk told, in order; <see cref="Check"/> says whether it was a lawful life of each alert.</summary>
internal sealed class AlertHistory : IAlertFacts
{
    // From where to where an alert may go in one write. Closing is possible from everywhere, standing still too.
    private static readonly Dictionary<AlertState, AlertState[]> Ways = new()
    {
        [AlertState.Open] = [AlertState.Taken, AlertState.Contacting, AlertState.VisitAsked],   // the last: put back while its visit was asked for
        [AlertState.Taken] = [AlertState.Contacting, AlertState.VisitAsked],
        [AlertState.Contacting] = [AlertState.VisitAsked],
        [AlertState.VisitAsked] = [AlertState.Approved, AlertState.OnTheWay, AlertState.Taken],
        [AlertState.Approved] = [AlertState.OnTheWay, AlertState.Taken],
        [AlertState.OnTheWay] = [AlertState.Arrived, AlertState.Taken],
        [AlertState.Arrived] = [AlertState.VisitAsked],
    };

    private readonly ConcurrentQueue<Alert> _told = new();

    internal IReadOnlyList<Alert> Told => [.. _told];

    public ValueTask AlertChangedAsync(Alert alert, CancellationToken cancellation)
    {
        _told.Enqueue(alert);
        return ValueTask.CompletedTask;
    }

    /// <summary>Fails on the first unlawful thing; <paramref name="audit"/> is everything on the audit log.</summary>
    internal void Check(IReadOnlyList<AuditRecord> audit)
    {
        foreach (var life in Told.GroupBy(alert => alert.Id))
        {
            Alert? before = null;
            foreach (var alert in life)
            {
                CheckAlone(alert);
                CheckWay(before, alert);
                before = alert;
            }

            // Taken once, and once more each time it was put back: by a person, or because a proposal was declined or overtaken, or from the hand to the shelf.
            Assert.InRange(before!.Steps.Count(step => step.Kind == AlertStepKind.Taken), 0, 1 + life.Zip(life.Skip(1)).Count(pair => IsPutBack(pair.First, pair.Second)));

            // Each write has its record: the commands of people, the watch's decisions, and what follows from a visit.
            var records = audit.Count(record => record.Details!.Subject == before.Subject && record.Result == AuditEntry.Done && record.Action != "visit.ask"
                && !record.Action.StartsWith("notice.", StringComparison.Ordinal));
            Assert.Equal(before.Version, records);
        }
    }

    private static void CheckAlone(Alert alert)
    {
        var closed = alert.State is AlertState.Resolved or AlertState.False;
        var goes = alert.State is AlertState.VisitAsked or AlertState.Approved or AlertState.OnTheWay;
        Assert.Equal(Enumerable.Range(1, alert.Steps.Count), alert.Steps.Select(step => step.Number));
        Assert.Equal(closed, alert.ClosedAt is not null);
        Assert.Equal(alert.State == AlertState.Resolved, alert.Outcome is not null);
        Assert.Equal(alert.State == AlertState.False, alert.FalseReason is not null);
        Assert.Equal(alert.State != AlertState.Open && alert.Outcome != AlertOutcome.ClearedItself, alert.TakenBy is not null);
        Assert.True(alert.TakenBy is null || alert.TakenAt is not null, "taken at no time");
        Assert.True(!goes || alert is { Visit: not null, VisitEnded: false }, $"{alert.State} without a visit under way");
        Assert.True(alert.State != AlertState.Arrived || alert.Visit is not null, "arrived without a visit");
        var quiet = alert.HeldUntil is not null || alert.ShelvedUntil is not null || alert.Outcome == AlertOutcome.ClearedItself;   // the last: perhaps from the shelf
        Assert.True(quiet || alert.Severity < Severity.Urgent || alert.PromisedBy is not null, "urgent without a promise");
        Assert.Equal(alert.Conditions.Count, alert.Conditions.DistinctBy(condition => condition.Id).Count());
        CheckCritical(alert);
        CheckShelf(alert);
    }

    // On the shelf lies only what nobody has and what is not too grave, by name, for a reason and for a day at most.
    private static void CheckShelf(Alert alert)
    {
        if (alert.ShelvedUntil is not { } until)
        {
            return;
        }

        var step = alert.Steps.Last(step => step.Kind is AlertStepKind.Shelved or AlertStepKind.Unshelved or AlertStepKind.Taken);
        Assert.Equal((AlertState.Open, null, AlertStepKind.Shelved), (alert.State, alert.PromisedBy, step.Kind));
        Assert.True(alert is { Severity: < Severity.Critical, Area: null, Proposal: null } && alert.Kind != AnomalyKind.Sos, "too grave for the shelf");
        Assert.True(step.By != Actor.ProgramId && step.Note.Length > 0, "shelved by nobody or for no reason");
        Assert.InRange(until - step.At, TimeSpan.FromTicks(1), TimeSpan.FromHours(24));
    }

    // A Critical alert closes as harmless on two people's word, or on one's where somebody was at the door or the watch withdrew it.
    private static void CheckCritical(Alert alert)
    {
        var harmless = alert.State == AlertState.False || alert.Outcome is AlertOutcome.Fine or AlertOutcome.WasAway or AlertOutcome.Device or AlertOutcome.Other;
        if (!harmless || alert.Severity != Severity.Critical)
        {
            return;
        }

        var closing = alert.Steps[^1];
        var sinceNews = alert.Steps.Reverse().TakeWhile(step => step.Kind is not (AlertStepKind.Raised or AlertStepKind.CameAgain or AlertStepKind.Reopened)).ToList();
        var second = sinceNews.FirstOrDefault(step => step.Kind is AlertStepKind.FalseProposed or AlertStepKind.FalseDeclined or AlertStepKind.FalseWithdrawn);
        var atDoor = alert.State == AlertState.Resolved && (alert.ClearedAt is not null || alert.Steps.Any(step => step.Kind == AlertStepKind.Arrived));
        Assert.True(atDoor || (second?.Kind == AlertStepKind.FalseProposed && second.By != closing.By), $"a Critical alert closed by {closing.By} alone");
    }

    // It leaves the shelf by a step that says why, or because somebody took it or it was closed; nothing moves its end.
    private static void CheckShelfWay(Alert before, Alert after, bool shelved)
    {
        var came = after.Steps.Skip(before.Steps.Count).Select(step => step.Kind).ToList();
        Assert.True(after.ShelvedUntil == before.ShelvedUntil || shelved || after.ShelvedUntil is null, "its end on the shelf was moved");
        Assert.Equal(shelved, came.Contains(AlertStepKind.Shelved));
        Assert.True(after.ShelvedUntil is not null || before.ShelvedUntil is null || !after.IsOpen || came.Any(kind => kind is AlertStepKind.Unshelved or AlertStepKind.Taken), "off the shelf without a word");
        Assert.True(before.ShelvedUntil is not null || !came.Contains(AlertStepKind.Unshelved), "back from a shelf it did not lie on");
    }

    private static bool IsPutBack(Alert before, Alert after) => after.State == AlertState.Open && before.State != AlertState.Open;

    private static void CheckWay(Alert? before, Alert after)
    {
        if (before is null)
        {
            Assert.Equal((AlertState.Open, 1), (after.State, after.Version));
            Assert.Equal(after.HeldUntil is null ? [AlertStepKind.Opened] : [AlertStepKind.Opened, AlertStepKind.Held], after.Steps.Select(step => step.Kind));
            return;
        }

        // A proposal that was declined or overtaken by news puts the alert back to those nobody has.
        var doubted = IsPutBack(before, after) && before.Proposal is not null
            && after.Steps[before.Steps.Count].Kind is AlertStepKind.FalseDeclined or AlertStepKind.Raised or AlertStepKind.CameAgain;
        var reopened = after is { State: AlertState.Open } && after.Steps.Count > before.Steps.Count && after.Steps[before.Steps.Count].Kind == AlertStepKind.Reopened;
        var shelved = after.ShelvedUntil is not null && before.ShelvedUntil is null && after.Steps[before.Steps.Count].Kind == AlertStepKind.Shelved;
        CheckShelfWay(before, after, shelved);
        Assert.True(before.IsOpen || reopened, $"changed after it was closed as {before.State}");
        Assert.True(reopened || doubted || shelved || !after.IsOpen || after.State == before.State || Ways[before.State].Contains(after.State), $"{before.State} to {after.State}");
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Equal(before.Steps, after.Steps.Take(before.Steps.Count));
        Assert.True(after.Severity >= before.Severity, "severity fell");
        Assert.True(after.Proposal is null || after.TakenBy is not null, "proposed as false and in nobody's hand");
        Assert.True(before.TakenAt is null || before.TakenAt == after.TakenAt, "taken again");
        Assert.True((reopened && !before.IsOpen) || after.HeldUntil is not null || after.ShelvedUntil is not null || before.PromisedBy is not { } promise || after.PromisedBy <= promise, "promise moved later");
    }
}
