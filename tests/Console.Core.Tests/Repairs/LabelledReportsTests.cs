using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using Xunit.Abstractions;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>The guess on 300 reports written by somebody else than the training texts (README.md beside this file).</summary>
public sealed class LabelledReportsTests(ITestOutputHelper output)
{
    private static readonly List<(UnitId Unit, string Service, string Site, string Description, string Location)> Reports =
        [.. CsvRows.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Repairs", "labelled-reports.csv"))).Skip(1)
            .Select(row => (new UnitId(row.Cells[4]), row.Cells[2], row.Cells[3], row.Cells[0], row.Cells[1]))];

    [Fact]
    public void Reports_WrittenByOthers_ReachTheRightUnit_AndMoreSoWithoutAPerson()
    {
        var reports = Reports.ConvertAll(report => (report.Unit, report.Service, report.Site, Guess: ServiceGuess.Default.Of(report.Description, report.Location)));
        var sure = reports.Where(report => report.Guess.IsSure).ToList();
        var right = reports.Count(report => report.Guess.Unit == report.Unit);
        var rightAndSure = sure.Count(report => report.Guess.Unit == report.Unit);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all: {right} of {reports.Count} right ({(double)right / reports.Count:p1})"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sure: {sure.Count} ({(double)sure.Count / reports.Count:p1}), {rightAndSure} right ({(double)rightAndSure / sure.Count:p1})"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"service right: {reports.Average(report => report.Guess.Best.Service.Value == report.Service ? 1 : 0):p1}, site right: {reports.Average(report => string.Equals(report.Guess.Best.Site.ToString(), report.Site, StringComparison.OrdinalIgnoreCase) ? 1 : 0):p1}"));
        foreach (var confused in reports.Where(report => report.Guess.Unit != report.Unit).CountBy(report => (report.Unit, report.Guess.Unit)).OrderByDescending(pair => pair.Value))
        {
            output.WriteLine($"{confused.Value} x {confused.Key.Item1} taken for {confused.Key.Item2}");
        }

        Assert.Equal(300, reports.Count);
        Assert.InRange((double)right / reports.Count, 0.9, 1);
        Assert.InRange((double)rightAndSure / sure.Count, (double)right / reports.Count, 1);
    }
    [Fact]
    public void Guess_OfAReport_TakesLessThanAMillisecond()
    {
        var began = Stopwatch.GetTimestamp();
        GuessModel.Train(GuessTraining.Read(), GuessSettings.Chosen);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"learning: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:f0} ms"));

        var medians = Enumerable.Range(0, 3).Select(_ =>
        {
            var times = Reports.ConvertAll(report =>
            {
                var asked = Stopwatch.GetTimestamp();
                ServiceGuess.Default.Of(report.Description, report.Location);
                return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            });
            times.Sort();
            return times[150];
        }).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one text: medians {string.Join(", ", medians.Select(median => $"{median:f3}"))} ms"));

        // The median of the quietest round: what one text waits for on a busy machine is not the guess.
        Assert.InRange(medians.Min(), 0, 1);
    }
}
