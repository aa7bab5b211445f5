using CommunityConsole.Core.Repairs;
using Xunit.Abstractions;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>The shares of a guess are honest: each training text is judged by models that saw neither it nor the texts written beside it.</summary>
public sealed class GuessCalibrationTests(ITestOutputHelper output)
{
    private const int Parts = 5;

    // Texts of one case were written one after another and are alike; whole runs of them go into one part, or each would be judged by its twin.
    private static readonly List<(bool Right, double Share)> Judged = Judge();

    [Fact]
    public void AboveTheLine_AtLeast95In100AreRight()
    {
        foreach (var line in new[] { 0.5, 0.6, 0.65, 0.7, ServiceGuess.ConfidenceLine, 0.8, 0.9, 0.95 })
        {
            var (share, right) = Above(line);
            output.WriteLine($"{line:f2}: {share:p1} of the texts, {right:p1} right");
        }

        Assert.InRange(Above(ServiceGuess.ConfidenceLine).Right, 0.95, 1);

        // A line nobody passes would be right as well.
        Assert.InRange(Above(ServiceGuess.ConfidenceLine).Share, 0.75, 1);
    }

    [Fact]
    public void Shares_OfTextsNotSeen_AreAsOftenRightAsTheySay()
    {
        // Expected calibration error over ten bins: Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks, 2017.
        var error = Judged.GroupBy(text => (int)Math.Min(9, text.Share * 10))
            .Sum(bin => Math.Abs(bin.Sum(text => text.Share) - bin.Count(text => text.Right))) / Judged.Count;
        output.WriteLine($"{Judged.Count} texts, {Judged.Average(text => text.Right ? 1 : 0):p1} right, calibration error {error:f3}");

        Assert.InRange(error, 0, 0.04);
    }

    [Fact]
    public void TrainingTexts_CoverEveryService_AndAreEachWrittenOnce()
    {
        var texts = GuessTraining.Read();

        Assert.Distinct(texts.Select(text => (text.Description, text.Location)));
        Assert.All(ServiceCatalogue.All, service => Assert.InRange(texts.Count(text => text.Kind.Service == service.Code), 20, 200));
        Assert.All(texts, text => Assert.NotEmpty(text.Description));
    }

    private static (double Share, double Right) Above(double line)
    {
        var above = Judged.Where(text => text.Share >= line).ToList();
        return ((double)above.Count / Judged.Count, above.Average(text => text.Right ? 1 : 0));
    }

    private static List<(bool Right, double Share)> Judge()
    {
        var texts = GuessTraining.Read();
        var partOf = new Dictionary<GuessExample, int>(ReferenceEqualityComparer.Instance);
        var offset = 0;
        foreach (var group in texts.GroupBy(text => (text.Kind, text.Site)))
        {
            foreach (var (place, text) in group.Index())
            {
                // The offset spreads the cases with few texts over the parts.
                partOf[text] = ((place * Parts / group.Count()) + offset) % Parts;
            }

            offset++;
        }

        return [.. Enumerable.Range(0, Parts).SelectMany(part =>
        {
            var guesser = new ServiceGuess(
                ResponsibilityDirectory.Default,
                GuessModel.Train([.. texts.Where(text => partOf[text] != part)], GuessSettings.Chosen));
            return texts.Where(text => partOf[text] == part).Select(text =>
            {
                var guess = guesser.Of(text.Description, text.Location);
                return (guess.Unit == ResponsibilityDirectory.Default.For(text.Kind.Service, text.Site, text.Kind.Asset).Unit, guess.UnitShare);
            }).ToList();
        })];
    }
}
