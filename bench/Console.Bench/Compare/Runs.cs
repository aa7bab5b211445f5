using System.Diagnostics;

namespace CommunityConsole.Bench.Compare;

/// <summary>The single runs the comparison is made of.</summary>
internal static class Runs
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LastDeliveries = TimeSpan.FromSeconds(20);

    /// <summary>Publications until the time is over, as fast as the server takes them or at a rate.</summary>
    public static async Task<Sample> LoadAsync(IServerUnderTest server, LoadOptions options)
    {
        options = options with { Port = server.Port, Topic = server.Topic };
        var stored = await server.StoredAsync();
        var before = ProcessUse.ProcessorTime(server.ProcessId);
        var result = await MqttLoad.RunAsync(options, CancellationToken.None);
        var cpu = ProcessUse.ProcessorTime(server.ProcessId) - before;
        var done = options.Qos == 0 ? result.Sent : result.Acknowledged;
        foreach (var why in result.Lost.Distinct())
        {
            Console.WriteLine($"{server.Name}: {result.Lost.Count} connections lost: {why}");
        }

        return new Sample(
            done / result.Elapsed.TotalSeconds,
            result.Latencies.Percentile(0.5).TotalMilliseconds,
            result.Latencies.Percentile(0.99).TotalMilliseconds,
            cpu.TotalMicroseconds / done,
            result.Lost.Count + result.Open + result.Refused + (stored is null ? 0 : done - ((await server.StoredAsync()).GetValueOrDefault() - stored.Value)));
    }

    /// <summary>The same with one subscriber of QoS 1; the rate is that of the deliveries, and what was acknowledged must come.</summary>
    public static async Task<Sample> RouteAsync(IServerUnderTest server, LoadOptions options)
    {
        options = options with { Port = server.Port, Topic = server.Topic };
        using var stop = new CancellationTokenSource();
        using var subscriber = new LoadSubscriber();
        await subscriber.SubscribeAsync("127.0.0.1", server.Port, server.Topic.Replace("{0}", "+", StringComparison.Ordinal), stop.Token);
        var taking = subscriber.RunAsync(stop.Token);
        var before = ProcessUse.ProcessorTime(server.ProcessId);
        var started = Stopwatch.GetTimestamp();
        var result = await MqttLoad.RunAsync(options, CancellationToken.None);
        for (var (last, seen) = (Stopwatch.GetTimestamp(), subscriber.Received);
            subscriber.Received < result.Acknowledged && !taking.IsCompleted && Stopwatch.GetElapsedTime(last) < LastDeliveries;)
        {
            await Task.Delay(Look);
            if (subscriber.Received > seen)
            {
                (last, seen) = (Stopwatch.GetTimestamp(), subscriber.Received);
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        var cpu = ProcessUse.ProcessorTime(server.ProcessId) - before;
        await stop.CancelAsync();
        await taking;
        return new Sample(
            subscriber.Received / elapsed.TotalSeconds,
            result.Latencies.Percentile(0.5).TotalMilliseconds,
            result.Latencies.Percentile(0.99).TotalMilliseconds,
            cpu.TotalMicroseconds / Math.Max(1, subscriber.Received),
            result.Acknowledged - subscriber.Received + subscriber.Gaps + result.Lost.Count);
    }

    /// <summary>Private resident bytes for each of many logged-in connections that say nothing.</summary>
    public static async Task<double> IdleAsync(IServerUnderTest server, int connections)
    {
        var options = new LoadOptions { Port = server.Port, Topic = server.Topic, Connections = connections, KeepAlive = 600 };

        // The first ones pay for code and pools that all later ones share.
        using var first = await MqttLoad.ConnectAsync(options with { Connections = connections / 10, Client = "first" }, CancellationToken.None);
        await Task.Delay(Settle);
        var before = ProcessUse.PrivateBytes(server.ProcessId);
        using var many = await MqttLoad.ConnectAsync(options with { Client = "idle" }, CancellationToken.None);
        await Task.Delay(Settle);
        return (ProcessUse.PrivateBytes(server.ProcessId) - before) / (double)connections;
    }
}
