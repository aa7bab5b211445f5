using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CommunityConsole.Bench.Sos;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Bench.Consoles;

/// <summary>
/// Many open care desks, 1,000 readings a second, and calls for help: how long until each of them is on all screens.
/// <c>-- consoles [CONSOLES] [PRESSES]</c>, from the repository's root.
/// </summary>
/// <remarks>
/// As <c>sos</c> with one real browser, and beside it consoles without one (<see cref="LightConsole"/>), which take every batch
/// and acknowledge it. Server, browser, consoles and load share the machine's cores. Nobody takes the calls, so all desks grow.
/// </remarks>
internal static class ConsolesScenario
{
    private const int Homes = 300;
    private const string Community = "demo";
    private const double PerSecond = 1_000;
    private const int OpenedAtOnce = 4;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(8);

    /// <returns>0; 1 when a screen missed a call, the load was not reached, or the p99 over all screens is above a second.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var count = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 200;
        var presses = args is [_, var second, ..] ? int.Parse(second, CultureInfo.InvariantCulture) : 100;
        var estate = new Estate(1, Community, Homes, buildings: 12, cells: 6, new EstateCalendar(TimeZoneInfo.Utc));
        var homes = estate.Homes.Select(home => home.Id).ToList();
        var awaited = new ConcurrentDictionary<string, byte[]>();

        await using var server = await ConsoleProgram.StartAsync(("Demo__Homes", Homes.ToString(CultureInfo.InvariantCulture)));
        await using var desk = await SosDesk.OpenAsync(server.Url);
        await server.SettleForGoodAsync();
        var memory = server.Memory().Now;
        var consoles = await OpenAsync(server.Url, count, awaited);
        try
        {
            await server.SettleAsync();
            var grown = server.Memory().Now - memory;
            Console.WriteLine(FormattableString.Invariant($"{consoles.Count} consoles open; the server grew by {grown:F0} MiB, {grown / consoles.Count:F2} each"));
            await IdleAsync(server, consoles);

            var options = new LoadOptions
            {
                Port = server.MqttPort,
                Connections = Homes,
                Rate = PerSecond,
                Seconds = (Before + presses * Between + After).TotalSeconds,
                Topics = [.. homes.Select(home => $"community/{Community}/home/{home.Home}/water/bench")],
            };
            var used = server.ProcessorTime;
            var load = MqttLoad.RunAsync(options, CancellationToken.None);
            await Task.Delay(Before);
            var drawn = Drawn(consoles);
            var calls = await HelpCalls.PressAsync(
                server.MqttPort, homes.Take(presses), Between, alert => awaited[alert.ToString()] = Encoding.UTF8.GetBytes(alert.ToString()));
            var result = await load;
            used = server.ProcessorTime - used;
            var after = Drawn(consoles);
            await desk.WaitForAsync([.. calls.Select(call => call.Alert)]);

            result.Write(options);
            Console.WriteLine(FormattableString.Invariant(
                $"server: {used / result.Elapsed:F2} cores; {server.Memory().Now:F0} MiB, most {server.Memory().Most:F0}; {(after.Batches - drawn.Batches) / (double)consoles.Count / presses:F1} batches and {(after.Bytes - drawn.Bytes) / (double)consoles.Count / presses:F0} bytes for each console and call"));
            return Report(calls, consoles, desk) && result.IsClean && result.Acknowledged / result.Elapsed.TotalSeconds > PerSecond * 0.99 ? 0 : 1;
        }
        finally
        {
            await Task.WhenAll(consoles.Select(console => console.DisposeAsync().AsTask()));
        }
    }

    private static async Task<IReadOnlyList<LightConsole>> OpenAsync(string url, int count, ConcurrentDictionary<string, byte[]> awaited)
    {
        var cookie = await LightConsole.SignInAsync(url, Role.SocialWorker);
        var consoles = new List<LightConsole>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        foreach (var some in Enumerable.Range(0, count).Chunk(OpenedAtOnce))
        {
            consoles.AddRange(await Task.WhenAll(some.Select(_ => LightConsole.OpenAsync(new Uri(url + "/care"), cookie, awaited, patience.Token))));
        }

        return consoles;
    }

    // What it costs that they are open, while nothing but the demonstration's own life goes on.
    private static async Task IdleAsync(ConsoleProgram server, IReadOnlyList<LightConsole> consoles)
    {
        var (used, drawn, start) = (server.ProcessorTime, Drawn(consoles), Stopwatch.GetTimestamp());
        await Task.Delay(Before);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = Drawn(consoles);
        Console.WriteLine(FormattableString.Invariant(
            $"idle: server {(server.ProcessorTime - used).TotalSeconds / seconds:F2} cores; {(after.Batches - drawn.Batches) / seconds / consoles.Count:F2} batches and {(after.Bytes - drawn.Bytes) / seconds / consoles.Count:F0} bytes a second for each console"));
    }

    private static (long Batches, long Bytes) Drawn(IReadOnlyList<LightConsole> consoles) =>
        (consoles.Sum(console => console.Drawn.Batches), consoles.Sum(console => console.Drawn.Bytes));

    private static bool Report(IReadOnlyList<HelpCall> calls, IReadOnlyList<LightConsole> consoles, SosDesk desk)
    {
        var browser = calls.Where(call => desk.Seen.ContainsKey(call.Alert)).Select(call => (desk.Seen[call.Alert] - call.Sent).TotalMilliseconds).Order().ToList();
        List<double> each = [], last = [];
        foreach (var call in calls)
        {
            var delays = consoles.Where(console => console.Seen.ContainsKey(call.Alert.ToString()))
                .Select(console => Stopwatch.GetElapsedTime(call.Started, console.Seen[call.Alert.ToString()]).TotalMilliseconds).ToList();
            each.AddRange(delays);
            if (delays.Count == consoles.Count)
            {
                last.Add(delays.Max());
            }
        }

        foreach (var fault in consoles.Select(console => console.Fault).OfType<Exception>().GroupBy(fault => fault.Message))
        {
            Console.WriteLine($"{fault.Count()} consoles ended: {fault.Key}");
        }

        var missing = calls.Count * consoles.Count - each.Count;
        each.Sort();
        last.Sort();
        Console.WriteLine(FormattableString.Invariant($"calls for help: {calls.Count} on {consoles.Count} consoles, missing {missing}; in the browser missing {calls.Count - browser.Count}"));
        Console.WriteLine($"on a console after ms:       {HelpCalls.Spread(each)}");
        Console.WriteLine($"on the last console after ms: {HelpCalls.Spread(last)}");
        Console.WriteLine($"in the browser after ms:     {HelpCalls.Spread(browser)}");
        return missing == 0 && browser.Count == calls.Count && HelpCalls.At(each, 0.99) <= 1_000 && HelpCalls.At(browser, 0.99) <= 1_000;
    }
}
