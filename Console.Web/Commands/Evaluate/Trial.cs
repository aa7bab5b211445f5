using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>What one method did in one home at each severity.</summary>
internal sealed class HomeResult(RecordedHome home)
{
    public string Home { get; } = home.Id.Home;

    /// <summary>Home-months that count.</summary>
    public double Months { get; } = home.Exposure.TotalDays / Trial.MonthDays;

    public Dictionary<Severity, SeverityResult> At { get; } = new()
    {
        [Severity.Notice] = new(),
        [Severity.Attention] = new(),
        [Severity.Urgent] = new(),
        [Severity.Critical] = new(),
    };
}

/// <summary>What was told at one severity or above.</summary>
internal sealed class SeverityResult
{
    /// <summary>Alerts in time that counts: nothing had happened.</summary>
    public int FalseAlerts { get; set; }

    /// <summary>Alerts during labelled trips: nobody was there.</summary>
    public int OnTrips { get; set; }

    /// <summary>Alerts that began while nobody was there, labelled or seen in the water.</summary>
    public int InAbsences { get; set; }

    /// <summary>Each cut-off with the hours to the first alert after it; infinite when none came in 96 hours.</summary>
    public List<(DateTimeOffset At, double Hours)> Cuts { get; } = [];

    public IEnumerable<double> Delays => Cuts.Select(cut => cut.Hours);

    /// <summary>Cut-offs at which a false alert happened to stand already; they are in no delay.</summary>
    public int Standing { get; set; }

    /// <summary>Cut-offs after which readings came for less than a day: such a home is shown as unwatched, its silence cannot be judged.</summary>
    public int Unheard { get; set; }
}

/// <summary>One method over one home: its whole life as it was, and copies of it that end at cut-offs.</summary>
internal static class Trial
{
    /// <summary>Days in a mean month.</summary>
    public const double MonthDays = 30.44;

    private static readonly TimeSpan Heard = TimeSpan.FromDays(1);
    private static readonly Severity[] Levels = [Severity.Notice, Severity.Attention, Severity.Urgent, Severity.Critical];

    public static HomeResult Run(RecordedHome home, IMethod method, int cutOffs, int seed) =>
        Run(home, method, home.Rows, home.CutOffs(cutOffs, new Random(seed)), seed);

    /// <summary>Over rows of its own, such as the home's with something added.</summary>
    public static HomeResult Run(RecordedHome home, IMethod method, IEnumerable<Reading> rows, IEnumerable<DateTimeOffset> cutOffs, int seed)
    {
        var result = new HomeResult(home);
        var told = new List<Told>();
        var cuts = new Queue<DateTimeOffset>(cutOffs);
        var reached = (Severity?)null;
        foreach (var row in rows)
        {
            while (cuts.Count > 0 && row.At > cuts.Peek())
            {
                Cut(home, method, cuts.Dequeue(), seed + cuts.Count, result);
            }

            told.Clear();
            method.Take(row, told);
            foreach (var alert in told)
            {
                Count(home, alert, reached, result);
                reached = alert.Severity;
            }

            reached = method.Standing;
        }

        return result;
    }

    private static void Count(RecordedHome home, Told alert, Severity? reached, HomeResult result)
    {
        foreach (var level in Levels)
        {
            if (alert.Severity >= level && !(reached >= level))
            {
                result.At[level].FalseAlerts += home.Counts(alert.At) ? 1 : 0;
                result.At[level].InAbsences += home.BeganInAbsence(alert.At) ? 1 : 0;
                result.At[level].OnTrips += alert.At > home.JudgedFrom && home.Trips.Any(trip => trip.Holds(alert.At)) ? 1 : 0;
            }
        }
    }

    private static void Cut(RecordedHome home, IMethod method, DateTimeOffset at, int seed, HomeResult result)
    {
        var copy = method.Copy();
        var standing = copy.Standing;
        var found = new Dictionary<Severity, double>();
        var told = new List<Told>();
        var heard = at;
        foreach (var row in Stopped.Rows(home, at, new Random(seed)))
        {
            copy.Take(row, told);
            heard = row.At;
            foreach (var alert in told.Where(alert => alert.At > at))
            {
                foreach (var level in Levels.Where(level => alert.Severity >= level))
                {
                    found.TryAdd(level, (alert.At - at).TotalHours);
                }
            }

            told.Clear();
            if (found.ContainsKey(Severity.Critical))
            {
                break;
            }
        }

        foreach (var level in Levels)
        {
            if (standing >= level)
            {
                result.At[level].Standing++;
            }
            else if (heard - at < Heard && !found.ContainsKey(level))
            {
                result.At[level].Unheard++;
            }
            else
            {
                result.At[level].Cuts.Add((at, found.GetValueOrDefault(level, double.PositiveInfinity)));
            }
        }
    }
}
