using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>The first six weeks of homes, with the habits of the other homes lent to them and without.</summary>
/// <remarks>Leave one out: the cohort of a home is all other recordings, whole. Cut-offs are as everywhere, one a day and home at a random hour.</remarks>
internal sealed class EarlyTrial(IReadOnlyList<RecordedHome> homes, WatchOptions options, EstateCalendar calendar, int seed)
{
    private static readonly Severity[] Levels = [Severity.Attention, Severity.Urgent];

    /// <summary>The lines of the table: what was lent, the severity, false alerts a home and month, delays in hours (infinite where not found).</summary>
    public IEnumerable<(bool Lent, Severity Severity, double FalseAlerts, IReadOnlyList<double> Delays)> Run()
    {
        var settled = new HomeWatch[homes.Count];
        Parallel.For(0, homes.Count, i => settled[i] = Whole(homes[i]));
        foreach (var lent in new[] { false, true })
        {
            var results = new (int[] FalseAlerts, List<double>[] Delays)[homes.Count];
            Parallel.For(0, homes.Count, i =>
                results[i] = One(homes[i], lent ? Cohort.Of(settled.Where((_, other) => other != i), 1) : null, seed + i));
            foreach (var (level, severity) in Levels.Index())
            {
                var months = homes.Count * RecordedHome.BurnIn.TotalDays / Trial.MonthDays;
                yield return (lent, severity, results.Sum(home => home.FalseAlerts[level]) / months, [.. results.SelectMany(home => home.Delays[level]).Order()]);
            }
        }
    }

    private HomeWatch Whole(RecordedHome home)
    {
        var watch = new HomeWatch(home.Id, options, calendar) { Hurried = true };
        var decisions = new List<WatchDecision>();
        foreach (var row in home.Rows)
        {
            watch.Take(row, decisions);
        }

        return watch;
    }

    private (int[] FalseAlerts, List<double>[] Delays) One(RecordedHome home, Cohort? cohort, int from)
    {
        var random = new Random(from);
        var watch = new HomeWatch(home.Id, options, calendar) { Hurried = true };
        watch.Follow(cohort);
        var falseAlerts = new int[Levels.Length];
        var delays = Levels.Select(_ => new List<double>()).ToArray();
        var end = home.Rows[0].At + RecordedHome.BurnIn;
        var cut = home.Rows[0].At.AddDays(random.NextDouble() + 1);
        Severity? standing = null;
        foreach (var row in home.Rows.TakeWhile(row => row.At < end))
        {
            while (row.At > cut)
            {
                if ((standing is null or Severity.Notice) && !home.IsAbsent(cut) && !home.IsOut(cut))
                {
                    Cut(home, watch, cohort, cut, random, delays);
                }

                cut = cut.AddDays(1) + TimeSpan.FromHours(random.NextDouble());
            }

            var decisions = new List<WatchDecision>();
            watch.Take(row, decisions);
            foreach (var decision in decisions.Where(decision => decision.Kind == AnomalyKind.Inactivity))
            {
                Severity? now = decision.Change == DecisionChange.Cleared ? null : decision.Severity;
                foreach (var (level, severity) in Levels.Index())
                {
                    falseAlerts[level] += now >= severity && !(standing >= severity) && !home.IsAbsent(decision.Time) ? 1 : 0;
                }

                standing = now;
            }
        }

        return (falseAlerts, delays);
    }

    private void Cut(RecordedHome home, HomeWatch watch, Cohort? cohort, DateTimeOffset at, Random random, List<double>[] delays)
    {
        var copy = HomeWatch.Load(home.Id, options, calendar, watch.Save());
        copy.Follow(cohort);
        var found = Levels.Select(_ => double.PositiveInfinity).ToArray();
        var decisions = new List<WatchDecision>();
        foreach (var row in Stopped.Rows(home, at, random))
        {
            copy.Take(row, decisions);
            foreach (var decision in decisions.Where(decision => decision.Kind == AnomalyKind.Inactivity && decision.Change != DecisionChange.Cleared && decision.Time > at))
            {
                foreach (var (level, severity) in Levels.Index())
                {
                    found[level] = decision.Severity >= severity ? Math.Min(found[level], (decision.Time - at).TotalHours) : found[level];
                }
            }

            decisions.Clear();
            if (double.IsFinite(found[^1]))
            {
                break;
            }
        }

        foreach (var (level, delay) in found.Index())
        {
            delays[level].Add(delay);
        }
    }
}
