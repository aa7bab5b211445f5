using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Bench.Street;

/// <summary>What the devices of the street say, in the minutes in which it arrives.</summary>
internal sealed class StreetWires(Estate estate, StreetPlan plan, DateTimeOffset origin, DateTimeOffset start) : IDisposable
{
    private readonly Feed[] _feeds = [.. estate.Homes.Select(home => new Feed(home, new HomeRun(estate, home, origin, plan.Of(home)).After(start).GetEnumerator()))];
    private readonly SortedDictionary<long, List<Reading>> _minutes = [];
    private DateTimeOffset _made = start;
    private long _position;

    /// <summary>What has arrived up to and with that minute and was not given out before; call with rising minutes.</summary>
    public IReadOnlyList<StoredReading> Until(DateTimeOffset minute)
    {
        if (minute > _made)
        {
            _made = minute.AddDays(1);
            MakeDay();
        }

        var arrived = new List<StoredReading>();
        while (_minutes.FirstOrDefault() is { Value: { } readings } first && first.Key <= Minute(minute))
        {
            _minutes.Remove(first.Key);
            arrived.AddRange(readings.Select(reading => new StoredReading(++_position, reading)));
        }

        return arrived;
    }

    /// <inheritdoc />
    public void Dispose() => Array.ForEach(_feeds, feed => feed.Reports.Dispose());

    // A report is taken on the day it is made; where its gateway was cut off it waits here for the minute it arrives in.
    private void MakeDay()
    {
        var days = new List<Reading>[_feeds.Length];
        Parallel.For(0, _feeds.Length, home => days[home] = _feeds[home].Take(_made));
        foreach (var reading in days.SelectMany(readings => readings).Where(reading => reading.Received < DateTimeOffset.MaxValue))
        {
            var minute = Minute(reading.Received) + 1;
            if (!_minutes.TryGetValue(minute, out var readings))
            {
                _minutes[minute] = readings = [];
            }

            readings.Add(reading);
        }
    }

    private static long Minute(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

    private sealed class Feed(SimulatedHome home, IEnumerator<DeviceReport> reports)
    {
        private bool _waiting;

        public IEnumerator<DeviceReport> Reports => reports;

        public List<Reading> Take(DateTimeOffset until)
        {
            var made = new List<Reading>();
            while ((_waiting || reports.MoveNext()) && !(_waiting = reports.Current.Made > until))
            {
                var report = reports.Current;
                made.Add(HistoryRows.Reading(home, report, report.Measure, report.Value));
                if (report.Battery is { } battery)
                {
                    made.Add(HistoryRows.Reading(home, report, Measure.Battery, battery));
                }
            }

            return made;
        }
    }
}
