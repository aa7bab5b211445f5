using System.Diagnostics;

namespace CommunityConsole.Bench;

/// <summary>A load of MQTT publications against a running server, with the latency of their acknowledgements.</summary>
internal static class MqttLoad
{
    private const int ConnectsAtOnce = 100;

    /// <summary>Reads the arguments and runs.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await RunAsync(LoadOptions.Parse(args), CancellationToken.None);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message + Environment.NewLine + LoadOptions.Usage);
            return 2;
        }
    }

    /// <returns>0, or 1 when connections failed or publications were refused.</returns>
    public static async Task<int> RunAsync(LoadOptions options, CancellationToken cancellation)
    {
        var connections = Enumerable.Range(0, options.Connections).Select(n => new LoadConnection(options, n)).ToList();
        try
        {
            foreach (var some in connections.Chunk(ConnectsAtOnce))
            {
                await Task.WhenAll(some.Select(c => c.ConnectAsync(cancellation)));
            }

            var start = Stopwatch.GetTimestamp();
            var end = start + (long)(options.Seconds * Stopwatch.Frequency);
            var period = options.Rate > 0 ? TimeSpan.FromSeconds(options.Connections / options.Rate) : TimeSpan.Zero;
            var lost = await Task.WhenAll(connections.Select(c => Task.Run(() => RunOneAsync(c, start, end, period, cancellation), cancellation)));
            return Report(options, connections, Stopwatch.GetElapsedTime(start), lost.OfType<string>().ToList());
        }
        finally
        {
            connections.ForEach(c => c.Dispose());
        }
    }

    private static async Task<string?> RunOneAsync(LoadConnection connection, long start, long end, TimeSpan period, CancellationToken cancellation)
    {
        try
        {
            await (period > TimeSpan.Zero ? connection.PaceAsync(start, end, period, cancellation) : connection.SaturateAsync(end, cancellation));
            return null;
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            return e.Message;
        }
    }

    private static int Report(LoadOptions options, List<LoadConnection> connections, TimeSpan elapsed, List<string> lost)
    {
        var all = new LatencyTable();
        connections.ForEach(c => all.Add(c.Latencies));
        var sent = connections.Sum(c => c.Sent);
        var refused = connections.Sum(c => c.Refused);
        var open = connections.Sum(c => (long)c.Open);
        var done = options.Qos == 0 ? sent : all.Count;
        Console.WriteLine(FormattableString.Invariant(
            $"connections {options.Connections}, window {options.Window}, QoS {options.Qos}, {options.Bytes} bytes, {elapsed.TotalSeconds:F1} s"));
        Console.WriteLine(FormattableString.Invariant(
            $"sent {sent}, acknowledged {all.Count}, refused {refused}, unanswered {open}, {done / elapsed.TotalSeconds:F0} messages/s"));
        if (all.Count > 0)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"acknowledgement ms: p50 {Ms(0.5):F2}  p90 {Ms(0.9):F2}  p99 {Ms(0.99):F2}  p99.9 {Ms(0.999):F2}  most {all.Most.TotalMilliseconds:F2}"));
        }

        foreach (var same in lost.GroupBy(l => l))
        {
            Console.WriteLine($"lost connections: {same.Count()} ({same.Key})");
        }

        return lost.Count == 0 && refused == 0 && open == 0 ? 0 : 1;

        double Ms(double share) => all.Percentile(share).TotalMilliseconds;
    }
}
