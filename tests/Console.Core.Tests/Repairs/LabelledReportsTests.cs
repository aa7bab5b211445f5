using System.Globalization;
using CommunityConsole.Core.Repairs;
using Xunit.Abstractions;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>The guess on 300 reports written by somebody else than the training texts (README.md beside this file).</summary>
public sealed class LabelledReportsTests(ITestOutputHelper output)
{
    [Fact]
    public void Reports_WrittenByOthers_ReachTheRightUnit_AndMoreSoWithoutAPerson()
    {
        var reports = CsvRows.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Repairs", "labelled-reports.csv"))).Skip(1)
            .Select(row => (Unit: new UnitId(row.Cells[4]), Service: row.Cells[2], Site: row.Cells[3], Guess: ServiceGuess.Default.Of(row.Cells[0], row.Cells[1])))
            .ToList();
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
}
