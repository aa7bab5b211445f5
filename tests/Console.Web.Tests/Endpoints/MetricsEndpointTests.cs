using CommunityConsole.Web.Endpoints;
using CommunityConsole.Web.Live.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Endpoints;

public sealed class MetricsEndpointTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Write_Figures_HaveHelpTypeAndEscapedLabels()
    {
        var state = PipelineState.Empty.With("x", new FigureGroup(_time.GetUtcNow(),
        [
            new("console_a_total", FigureKind.Counter, "Counts a.", 3, ("code", "say \"a\"\n")),
            new("console_a_total", FigureKind.Counter, "Counts a.", 4, ("code", "b")),
        ]));

        var text = MetricsEndpoint.Write(state, _time.GetUtcNow().AddSeconds(7));

        Assert.Contains("# HELP console_a_total Counts a.\n# TYPE console_a_total counter\nconsole_a_total{code=\"say \\\"a\\\"\\n\"} 3\nconsole_a_total{code=\"b\"} 4\n", text, StringComparison.Ordinal);
        Assert.Contains("console_figures_age_seconds{source=\"x\"} 7\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_OneSourceFails_TheOthersGoOnAndItsFiguresGrowOld()
    {
        var board = new PipelineBoard(_time);
        var broken = new Source("broken", () => throw new InvalidOperationException("no"));
        using var sweep = new PipelineSweep([broken, new Source("good", () => 5)], board, _time, NullLogger<PipelineSweep>.Instance);

        sweep.Measure(_time.GetUtcNow());

        Assert.False(board.Latest.Groups.ContainsKey("broken"));
        Assert.Equal(5, board.Latest.Find("console_good")?.Figure.Value);
        Assert.Equal([5.0], board.Latest.Past("console_good"));
    }

    private sealed class Source(string name, Func<double> value) : IFigureSource
    {
        public string Name => name;

        public IReadOnlyList<Figure> Measure() => [new($"console_{name}", FigureKind.Gauge, "A figure.", value())];
    }
}
