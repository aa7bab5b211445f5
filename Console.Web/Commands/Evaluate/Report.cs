using System.Globalization;
using System.Text;
using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>The tables, in Markdown.</summary>
internal static class Report
{
    public static string Text(IReadOnlyList<RecordedHome> homes, IReadOnlyList<Line> lines, Arguments arguments)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"{homes.Count} homes, {homes.Sum(home => home.Exposure.TotalDays) / Trial.MonthDays:0.0} home-months that count, {arguments.Cuts} cut-offs a home, seed {arguments.Seed}. In brackets: 95 % of 2,000 draws of homes. Delays in hours."));
        text.AppendLine();
        text.AppendLine("| method | false alerts per home-month | mean delay | median | 90 % within | <= 4 h | <= 8 h | <= 12 h | missed at 96 h | without readings | standing before | on labelled trips |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (method, _, score) in lines)
        {
            text.AppendLine(Invariant($"| {method} | {Shown(score.FalseAlerts, "0.00")} | {Shown(score.MeanDelay, "0.0")} | {Shown(score.Delay(0.5), "0.0")} | {Shown(score.Delay(0.9), "0.0")} | {score.Within(4):0%} | {score.Within(8):0%} | {score.Within(12):0%} | {score.Missed} of {score.CutOffs} | {score.Unheard} | {score.Standing} | {score.OnTrips} |"));
        }

        text.AppendLine();
        text.AppendLine("The watch at Urgent, home by home:");
        text.AppendLine();
        text.AppendLine("| home | false alerts a month | median | 90 % within |");
        text.AppendLine("| --- | --- | --- | --- |");
        foreach (var (home, falseAlerts, median, ninety) in lines.First(line => line.Severity == Severity.Urgent).Score.ByHome)
        {
            text.AppendLine(Invariant($"| {home} | {falseAlerts:0.00} | {median:0.0} | {ninety:0.0} |"));
        }

        return text.ToString();
    }

    /// <summary>The table of slow changes; empty where no recording is long enough.</summary>
    public static string Text(RoutineTrial routine)
    {
        if (routine.Scores.All(score => score.Weeks.Count == 0))
        {
            return "";
        }

        var text = new StringBuilder();
        text.AppendLine(Invariant($"Slow change of routine (each put in from every fourth week on; looked for in {SlowChange.Found} weeks). On the recordings as they are: {routine.Remarks} remarks in {routine.Years:0.0} home-years, {routine.RemarksPerYear:0.00} a home and year."));
        text.AppendLine();
        text.AppendLine("| change | put in | remarked | median weeks | 90 % of those remarked within |");
        text.AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var (change, weeks) in routine.Scores)
        {
            var found = weeks.Where(double.IsFinite).ToList();
            var (median, ninety) = found.Count == 0 ? (double.NaN, double.NaN) : (found[found.Count / 2], found[(int)(0.9 * (found.Count - 1))]);
            text.AppendLine(Invariant($"| {change.Name} | {weeks.Count} | {(double)found.Count / Math.Max(1, weeks.Count):0%} | {median:0.0} | {ninety:0.0} |"));
        }

        return text.ToString();
    }

    /// <summary>The table of the first six weeks.</summary>
    public static string Text(EarlyTrial early)
    {
        var text = new StringBuilder();
        text.AppendLine("The first six weeks of each home, one cut-off a day; the cohort of a home is all the others.");
        text.AppendLine();
        text.AppendLine("| habits lent | severity | false alerts per home-month | mean delay | median | 90 % within | missed at 96 h |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (lent, severity, falseAlerts, delays) in early.Run())
        {
            var capped = delays.Select(delay => Math.Min(delay, RecordedHome.Longest.TotalHours)).ToList();
            text.AppendLine(capped.Count == 0
                ? Invariant($"| {(lent ? "yes" : "no")} | {severity} | {falseAlerts:0.00} | | | | |")
                : Invariant($"| {(lent ? "yes" : "no")} | {severity} | {falseAlerts:0.00} | {capped.Average():0.0} | {capped[capped.Count / 2]:0.0} | {capped[(int)(0.9 * (capped.Count - 1))]:0.0} | {delays.Count(double.IsInfinity)} of {delays.Count} |"));
        }

        return text.ToString();
    }

    private static string Shown(Figure figure, string format) =>
        $"{figure.Value.ToString(format, CultureInfo.InvariantCulture)} ({figure.Low.ToString(format, CultureInfo.InvariantCulture)} to {figure.High.ToString(format, CultureInfo.InvariantCulture)})";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
