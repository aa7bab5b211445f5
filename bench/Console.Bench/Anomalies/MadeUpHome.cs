using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Bench.Anomalies;

/// <summary>Readings of a home with a water meter and a power meter, day after day, the same in every run.</summary>
internal sealed class MadeUpHome(string home, int minutes)
{
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private readonly DeviceId _water = new(new HomeId("bench", home), "water");
    private readonly DeviceId _power = new(new HomeId("bench", home), "power");
    private readonly Random _random = new(1);
    private DateTimeOffset _at = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _litres;
    private long _wattHours;

    public static HomeWatch Watch(string home, TrainingMeter? trainings = null) => new(new HomeId("bench", home), new WatchOptions(), Calendar, trainings);

    public IEnumerable<Reading> Next(int days)
    {
        for (var end = _at.AddDays(days); _at < end; _at = _at.AddMinutes(minutes))
        {
            var awake = Calendar.Local(_at).Hour is >= 7 and < 22;
            _litres += awake && _random.NextDouble() < 0.5 ? _random.Next(20) : 0;
            _wattHours += minutes * (awake ? 200 + _random.Next(600) : 60) / 60;
            yield return new Reading(_water, DeviceKind.Water, Measure.TotalLitres, _litres, _at, _at);
            yield return new Reading(_power, DeviceKind.Power, Measure.TotalWattHours, _wattHours, _at, _at);
        }
    }
}
