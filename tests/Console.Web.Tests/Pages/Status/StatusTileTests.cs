using CommunityConsole.Web.Live.Pipeline;
using CommunityConsole.Web.Pages.Status;

namespace CommunityConsole.Web.Tests.Pages.Status;

public sealed class StatusTileTests
{
    private static readonly StatusTile Lag = new("console_lag_seconds", FigureFormat.Span, AttentionFrom: 1, UrgentFrom: 5);

    [Theory]
    [InlineData(0.2, 1, Standing.Good)]
    [InlineData(1.0, 1, Standing.Attention)]
    [InlineData(5.0, 1, Standing.Urgent)]
    [InlineData(0.2, 31, Standing.Stale)]
    [InlineData(9.0, 31, Standing.Stale)]
    public void Judge_Value_GreenIsEarnedByAFreshMeasurement(double value, int age, Standing standing) =>
        Assert.Equal(standing, Lag.Judge(value, TimeSpan.FromSeconds(age)));

    [Fact]
    public void Judge_NeverMeasured_IsStale() => Assert.Equal(Standing.Stale, Lag.Judge(null, TimeSpan.Zero));

    [Fact]
    public void Judge_NoPacketsAtAll_WantsAttention() =>
        Assert.Equal(Standing.Attention, new StatusTile("r", FigureFormat.Rate, AttentionBelow: 0.001).Judge(0, TimeSpan.Zero));

    [Fact]
    public void Judge_WatchThatHasEnded_IsUrgentAtOnce()
    {
        var life = StatusTile.All.Single(tile => tile.Figure == WatchFigures.Alive);

        Assert.Equal(Standing.Urgent, life.Judge(0, TimeSpan.Zero));
        Assert.Equal(Standing.Good, life.Judge(1, TimeSpan.Zero));
    }

    [Fact]
    public void Of_TwoValues_EndsAtTheRightEdgeWithThePeakInside()
    {
        var (line, area) = SparkPath.Of([0, 10], kept: 101);

        Assert.Equal("M99 24L100 2", line);
        Assert.EndsWith("Z", area, StringComparison.Ordinal);
        Assert.Equal(("", ""), SparkPath.Of([1], kept: 101));
    }
}
