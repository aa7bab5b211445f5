namespace CommunityConsole.Bench.Compare;

/// <summary>One run of one server.</summary>
/// <param name="PerSecond">Messages a second: acknowledged, taken, or delivered, as the table says.</param>
/// <param name="P50">Median of the acknowledgement, milliseconds; 0 where nothing is acknowledged.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Cpu">Microseconds of the server's own processor time for a message.</param>
/// <param name="Lost">Messages acknowledged to their sender that never came to the subscriber or to the store; connections that broke.</param>
internal readonly record struct Sample(double PerSecond, double P50, double P99, double Cpu, long Lost)
{
    /// <summary>The middle of each figure over several runs; the losses are all of them.</summary>
    public static Sample Median(IReadOnlyList<Sample> runs)
    {
        return new(Middle(r => r.PerSecond), Middle(r => r.P50), Middle(r => r.P99), Middle(r => r.Cpu), runs.Sum(r => r.Lost));

        double Middle(Func<Sample, double> figure)
        {
            var sorted = runs.Select(figure).Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }
}
