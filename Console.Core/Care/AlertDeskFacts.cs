using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <content>What the watch and dispatch tell the desk.</content>
public sealed partial class AlertDesk
{
    /// <inheritdoc />
    public async ValueTask DecidedAsync(IReadOnlyList<WatchDecision> decisions, CancellationToken cancellation)
    {
        foreach (var decision in decisions)
        {
            var written = await _ledger.WriteAsync(
                decision.Home,
                AlertPolicy.ConditionOf(decision),
                () => DecideAsync(decision, cancellation),
                Entry(Actor.Program(decision.Home.Community), $"watch.{decision.Change.ToString().ToLowerInvariant()}", ""),
                cancellation);

            // Refusing is not open to a watch: if even repeated tries lost the race, the watch must tell again.
            if (written.Problem is AlertChangedMeanwhile)
            {
                throw new InvalidOperationException($"A decision about {decision.Home} could not be stored: other writers were faster every time.");
            }

            await HurryAsync(written, cancellation);
        }
    }

    /// <inheritdoc />
    public async ValueTask VisitChangedAsync(Visit visit, CancellationToken cancellation)
    {
        if (AlertOf(visit) is { } id && await _ledger.FindAsync(id, cancellation) is { } alert)
        {
            await FollowAsync(alert, visit, cancellation);
        }
    }

    /// <summary>The alert a visit is about; null when it is about something else.</summary>
    internal static AlertId? AlertOf(Visit visit) => AlertOf(visit.Subject);

    /// <summary>The alert of that subject; null when it is about something else.</summary>
    public static AlertId? AlertOf(string subject) =>
        subject.StartsWith(Alert.SubjectPrefix, StringComparison.Ordinal) && Guid.TryParse(subject.AsSpan(Alert.SubjectPrefix.Length), out var id)
            ? new AlertId(id)
            : null;

    /// <summary>Brings an alert in line with its visit; does nothing where it is already.</summary>
    internal Task<Result<Alert>> FollowAsync(Alert known, Visit visit, CancellationToken cancellation) => _ledger.ChangeAsync(
        known, alert => alert.Follow(visit), Entry(Actor.Program(known.Home.Community), "alert.follow", $"visit:{visit.Id}"), cancellation);

    private async Task<(Alert? Before, Result<Alert> After)> DecideAsync(WatchDecision decision, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var condition = AlertPolicy.ConditionOf(decision);
        var known = await _ledger.Store.FindByConditionAsync(condition, cancellation);
        if (AlertPolicy.EndsWithConsent(decision.Kind) && !_consents.Watches(decision.Home))
        {
            // Decided a moment before the word, told after it.
            return known is null ? (null, new AlertNotFound(condition)) : (known, known);
        }

        if (known is not null)
        {
            return await OfKnownAsync(decision, known, now, cancellation);
        }

        if (decision.Change == DecisionChange.Cleared)
        {
            // Never heard of it: nothing to clear.
            return (null, new AlertNotFound(condition));
        }

        var open = await _ledger.Store.FindOpenAsync(decision.Home, decision.Kind, decision.Cause, cancellation);
        if (open is not null && open.Conditions.Any(known => known.Id == condition))
        {
            return await OfKnownAsync(decision, open, now, cancellation);   // another program was faster between the two questions
        }

        return open is not null ? (open, open.Join(decision, now)) : (null, New(condition, decision, now));
    }

    private async Task<(Alert? Before, Result<Alert> After)> OfKnownAsync(WatchDecision decision, Alert known, DateTimeOffset now, CancellationToken cancellation)
    {
        var condition = known.Conditions.Single(one => one.Opened == decision.Opened);
        var news = decision.Change switch
        {
            DecisionChange.Raised => condition.ClearedAt is null && decision.Severity > condition.Severity,
            DecisionChange.Cleared => condition.ClearedAt is null && known.IsOpen,
            _ => false,   // opened before: told again after a restart
        };
        if (!news || (!known.IsOpen && AlertPolicy.StaysQuiet(known)))
        {
            return (known, known.IsOpen ? known.Grow(decision) : known);
        }

        if (known.IsOpen)
        {
            return (known, decision.Change == DecisionChange.Raised ? known.Raise(decision, now) : known.Clear(decision, now));
        }

        // Closed, and now it is worse than it was when somebody closed it: the closed alert stays closed, a new one opens.
        var open = await _ledger.Store.FindOpenAsync(decision.Home, decision.Kind, decision.Cause, cancellation);
        return open is not null
            ? (open, open.Join(decision, now))
            : (null, New(AlertId.OfWorse(decision.Home, decision.Kind, decision.Cause, decision.Opened, decision.Severity), decision, now));
    }

    private Alert New(AlertId id, WatchDecision decision, DateTimeOffset now)
    {
        var home = _homes.Find(decision.Home);
        var opened = Alert.Open(id, decision, home?.Cell, now);
        return home?.PresenceAt(now) is { Presence: not WorkerPresence.Home } away
            ? opened.Hold(away.Until, Actor.Program(decision.Home.Community), now)
            : opened;
    }
}
