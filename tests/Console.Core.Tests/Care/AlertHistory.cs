using System.Collections.Concurrent;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
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

            Assert.InRange(before!.Steps.Count(step => step.Kind == AlertStepKind.Taken), 0, 1 + before.Steps.Count(step => step.Kind == AlertStepKind.Reopened));

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
        Assert.True(alert.HeldUntil is not null || alert.Severity < Severity.Urgent || alert.PromisedBy is not null, "urgent without a promise");
        Assert.Equal(alert.Conditions.Count, alert.Conditions.DistinctBy(condition => condition.Id).Count());
    }

    private static void CheckWay(Alert? before, Alert after)
    {
        if (before is null)
        {
            Assert.Equal((AlertState.Open, 1), (after.State, after.Version));
            Assert.Equal(after.HeldUntil is null ? [AlertStepKind.Opened] : [AlertStepKind.Opened, AlertStepKind.Held], after.Steps.Select(step => step.Kind));
            return;
        }

        var reopened = after is { State: AlertState.Open } && after.Steps.Count > before.Steps.Count && after.Steps[before.Steps.Count].Kind == AlertStepKind.Reopened;
        Assert.True(before.IsOpen || reopened, $"changed after it was closed as {before.State}");
        Assert.True(reopened || !after.IsOpen || after.State == before.State || Ways[before.State].Contains(after.State), $"{before.State} to {after.State}");
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Equal(before.Steps, after.Steps.Take(before.Steps.Count));
        Assert.True(after.Severity >= before.Severity, "severity fell");
        Assert.True(before.TakenAt is null || before.TakenAt == after.TakenAt, "taken again");
        Assert.True((reopened && !before.IsOpen) || after.HeldUntil is not null || before.PromisedBy is not { } promise || after.PromisedBy <= promise, "promise moved later");
    }
}
