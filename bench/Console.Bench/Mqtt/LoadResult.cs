namespace CommunityConsole.Bench;

/// <summary>What came of a load.</summary>
/// <param name="Sent">Publications written.</param>
/// <param name="Refused">Answered with a reason against them.</param>
/// <param name="Open">Never answered.</param>
/// <param name="Elapsed">From the first message to the last acknowledgement.</param>
/// <param name="Latencies">From writing to the acknowledgement.</param>
/// <param name="Lost">Why connections ended.</param>
internal sealed record LoadResult(long Sent, long Refused, long Open, TimeSpan Elapsed, LatencyTable Latencies, IReadOnlyList<string> Lost)
{
    public long Acknowledged => Latencies.Count;

    public bool IsClean => Lost.Count == 0 && Refused == 0 && Open == 0;

    public static LoadResult Of(List<LoadConnection> connections, TimeSpan elapsed, IReadOnlyList<string> lost)
    {
        var all = new LatencyTable();
        connections.ForEach(c => all.Add(c.Latencies));
        return new LoadResult(
            connections.Sum(c => c.Sent), connections.Sum(c => c.Refused), connections.Sum(c => (long)c.Open), elapsed, all, lost);
    }

    public void Write(LoadOptions options)
    {
        var done = options.Qos == 0 ? Sent : Acknowledged;
        Console.WriteLine(FormattableString.Invariant(
            $"connections {options.Connections}, window {options.Window}, QoS {options.Qos}, {options.Bytes} bytes, {Elapsed.TotalSeconds:F1} s"));
        Console.WriteLine(FormattableString.Invariant(
            $"sent {Sent}, acknowledged {Acknowledged}, refused {Refused}, unanswered {Open}, {done / Elapsed.TotalSeconds:F0} messages/s"));
        if (Acknowledged > 0)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"acknowledgement ms: p50 {Ms(0.5):F2}  p90 {Ms(0.9):F2}  p99 {Ms(0.99):F2}  p99.9 {Ms(0.999):F2}  most {Latencies.Most.TotalMilliseconds:F2}"));
        }

        foreach (var same in Lost.GroupBy(l => l))
        {
            Console.WriteLine($"lost connections: {same.Count()} ({same.Key})");
        }

        double Ms(double share) => Latencies.Percentile(share).TotalMilliseconds;
    }
}
