using System.Diagnostics;
using CommunityConsole.Bench.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Bench.District;

/// <summary>
/// A district of 100,000 homes with three meters each, a report every 15 minutes, on the program as it is shipped: first all
/// meters at once, as after a cut of power; then memory, processor and acknowledgements while it runs in real time; then
/// kill -9, and how long until every home is watched again.
/// <c>-- district [--homes N] [--minutes N] [--different N]</c>, from the repository's root, on a machine with 10 GB free on disk.
/// </summary>
/// <remarks>The homes have learned for 42 days before; a few hundred did so by themselves, the others are copies of their states.</remarks>
internal static class DistrictScenario
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(15);

    public static async Task<int> RunAsync(string[] args)
    {
        var plan = DistrictPlan.Of(args);
        var learned = LearnedHomes.Learn(Math.Min(plan.Different, plan.Homes), DateTimeOffset.UtcNow - Slot);
        var estate = new Estate(1, "demo", plan.Homes, buildings: plan.Homes / 60, cells: Math.Max(1, plan.Homes / 300), new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        var folder = Directory.CreateTempSubdirectory("bench-district-");
        try
        {
            await DistrictFolder.FillAsync(folder.FullName, estate, learned.States);
            Console.WriteLine(FormattableString.Invariant($"{plan.Homes} homes saved: {Size(folder):0.00} GiB on disk"));
            var wires = new DistrictWires(learned.Homes, [.. estate.Homes.Select(home => home.Id)]);
            var whole = await LiveAsync(plan, folder.FullName, wires);
            await AgainAsync("after kill -9", plan, folder.FullName, wires);
            await AgainAsync("after an orderly stop", plan, folder.FullName, wires);
            return whole ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Whether all that was acknowledged is stored.</summary>
    private static async Task<bool> LiveAsync(DistrictPlan plan, string folder, DistrictWires wires)
    {
        await using var program = await StartAsync(plan, folder);
        var used = program.ProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var run = wires.RunAsync(program.MqttPort, DateTimeOffset.UtcNow.AddMinutes(plan.Minutes));
        var lag = 0.0;
        for (var minute = 0; !run.IsCompleted; minute++)
        {
            await Task.WhenAny(run, Task.Delay(TimeSpan.FromMinutes(1)));
            lag = await program.FigureAsync("console_watch_lag_seconds") ?? 0;
            var (now, most) = program.Memory();
            Console.WriteLine(FormattableString.Invariant(
                $"  minute {minute + 1}: {now:0} MiB resident, most {most:0}; {(program.ProcessorTime - used) / Stopwatch.GetElapsedTime(start):0.00} cores since the start; watch behind by {lag:0.0} s; {wires.Acknowledged} acknowledged"));
        }

        await run;
        var stored = await program.StoredAsync();
        Console.WriteLine(FormattableString.Invariant(
            $"live: {wires.Acknowledged} readings acknowledged, {stored} stored, {wires.Acknowledged / Stopwatch.GetElapsedTime(start).TotalSeconds:0}/s; acknowledgement p50 {wires.Latencies.Percentile(0.5).TotalMilliseconds:0} ms, p99 {wires.Latencies.Percentile(0.99).TotalMilliseconds:0} ms, most {wires.Latencies.Most.TotalMilliseconds:0} ms"));
        return stored == wires.Acknowledged;
    }

    private static async Task AgainAsync(string what, DistrictPlan plan, string folder, DistrictWires wires)
    {
        var start = Stopwatch.GetTimestamp();
        await using var program = await StartAsync(plan, folder);
        var listening = Stopwatch.GetElapsedTime(start);
        var run = wires.RunAsync(program.MqttPort, DateTimeOffset.UtcNow.AddMinutes(2));
        while (Stopwatch.GetElapsedTime(start) < Longest)
        {
            if (await program.FigureAsync("console_watch_homes") == plan.Homes && await program.FigureAsync("console_ingest_readings_stored_total") > 0
                && await program.FigureAsync("console_watch_lag_seconds") < 1)
            {
                break;
            }

            await Task.Delay(Look);
        }

        var watching = Stopwatch.GetElapsedTime(start);
        await run;
        var (now, most) = program.Memory();
        start = Stopwatch.GetTimestamp();
        await program.StopAsync();
        Console.WriteLine(FormattableString.Invariant(
            $"{what}: listening after {listening.TotalSeconds:0.0} s, every home watched and nothing waiting after {watching.TotalSeconds:0.0} s; {now:0} MiB resident, most {most:0}; stopped in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }

    private static Task<ConsoleProgram> StartAsync(DistrictPlan plan, string folder) => ConsoleProgram.StartOnAsync(
        folder, ("Demo__Enabled", "false"), ("Devices__Most", FormattableString.Invariant($"{2 * MadeUpHome.Meters * plan.Homes}")));

    private static double Size(DirectoryInfo folder) => folder.EnumerateFiles().Sum(file => file.Length) / 1024.0 / 1024 / 1024;
}
