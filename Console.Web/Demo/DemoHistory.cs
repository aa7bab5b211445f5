using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>The past of the made-up communities: readings and the devices they came from.</summary>
internal static class DemoHistory
{
    /// <summary>All readings until the devices go live, home after home, made on all cores.</summary>
    public static IEnumerable<Reading> Readings(DemoWorld world, DemoRecord record) =>
        world.Estates.SelectMany(estate =>
        {
            var happenings = DemoWorld.In(estate, record);
            return estate.Homes.AsParallel().AsOrdered()
                .Select(home => HistoryRows.Of(
                    home, new HomeRun(estate, home, record.Origin, happenings.GetValueOrDefault(home.Number, [])), record.Origin, record.Started).ToArray())
                .AsSequential()
                .SelectMany(rows => rows);
        });

    /// <summary>The same readings, noting on the way when each device was last heard.</summary>
    public static IEnumerable<Reading> Noting(IEnumerable<Reading> readings, Dictionary<DeviceId, DateTimeOffset> heard)
    {
        foreach (var reading in readings)
        {
            heard[reading.Device] = reading.Received > heard.GetValueOrDefault(reading.Device) ? reading.Received : heard[reading.Device];
            yield return reading;
        }
    }

    /// <summary>The devices, as the registry would know them after such a past: one heard a moment ago is not silent.</summary>
    public static IEnumerable<Device> Devices(DemoWorld world, DemoRecord record, IReadOnlyDictionary<DeviceId, DateTimeOffset> heard) =>
        world.Estates.SelectMany(e => e.Homes, (_, home) => home)
            .SelectMany(home => home.Devices, (home, device) => new Device(
                new DeviceId(home.Id, device.Name),
                device.Kind,
                device.Dialect switch
                {
                    DeviceDialect.Tasmota => Dialects.Tasmota,
                    DeviceDialect.Zigbee => Dialects.Zigbee2Mqtt,
                    _ => Dialects.Own,
                },
                device.Name,
                record.Origin))
            .Select(device => heard.TryGetValue(device.Id, out var last) ? device with { LastReceived = last, LastEvent = last } : device);
}
