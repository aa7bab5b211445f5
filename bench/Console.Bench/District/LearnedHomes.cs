using System.Diagnostics;
using CommunityConsole.Bench.Anomalies;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Bench.District;

/// <summary>Homes whose watches have learned for 42 days, beside one plain SSA detector a meter fed with the same readings.</summary>
internal sealed class LearnedHomes
{
    private const int Minutes = 15;
    private const int Days = 42;
    private const int PerDay = 24 * 60 / Minutes;

    private readonly List<MadeUpHome> _homes = [];

    public List<byte[]> States { get; } = [];

    /// <summary>What each home reports from now on, in the order of time.</summary>
    public IReadOnlyList<MadeUpHome> Homes => _homes;

    /// <summary>Lets them learn, and prints what each way costs: one core, the same readings, one after the other for each home.</summary>
    public static LearnedHomes Learn(int homes, DateTimeOffset until)
    {
        var learned = new LearnedHomes();
        var trainer = new SsaTrainer();
        var decisions = new List<WatchDecision>();
        var watches = new List<HomeWatch>();
        var engines = new List<MeterEngine[]>();
        var (ours, plain, readings) = (0L, 0L, 0L);
        var (watchBytes, engineBytes) = (0L, 0L);
        for (var number = 0; number < homes; number++)
        {
            var home = new MadeUpHome($"{number}", Minutes, (number * 97) + 1, until.AddDays(-Days));
            var rows = home.Next(Days).ToArray();   // made before the clock runs
            readings += rows.Length;
            learned._homes.Add(home);

            var before = GC.GetTotalMemory(forceFullCollection: true);
            var watch = MadeUpHome.Watch($"{number}");
            var start = Stopwatch.GetTimestamp();
            foreach (ref readonly var row in rows.AsSpan())
            {
                watch.Take(row, decisions);
            }

            ours += Stopwatch.GetTimestamp() - start;
            decisions.Clear();
            watches.Add(watch);
            var between = GC.GetTotalMemory(forceFullCollection: true);
            watchBytes += between - before;

            MeterEngine[] meters = [new(PerDay), new(PerDay), new(PerDay)];
            start = Stopwatch.GetTimestamp();
            for (var i = 0; i < rows.Length; i++)
            {
                meters[i % MadeUpHome.Meters].Take(rows[i], trainer);
            }

            plain += Stopwatch.GetTimestamp() - start;
            engines.Add(meters);
            engineBytes += GC.GetTotalMemory(forceFullCollection: true) - between;
            GC.KeepAlive(rows);
            learned.States.Add(watch.Save());
        }

        Print("watch of a home", ours, watchBytes);
        Print("SSA a meter", plain, engineBytes);
        Console.WriteLine(FormattableString.Invariant(
            $"plain / ours: {(double)plain / ours:0.0} x the time, {(double)engineBytes / watchBytes:0.0} x the memory; alerts of the plain one a home and month: {engines.Sum(home => home.Sum(meter => meter.Alerts)) / (double)homes / (Days - 28) * 30:0}"));
        GC.KeepAlive(watches);
        return learned;

        void Print(string name, long ticks, long bytes) => Console.WriteLine(FormattableString.Invariant(
            $"{name,-16} {Stopwatch.GetElapsedTime(0, ticks).TotalMicroseconds / readings:0.00} us a reading, {Stopwatch.GetElapsedTime(0, ticks).TotalMilliseconds / (homes * Days):0.00} ms a home and day, {bytes / 1024.0 / homes:0.0} KiB a home (trainings included)"));
    }
}
