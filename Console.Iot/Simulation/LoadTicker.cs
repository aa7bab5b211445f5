using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Turns an estate into a source of load: its power meters tell their momentary power in turn, at an even rate.</summary>
public sealed class LoadTicker(Estate estate, double perSecond, DateTimeOffset start)
{
    private long _said;

    /// <summary>What is due until <paramref name="now"/>; stamps are whole milliseconds and differ per device.</summary>
    public IEnumerable<(SimulatedHome Home, DeviceReport Report)> Advance(DateTimeOffset now)
    {
        var due = (long)((now - start).TotalSeconds * perSecond);
        for (; _said < due; _said++)
        {
            var home = estate.Homes[(int)(_said % estate.Homes.Length)];
            var device = home.Devices.First(d => d.Kind == DeviceKind.Power);
            var made = start.AddMilliseconds(Math.Floor(_said / perSecond * 1000));
            var dice = new Dice(estate.Seed, home.Number, _said);
            yield return (home, new DeviceReport(device, made, made, made, Measure.PowerWatts, dice.Whole(40, 900), _said, null));
        }
    }
}
