using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>One line of the tables: a method at one severity.</summary>
internal sealed record Line(string Method, Severity Severity, Score Score);

/// <summary>Runs the watch and the rules it is compared with over the homes.</summary>
internal sealed class Evaluation(IReadOnlyList<RecordedHome> homes, WatchOptions options, EstateCalendar calendar, Arguments arguments, CancellationToken cancellation)
{
    private const int FirstWindow = 8;
    private const int LastWindow = 48;
    private const double TunedLitres = 2;

    private readonly List<Line> _lines = [];

    /// <summary>Alerts in absences and what not to raise them costs.</summary>
    public AbsenceTrial Absences { get; } = new();

    /// <summary>Whether twelve dry hours of somebody at home are told.</summary>
    public DrySpellTrial DrySpells { get; } = new(options, calendar);

    /// <summary>Runs everything; the watch comes first.</summary>
    public IReadOnlyList<Line> Run(TextWriter progress)
    {
        var watch = Told("watch", home => new WatchMethod(new HomeWatch(home.Id, options, calendar) { Hurried = true }, options, calendar), progress);
        var twins = All((home, i) => home.HasDoor ? Trial.Run(home, AbsenceTrial.Twin(home, options, calendar), arguments.Cuts, arguments.Seed + (1000 * i)) : watch[i]);
        foreach (var (i, home) in homes.Index())
        {
            Absences.Add(home, watch[i], twins[i], options, calendar);
            DrySpells.Add(home, watch[i]);
        }

        foreach (var severity in new[] { Severity.Attention, Severity.Urgent, Severity.Critical })
        {
            _lines.Add(new Line($"watch, {severity}", severity, new Score(watch, severity, arguments.Seed)));
        }

        if (homes.Any(home => home.Rows.Any(row => row.Measure == Core.Metering.Measure.UseLitres)))
        {
            Compare("< 10 l in 12 h (the rule in use)", () => new FixedRule(10, TimeSpan.FromHours(12)), progress);
            Compare("< 10 l in 24 h", () => new FixedRule(10, TimeSpan.FromHours(24)), progress);
            Compare("longer than any silence of 28 days", () => new LongestSilenceRule(), progress);
            foreach (var budget in new[] { 3, options.FalseAlertBudget, 0.5 })
            {
                var (window, kept) = Widen(budget);
                var end = kept ? "to at most" : "as far as it goes, still above";
                Compare(FormattableString.Invariant($"< {TunedLitres} l in {window} h (widened with hindsight {end} {budget} a month)"), () => new FixedRule(TunedLitres, TimeSpan.FromHours(window)), progress);
            }
        }
        else
        {
            progress.WriteLine("no water use in these recordings: the fixed rules have nothing to judge by and are left out");
        }

        return _lines;
    }

    private void Compare(string name, Func<IMethod> method, TextWriter progress) =>
        _lines.Add(new Line(name, Severity.Critical, new Score(Told(name, _ => method(), progress), Severity.Critical, arguments.Seed)));

    // The shortest window whose false alerts, all homes together, keep within the budget.
    private (int Hours, bool Kept) Widen(double budget)
    {
        for (var window = FirstWindow; window <= LastWindow; window++)
        {
            var results = All(_ => new FixedRule(TunedLitres, TimeSpan.FromHours(window)), 0);
            if (results.Sum(home => home.At[Severity.Critical].FalseAlerts) <= budget * results.Sum(home => home.Months))
            {
                return (window, true);
            }
        }

        return (LastWindow, false);
    }

    private HomeResult[] Told(string name, Func<RecordedHome, IMethod> method, TextWriter progress)
    {
        var results = All(method, arguments.Cuts);
        progress.WriteLine($"{name}: {homes.Count} homes, {results.Sum(home => home.At[Severity.Urgent].Cuts.Count)} cut-offs");
        return results;
    }

    private HomeResult[] All(Func<RecordedHome, IMethod> method, int cuts) =>
        All((home, i) => Trial.Run(home, method(home), cuts, arguments.Seed + (1000 * i)));

    private HomeResult[] All(Func<RecordedHome, int, HomeResult> run)
    {
        var results = new HomeResult[homes.Count];
        Parallel.For(0, homes.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            results[i] = run(homes[i], i));
        return results;
    }
}
