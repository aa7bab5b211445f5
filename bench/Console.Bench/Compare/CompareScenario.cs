using System.Globalization;

namespace CommunityConsole.Bench.Compare;

/// <summary>
/// Our server, a bare socket floor and Mosquitto side by side: the servers take turns, so what else the machine does
/// meets all of them; medians and ratios. <c>-- mqtt-compare</c>, from the repository's root, after a Release build.
/// </summary>
internal static class CompareScenario
{
    private const int IdleConnections = 5_000;
    private const double Paced = 2_000;

    private static readonly int[] Sizes = [1, 50, 500];

    public static async Task<int> RunAsync(string[] args)
    {
        CompareOptions options;
        try
        {
            options = CompareOptions.Parse(args);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message + Environment.NewLine + CompareOptions.Usage);
            return 2;
        }

        Say($"{Environment.ProcessorCount} cores, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}; load and servers share them. {options.Rounds} rounds of {options.Seconds} s, servers in turn, medians.");
        var good = true;
        var servers = await StartAsync(options);
        try
        {
            foreach (var server in servers)
            {
                await WarmAsync(server);
            }

            foreach (var part in options.Parts.Where(p => p != "idle"))
            {
                good &= await MeasureAsync(part, servers, options);
            }
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }

        if (options.Parts.Contains("idle"))
        {
            await IdleAsync(options);
        }

        return good ? 0 : 1;
    }

    private static async Task<IReadOnlyList<IServerUnderTest>> StartAsync(CompareOptions options)
    {
        var servers = new List<IServerUnderTest>();
        foreach (var name in options.Servers)
        {
            IServerUnderTest? server = name switch
            {
                "floor" => await FloorServer.StartAsync(),
                "plain" => await ConsoleServer.StartAsync(stored: false),
                "stored" => await ConsoleServer.StartAsync(stored: true),
                "mosquitto" => await MosquittoServer.StartAsync(),
                _ => throw new ArgumentException($"No server is called {name}."),
            };
            if (server is not null)
            {
                servers.Add(server);
            }
        }

        return servers;
    }

    // The runtime compiles what is used much once more, better.
    private static async Task WarmAsync(IServerUnderTest server)
    {
        await Runs.LoadAsync(server, new LoadOptions { Connections = 50, Seconds = 3 });
        if (server is not ConsoleServer { Stores: true })
        {
            // Sockets hold half a million messages that nobody acknowledges: a server that stores would be at them for a minute.
            await Runs.LoadAsync(server, new LoadOptions { Connections = 50, Seconds = 1, Qos = 0 });
        }
    }

    private static async Task<bool> MeasureAsync(string part, IReadOnlyList<IServerUnderTest> servers, CompareOptions options)
    {
        var load = new LoadOptions { Seconds = options.Seconds, Window = options.Window };
        switch (part)
        {
            case "qos1":
                return await TableAsync("QoS 1, acknowledged as fast as it goes", servers, options, Sizes, n => load with { Connections = n }, Runs.LoadAsync);
            case "qos0":
                return await TableAsync("QoS 0, taken as fast as it goes (until the PINGRESP behind the last)", Unstored(), options, Sizes, n => load with { Connections = n, Qos = 0 }, Runs.LoadAsync);
            case "route":
                return await TableAsync("QoS 1 to one subscriber of QoS 1, delivered", Unstored().Where(s => s is not FloorServer), options, [1, 50], n => load with { Connections = n }, Runs.RouteAsync);
            case "paced":
                return await TableAsync(
                    $"QoS 1 at {Paced:0} messages/s", servers, options, [500], n => load with { Connections = n, Rate = Paced, Seconds = Math.Max(options.Seconds, 8) }, Runs.LoadAsync);
            case "burst":
                return await TableAsync(
                    "100,000 readings of QoS 1 at once", servers, options, [2_000], n => load with { Connections = n, Count = 50, Window = 50 }, Runs.LoadAsync);
            default:
                throw new ArgumentException($"No part is called {part}.");
        }

        // What is not acknowledged is not waited for when it is stored either: QoS 0 is measured where it costs the protocol only.
        IEnumerable<IServerUnderTest> Unstored() => servers.Where(s => s is not ConsoleServer { Stores: true });
    }

    private static async Task<bool> TableAsync(
        string title, IEnumerable<IServerUnderTest> servers, CompareOptions options, int[] sizes, Func<int, LoadOptions> loadOf, Func<IServerUnderTest, LoadOptions, Task<Sample>> run)
    {
        Say($"");
        Say($"{title}; 240 bytes, at most {loadOf(sizes[0]).Window} under way on a connection");
        Say($"| connections | server | messages/s (least to most) | x floor | x Mosquitto | p50 ms | p99 ms | server us/message | lost |");
        Say($"| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var lost = 0L;
        foreach (var size in sizes)
        {
            var samples = servers.ToDictionary(s => s, _ => new List<Sample>());
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var (server, its) in samples)
                {
                    its.Add(await run(server, loadOf(size)));
                }
            }

            var medians = samples.ToDictionary(s => s.Key.Name, s => Sample.Median(s.Value));
            foreach (var (server, its) in samples)
            {
                var (name, all) = (server.Name, its);
                var middle = medians[name];
                lost += name.StartsWith("ours", StringComparison.Ordinal) ? middle.Lost : 0;
                Say($"| {size} | {name} | {middle.PerSecond:0} ({all.Min(s => s.PerSecond):0} to {all.Max(s => s.PerSecond):0}) | {Ratio(middle, "socket floor")} | {Ratio(middle, "Mosquitto")} | {middle.P50:0.0} | {middle.P99:0.0} | {middle.Cpu:0.0} | {middle.Lost} |");
            }

            string Ratio(Sample one, string other) =>
                medians.TryGetValue(other, out var its) ? (one.PerSecond / its.PerSecond).ToString("0.00", CultureInfo.InvariantCulture) : "";
        }

        return lost == 0;
    }

    private static async Task IdleAsync(CompareOptions options)
    {
        Say($"");
        Say($"{IdleConnections} idle connections, private resident bytes each");
        Say($"| server | KiB a connection |");
        Say($"| --- | --- |");
        foreach (var name in options.Servers.Where(s => s != "stored"))
        {
            foreach (var server in await StartAsync(options with { Servers = [name] }))
            {
                await WarmAsync(server);
                Say($"| {server.Name} | {await Runs.IdleAsync(server, IdleConnections) / 1024:0.0} |");
                await server.DisposeAsync();
            }
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
