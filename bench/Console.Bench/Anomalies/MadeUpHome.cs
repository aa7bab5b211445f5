using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Bench.Anomalies;

/// <summary>Readings of a home with meters of cold and hot water and of power, day after day, the same in every run.</summary>
internal sealed class MadeUpHome(string home, int minutes, int seed = 1, DateTimeOffset? start = null)
{
    /// <summary>Meters of a home.</summary>
    public const int Meters = 3;

    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private readonly DeviceId _cold = new(new HomeId("bench", home), "cold");
    private readonly DeviceId _hot = new(new HomeId("bench", home), "hot");
    private readonly DeviceId _power = new(new HomeId("bench", home), "power");
    private readonly Random _random = new(seed);
    private DateTimeOffset _at = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).AddSeconds(seed % (60 * minutes));
    private long _litres;
    private long _hotLitres;
    private long _wattHours;

    public static HomeWatch Watch(string home, TrainingMeter? trainings = null) => new(new HomeId("bench", home), new WatchOptions(), Calendar, trainings);

    public IEnumerable<Reading> Next(int days)
    {
        for (var end = _at.AddDays(days); _at < end; _at = _at.AddMinutes(minutes))
        {
            var awake = Calendar.Local(_at).Hour is >= 7 and < 22;
            var tap = awake ? _random.NextDouble() : _random.NextDouble() * 12;
            _litres += tap < 0.5 ? _random.Next(20) : 0;
            _hotLitres += tap < 0.2 ? _random.Next(8) : 0;
            _wattHours += minutes * (awake ? 200 + _random.Next(600) : 40 + _random.Next(40)) / 60;
            yield return new Reading(_cold, DeviceKind.Water, Measure.TotalLitres, _litres, _at, _at);
            yield return new Reading(_hot, DeviceKind.Water, Measure.TotalLitres, _hotLitres, _at, _at);
            yield return new Reading(_power, DeviceKind.Power, Measure.TotalWattHours, _wattHours, _at, _at);
        }
    }
}
