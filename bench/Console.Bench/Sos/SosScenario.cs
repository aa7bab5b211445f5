using System.Globalization;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Bench.Sos;

/// <summary>
/// From a call for help on the wire to its row on the care desk in a browser, while 1,000 readings a second are stored
/// and watched. <c>-- sos [PRESSES]</c>, from the repository's root.
/// </summary>
/// <remarks>
/// The program runs as its own process on an empty folder with the demonstration's 300 homes and their 35 days; server,
/// browser and load share the machine's cores. One water meter more in every home makes the load. The calls come from as
/// many different homes, and nobody takes them, so the desk gets as long as there are presses: far worse than a real day.
/// It draws all its rows (the oldest call first), so none can be missed below the fold. An alert's id follows from its home
/// and time, so each call is matched with exactly its own row.
/// </remarks>
internal static class SosScenario
{
    private const int Homes = 300;
    private const string Community = "demo";
    private const double PerSecond = 1_000;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    /// <returns>0; 1 when a call is missing, the load was not reached, or the p99 is above a second.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var presses = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 240;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(presses, Homes);
        var estate = new Estate(1, Community, Homes, buildings: 12, cells: 6, new EstateCalendar(TimeZoneInfo.Utc));
        var homes = estate.Homes.Select(home => home.Id).ToList();

        await using var server = await ConsoleProgram.StartAsync(("Demo__Homes", Homes.ToString(CultureInfo.InvariantCulture)));
        await using var desk = await SosDesk.OpenAsync(server.Url);
        await server.SettleAsync();
        var options = new LoadOptions
        {
            Port = server.MqttPort,
            Connections = Homes,
            Rate = PerSecond,
            Seconds = (Before + presses * Between + After).TotalSeconds,
            Topics = [.. homes.Select(home => $"community/{Community}/home/{home.Home}/water/bench")],
        };

        var stored = await server.StoredAsync();
        var used = server.ProcessorTime;
        var load = MqttLoad.RunAsync(options, CancellationToken.None);
        await Task.Delay(Before);
        var calls = await HelpCalls.PressAsync(server.MqttPort, homes.Take(presses), Between);
        var result = await load;
        used = server.ProcessorTime - used;
        stored = await server.StoredAsync() - stored;
        await desk.WaitForAsync([.. calls.Select(call => call.Alert)]);

        result.Write(options);
        Console.WriteLine(FormattableString.Invariant($"server: {stored} readings stored, {used / result.Elapsed:F2} cores"));
        return Report(calls, desk.Seen) && result.IsClean && result.Acknowledged / result.Elapsed.TotalSeconds > PerSecond * 0.99 ? 0 : 1;
    }

    private static bool Report(IReadOnlyList<HelpCall> calls, IReadOnlyDictionary<AlertId, DateTimeOffset> seen)
    {
        var acknowledged = calls.Select(call => call.Acknowledged.TotalMilliseconds).Order().ToList();
        var shown = calls.Where(call => seen.ContainsKey(call.Alert)).Select(call => (seen[call.Alert] - call.Sent).TotalMilliseconds).Order().ToList();
        Console.WriteLine(FormattableString.Invariant($"calls for help: sent {calls.Count}, seen {shown.Count}, missing {calls.Count - shown.Count}"));
        Console.WriteLine($"acknowledged after ms: {HelpCalls.Spread(acknowledged)}");
        Console.WriteLine($"on the desk after ms:  {HelpCalls.Spread(shown)}");
        return shown.Count == calls.Count && HelpCalls.At(shown, 0.99) <= 1_000;
    }
}
