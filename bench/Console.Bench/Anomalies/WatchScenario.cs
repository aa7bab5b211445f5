using System.Diagnostics;
using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Bench.Anomalies;

/// <summary>A thousand homes over 35 days: what a reading, a training and a day of a home cost, and what a home's watch holds.</summary>
internal static class WatchScenario
{
    private const int Homes = 1000;
    private const int Days = 35;

    /// <summary>Runs it on one core for each distance of readings and prints a line.</summary>
    public static void Run()
    {
        Run(homes: 20, minutes: 60, new TrainingMeter());   // lets the runtime compile
        foreach (var minutes in new[] { 60, 15 })
        {
            var trainings = new TrainingMeter();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var (watches, time, readings) = Run(Homes, minutes, trainings);
            var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
            var saved = watches.Average(watch => (double)watch.Save().Length);
            var between = time - trainings.Time;
            Console.WriteLine(FormattableString.Invariant(
                $"every {minutes} min: {readings} readings; {between.TotalMicroseconds / readings:0.00} us a reading between trainings; {trainings.Time.TotalMilliseconds / trainings.Count:0.00} ms a training; {time.TotalMilliseconds / (Homes * Days):0.00} ms a home and day; {memory / Homes / 1024.0:0.0} KB of memory and {saved / 1024:0.0} KB of checkpoint a home"));
            Weigh(watches);
        }
    }

    /// <summary>Prints what the bytes of a home are spent on.</summary>
    private static void Weigh(List<HomeWatch> watches)
    {
        var weight = new Weight();
        weight.Leave(MadeUpHome.Watch("shared"));
        var some = watches.Take(50).ToList();
        some.ForEach(weight.Add);
        foreach (var (part, bytes) in weight.Parts.OrderByDescending(part => part.Value))
        {
            Console.WriteLine(FormattableString.Invariant($"  {bytes / some.Count,7} bytes {part}"));
        }
    }

    private static (List<HomeWatch> Watches, TimeSpan Time, long Readings) Run(int homes, int minutes, TrainingMeter trainings)
    {
        var watches = new List<HomeWatch>();
        var decisions = new List<WatchDecision>();
        var (ticks, readings) = (0L, 0L);
        for (var i = 0; i < homes; i++)
        {
            var name = $"{i}";
            var watch = MadeUpHome.Watch(name, trainings);
            var rows = new MadeUpHome(name, minutes).Next(Days).ToArray();   // made before the clock runs
            var start = Stopwatch.GetTimestamp();
            foreach (ref readonly var row in rows.AsSpan())
            {
                watch.Take(row, decisions);
            }

            ticks += Stopwatch.GetTimestamp() - start;
            readings += rows.Length;
            decisions.Clear();
            watches.Add(watch);
        }

        return (watches, Stopwatch.GetElapsedTime(0, ticks), readings);
    }
}
