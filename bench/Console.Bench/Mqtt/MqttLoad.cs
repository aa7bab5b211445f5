using System.Diagnostics;

namespace CommunityConsole.Bench;

/// <summary>A load of MQTT publications against a running server, with the latency of their acknowledgements.</summary>
internal static class MqttLoad
{
    private const int ConnectsAtOnce = 100;

    /// <summary>Reads the arguments, runs and reports.</summary>
    /// <returns>0; 1 when connections failed or publications were refused; 2 for arguments that mean nothing.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var options = LoadOptions.Parse(args);
            var result = await RunAsync(options, CancellationToken.None);
            result.Write(options);
            return result.IsClean ? 0 : 1;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message + Environment.NewLine + LoadOptions.Usage);
            return 2;
        }
    }

    /// <summary>Connects, sends for the time asked for, and waits for the last acknowledgements.</summary>
    public static async Task<LoadResult> RunAsync(LoadOptions options, CancellationToken cancellation)
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
            return LoadResult.Of(connections, Stopwatch.GetElapsedTime(start), [.. lost.OfType<string>()]);
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
}
