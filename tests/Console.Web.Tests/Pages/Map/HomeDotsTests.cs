using System.Globalization;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Web.Pages.Map;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Web.Tests.Pages.Map;

public sealed partial class HomeDotsTests
{
    private const double Width = 116;
    private const double Height = 30;

    [Fact]
    public void AnyBuilding_HasASquareForEachHome_InsideItsBox() => Prop.ForAll<(byte Calm, byte Blind, byte Urgent, byte Notice)>(drawn =>
    {
        var (calm, blind, urgent, notice) = drawn;
        var state = Enumerable.Repeat((Severity?)null, calm * 3).Select(gravest => (gravest, false))
            .Concat(Enumerable.Repeat(((Severity?)null, true), blind))
            .Concat(Enumerable.Repeat(((Severity?)Severity.Urgent, false), urgent % 7))
            .Concat(Enumerable.Repeat(((Severity?)Severity.Notice, true), notice % 7))
            .Aggregate(BlockState.Empty, (built, home) => built.With(home.Item1, home.Item2));

        var dots = HomeDots.Of(state, Width, Height);

        var squares = dots.Runs.SelectMany(run => Squares(run.Path, dots)).ToList();
        Assert.Equal(state.Homes, squares.Count);
        Assert.Equal(squares.Count, squares.Distinct().Count());
        Assert.All(squares, square => Assert.True(square.X + dots.Side <= Width + 0.5 && square.Y + (dots.Side / 2) <= Height + 0.5, $"{square} of {dots.Side}"));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_Homes_DrawsTheGravestFirst()
    {
        var state = BlockState.Empty.With(null, unwatched: true).With(null, unwatched: false).With(Severity.Critical, unwatched: false).With(Severity.Notice, unwatched: true);

        Assert.Equal(
            [(Severity.Critical, false), (Severity.Notice, true), (null, true), (null, false)],
            HomeDots.Of(state, Width, Height).Runs.Select(run => (run.Gravest, run.Unwatched)));
    }

    private static IEnumerable<(double X, double Y)> Squares(string path, HomeDots dots) => Run().Matches(path).SelectMany(run =>
    {
        double Number(int group) => double.Parse(run.Groups[group].Value, CultureInfo.InvariantCulture);
        var count = (int)Math.Round((Number(3) + dots.Gap) / (dots.Side + dots.Gap));
        return Enumerable.Range(0, count).Select(at => (Math.Round(Number(1) + (at * (dots.Side + dots.Gap)), 1), Number(2)));
    });

    [GeneratedRegex(@"M([\d.]+) ([\d.]+)h([\d.]+)")]
    private static partial Regex Run();
}
