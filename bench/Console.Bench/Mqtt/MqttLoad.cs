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
        using var connected = await ConnectAsync(options, cancellation);
        var connections = connected.All;
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(options.Seconds * Stopwatch.Frequency);
        var period = options.Rate > 0 ? TimeSpan.FromSeconds(options.Connections / options.Rate) : TimeSpan.Zero;
        var lost = await Task.WhenAll(connections.Select(c => Task.Run(() => RunOneAsync(c, start, end, period, cancellation), cancellation)));
        return LoadResult.Of(connections, Stopwatch.GetElapsedTime(start), [.. lost.OfType<string>()]);
    }

    /// <summary>Opens and logs in the connections of a load, some at a time; none sends anything.</summary>
    public static async Task<LoadConnections> ConnectAsync(LoadOptions options, CancellationToken cancellation)
    {
        var connections = new LoadConnections([.. Enumerable.Range(0, options.Connections).Select(n => new LoadConnection(options, n))]);
        foreach (var some in connections.All.Chunk(ConnectsAtOnce))
        {
            await Task.WhenAll(some.Select(c => c.ConnectAsync(cancellation)));
        }

        return connections;
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

/// <summary>The connections of one load.</summary>
internal sealed record LoadConnections(List<LoadConnection> All) : IDisposable
{
    public void Dispose() => All.ForEach(c => c.Dispose());
}
