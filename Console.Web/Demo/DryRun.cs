using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>Runs a home's made-up life through a watch of its own, to see what it would decide and when.</summary>
internal sealed class DryRun(Estate estate, DateTimeOffset origin, WatchOptions options)
{
    // How often a live watch is told the time, about.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    /// <summary>
    /// When the first alert of inactivity that pages would reach the desk: a decision is made when the watch is given a
    /// report or told the time, not at the instant the decision speaks of.
    /// </summary>
    /// <param name="home">Which home.</param>
    /// <param name="happenings">What happens in it.</param>
    /// <param name="from">Alerts from before are not looked at.</param>
    /// <param name="until">Where to give up.</param>
    /// <returns>Null when none opens in that span.</returns>
    public DateTimeOffset? PagesAt(SimulatedHome home, IReadOnlyList<Happening> happenings, DateTimeOffset from, DateTimeOffset until)
    {
        var watch = new HomeWatch(home.Id, options, estate.Calendar);
        var decisions = new List<WatchDecision>();
        var told = from;
        foreach (var report in new HomeRun(estate, home, origin, happenings).After(origin).Where(r => r.Delivered < DateTimeOffset.MaxValue))
        {
            for (; told <= until && told < report.Made; told += Tick)
            {
                watch.Tell(told, decisions);
                if (Pages(decisions, from))
                {
                    return told;
                }
            }

            if (told > until)
            {
                return null;
            }

            watch.Take(HistoryRows.Reading(home, report, report.Measure, report.Value), decisions);
            if (Pages(decisions, from))
            {
                return report.Made;
            }
        }

        return null;
    }

    // Forgets what was seen: an alert that opened and closed in the past must not be found again.
    private static bool Pages(List<WatchDecision> decisions, DateTimeOffset from)
    {
        var pages = decisions.Exists(d => d is { Kind: AnomalyKind.Inactivity, Severity: >= Severity.Urgent, Change: not DecisionChange.Cleared } && d.Time >= from.AddHours(-1));
        decisions.Clear();
        return pages;
    }
}
