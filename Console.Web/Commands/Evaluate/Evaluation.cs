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

    /// <summary>What was found, watch first.</summary>
    public List<Line> Lines { get; } = [];

    public IReadOnlyList<Line> Run(TextWriter progress)
    {
        var watch = All("watch", home => new WatchMethod(new HomeWatch(home.Id, options, calendar), options, calendar), arguments.Cuts, progress);
        foreach (var severity in new[] { Severity.Attention, Severity.Urgent, Severity.Critical })
        {
            Lines.Add(new Line($"watch, {severity}", severity, new Score(watch, severity, arguments.Seed)));
        }

        if (homes.Any(home => home.Rows.Any(row => row.Measure == Core.Metering.Measure.UseLitres)))
        {
            Compare("< 10 l in 12 h (the rule in use)", () => new FixedRule(10, TimeSpan.FromHours(12)), progress);
            Compare("< 10 l in 24 h", () => new FixedRule(10, TimeSpan.FromHours(24)), progress);
            Compare("longer than any silence of 28 days", () => new LongestSilenceRule(), progress);
            foreach (var budget in new[] { 3, options.FalseAlertBudget, 0.5 })
            {
                var window = Widen(budget, progress);
                Compare(FormattableString.Invariant($"< {TunedLitres} l in {window} h (widened with hindsight to at most {budget} a month)"), () => new FixedRule(TunedLitres, TimeSpan.FromHours(window)), progress);
            }
        }

        return Lines;
    }

    private void Compare(string name, Func<IMethod> method, TextWriter progress) =>
        Lines.Add(new Line(name, Severity.Critical, new Score(All(name, _ => method(), arguments.Cuts, progress), Severity.Critical, arguments.Seed)));

    // The shortest window whose false alerts, all homes together, keep within the budget.
    private int Widen(double budget, TextWriter progress)
    {
        var window = FirstWindow;
        while (window < LastWindow)
        {
            var results = All($"window of {window} h", _ => new FixedRule(TunedLitres, TimeSpan.FromHours(window)), 0, progress);
            if (results.Sum(home => home.At[Severity.Critical].FalseAlerts) <= budget * results.Sum(home => home.Months))
            {
                break;
            }

            window++;
        }

        return window;
    }

    private HomeResult[] All(string name, Func<RecordedHome, IMethod> method, int cuts, TextWriter progress)
    {
        var results = new HomeResult[homes.Count];
        Parallel.For(0, homes.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            results[i] = Trial.Run(homes[i], method(homes[i]), cuts, arguments.Seed + (1000 * i)));
        progress.WriteLine($"{name}: {homes.Count} homes, {results.Sum(home => home.At[Severity.Urgent].Delays.Count)} cut-offs");
        return results;
    }
}
