using System.Diagnostics;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Commands.Replay;

/// <summary>One recording through the watches of its homes.</summary>
internal sealed class ReplayRun(WatchOptions options, EstateCalendar calendar)
{
    private readonly Dictionary<HomeId, (HomeWatch Watch, List<WatchDecision> Decisions)> _homes = [];
    private readonly TrainingMeter _trainings = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>
    /// Reads everything and returns the decisions in event time: by time, then home, then the order in which the home's
    /// watch made them. They wait in memory, since a file may hold one home after the other.
    /// </summary>
    public IEnumerable<WatchDecision> Decide(ReplayReader reader, CancellationToken cancellation)
    {
        var last = DateTimeOffset.MinValue;
        while (reader.TryRead(out var reading))
        {
            cancellation.ThrowIfCancellationRequested();
            last = reading.At > last ? reading.At : last;
            var home = reading.Device.Home;
            if (!_homes.TryGetValue(home, out var watched))
            {
                watched = (new HomeWatch(home, options, calendar, _trainings) { Hurried = true }, []);
                _homes.Add(home, watched);
            }

            watched.Watch.Take(reading, watched.Decisions);
        }

        foreach (var (watch, decisions) in _homes.Values)
        {
            watch.Finish(last, decisions);
        }

        return _homes.OrderBy(home => home.Key.Home, StringComparer.Ordinal)
            .SelectMany(home => home.Value.Decisions)
            .OrderBy(decision => decision.Time);
    }

    /// <summary>
    /// How much was read and how fast, one line. "In all" counts everything from the first row read to the last line
    /// written; "between trainings" leaves out the daily trainings of the homes, and nothing else; start-up is in neither.
    /// </summary>
    public string Report(ReplayReader reader, TimeSpan warmUp)
    {
        var all = Stopwatch.GetElapsedTime(_start);
        var between = all - _trainings.Time;
        var late = _homes.Values.Sum(home => home.Watch.TooLate);
        var perTraining = _trainings.Count == 0 ? 0 : _trainings.Time.TotalMilliseconds / _trainings.Count;
        return FormattableString.Invariant(
            $"{reader.Rows} rows, {reader.BadRows} bad, {late} too late; {_homes.Count} homes; {all.TotalSeconds:0.00} s, {reader.Rows / all.TotalSeconds:0} rows/s in all, {reader.Rows / between.TotalSeconds:0} rows/s between trainings; {_trainings.Count} trainings (home and day), {perTraining:0.00} ms each; before the first row {warmUp.TotalSeconds:0.00} s of warm-up, not counted");
    }
}
