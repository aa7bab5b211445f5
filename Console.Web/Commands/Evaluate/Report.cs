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

    /// <summary>The table of absences.</summary>
    public static string Text(AbsenceTrial absences)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"Absences: {absences.Absences}, in {absences.Homes} homes of which {absences.HomesWithDoor} have a lock or a door. Alerts that began inside them, and delays after the same cut-offs at home, with departures known and with nothing known of who is where. Hours."));
        text.AppendLine();
        text.AppendLine("| alerts | in absences, departures known | nothing known | fewer | mean delay, known / not | median | 90 % within | longest | an hour sooner for it / later |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var score in absences.Scores)
        {
            var cut = double.IsNaN(score.Cut) ? "" : Invariant($"{score.Cut:0 %}");
            text.AppendLine(Invariant($"| {score.Level} and up | {score.With} | {score.Without} | {cut} | {Pair(score, Mean)} | {Pair(score, hours => Part(hours, 0.5))} | {Pair(score, hours => Part(hours, 0.9))} | {Pair(score, hours => Part(hours, 1))} | {score.Sooner} / {score.Later} of {score.Delays.Count} |"));
        }

        if (absences.Scores.All(score => score.MadeUp is not null))
        {
            text.AppendLine();
            text.AppendLine(Invariant($"With a made-up door that opens as each absence seen in the water begins and ends: {string.Join("; ", absences.Scores.Select(score => Invariant($"{score.Level} and up {score.MadeUp} instead of {score.Without}")))}."));
        }

        return text.ToString();

        static string Pair(AbsenceScore score, Func<List<double>, string> figure) =>
            $"{figure(Hours(score.Delays.Select(pair => pair.With)))} / {figure(Hours(score.Delays.Select(pair => pair.Without)))}";

        static List<double> Hours(IEnumerable<double> delays) => [.. delays.Select(delay => Math.Min(delay, RecordedHome.Longest.TotalHours)).Order()];

        static string Mean(List<double> hours) => hours.Count == 0 ? "" : Invariant($"{hours.Average():0.00}");

        static string Part(List<double> hours, double share) => hours.Count == 0 ? "" : Invariant($"{hours[(int)(share * (hours.Count - 1))]:0.0}");
    }

    /// <summary>The table of dry spells; empty where there is no water.</summary>
    public static string Text(DrySpellTrial spells)
    {
        if (spells.Spells.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        text.AppendLine("Twelve dry hours of somebody proven to be at home, by the door, or by a worker's word where there is none:");
        text.AppendLine();
        text.AppendLine("| what | spells | told by the report that shows the twelfth hour | of them Urgent |");
        text.AppendLine("| --- | --- | --- | --- |");
        Row("less than 10 l, in the recordings as they are", [.. spells.Spells.Select(spell => spell.Told)]);
        if (spells.Ends.Count > 0)
        {
            Row("everything stops, at the cut-offs", spells.Ends);
        }

        return text.ToString();

        void Row(string what, IReadOnlyCollection<Severity?> told) =>
            text.AppendLine(Invariant($"| {what} | {told.Count} | {told.Count(severity => severity is not null)} ({Share(told.Count(severity => severity is not null), told.Count)}) | {told.Count(severity => severity >= Severity.Urgent)} |"));

        // Rounded down: only all is 100 %.
        static string Share(int part, int whole) => Invariant($"{Math.Floor(1000.0 * part / whole) / 1000:0.# %}");
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
