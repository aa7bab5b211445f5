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

    private static string Shown(Figure figure, string format) =>
        $"{figure.Value.ToString(format, CultureInfo.InvariantCulture)} ({figure.Low.ToString(format, CultureInfo.InvariantCulture)} to {figure.High.ToString(format, CultureInfo.InvariantCulture)})";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
