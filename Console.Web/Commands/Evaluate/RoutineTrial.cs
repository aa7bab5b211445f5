using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>What became of one slow change put into one home at several instants.</summary>
/// <param name="Change">Which change.</param>
/// <param name="Weeks">Weeks until it was remarked, for each start; infinite where it was not within <see cref="SlowChange.Found"/> weeks.</param>
internal sealed record RoutineScore(SlowChange Change, IReadOnlyList<double> Weeks);

/// <summary>Slow changes of routine: how many are remarked, after how long, and how many remarks nothing was put in for.</summary>
internal sealed class RoutineTrial(WatchOptions options, EstateCalendar calendar)
{
    private const double YearDays = 365.25;

    // Enough days at home before the change, and after it to be found.
    private static readonly TimeSpan Before = TimeSpan.FromDays(91);
    private static readonly TimeSpan After = TimeSpan.FromDays(7 * SlowChange.Found);
    private static readonly TimeSpan Apart = TimeSpan.FromDays(28);

    private readonly Dictionary<SlowChange, List<double>> _weeks = SlowChange.All.ToDictionary(change => change, _ => new List<double>());
    private double _days;
    private int _remarks;

    /// <summary>Remarks on recordings as they are, per home and year; seasons and moves among them.</summary>
    public double RemarksPerYear => _days == 0 ? double.NaN : _remarks * YearDays / _days;

    public double Years => _days / YearDays;

    public int Remarks => _remarks;

    public IEnumerable<RoutineScore> Scores => _weeks.Select(pair => new RoutineScore(pair.Key, [.. pair.Value.Order()]));

    /// <summary>Takes one home in: as it was, and with each change from every fourth week on.</summary>
    public void Run(RecordedHome home, int seed)
    {
        var watch = new HomeWatch(home.Id, options, calendar) { Hurried = true };
        var first = home.Rows[0].At + Before;
        var next = first;
        _days += Math.Max(0, (home.Rows[^1].At - first).TotalDays);
        foreach (var row in home.Rows)
        {
            if (row.At > next)
            {
                if (home.Rows[^1].At >= next + After)
                {
                    Start(home, watch, next, seed);
                }

                next += Apart;
            }

            _remarks += Remarked(watch, row) is null ? 0 : 1;
        }
    }

    private void Start(RecordedHome home, HomeWatch watch, DateTimeOffset from, int seed)
    {
        var saved = watch.Save();
        foreach (var (change, weeks) in _weeks)
        {
            var copy = HomeWatch.Load(home.Id, options, calendar, saved);
            var found = change.Apply(home, from, new Random(seed))
                .Select(row => Remarked(copy, row))
                .FirstOrDefault(at => at is not null);
            weeks.Add(found is { } at ? (at - from).TotalDays / 7 : double.PositiveInfinity);
        }
    }

    private static DateTimeOffset? Remarked(HomeWatch watch, Reading row)
    {
        var decisions = new List<WatchDecision>();
        watch.Take(row, decisions);
        return decisions.Find(decision => decision is { Kind: AnomalyKind.RoutineChange, Change: DecisionChange.Opened })?.Time;
    }
}
