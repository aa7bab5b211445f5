using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Iot.Simulation;

/// <summary>The connections of an estate: one per building's gateway and one per device that has its own.</summary>
public sealed class DeviceFleet(IDeviceLines lines, EstateCalendar calendar) : IAsyncDisposable
{
    private readonly Dictionary<string, IDeviceLine> _open = new(StringComparer.Ordinal);

    /// <summary>Connections used so far.</summary>
    public int Lines => _open.Count;

    /// <summary>Sends reports, each over its own line and in order there; returns when all are acknowledged.</summary>
    public async Task PublishAsync(IReadOnlyList<(SimulatedHome Home, DeviceReport Report)> reports, CancellationToken cancellation)
    {
        var sendings = reports
            .GroupBy(r => NameOf(r.Home, r.Report.Device))
            .Select(line => Line(line.First().Home, line.First().Report.Device).PublishAsync(
                [.. line.Select(r => DevicePacket.Of(r.Home, r.Report, calendar))], cancellation));
        await Task.WhenAll(sendings);
    }

    /// <summary>Breaks the connection of a device that has its own.</summary>
    public async Task BreakAsync(SimulatedHome home, SimulatedDevice device, CancellationToken cancellation)
    {
        // One that has not connected yet has nothing to break: connect it first.
        var line = Line(home, device);
        await line.PublishAsync([], cancellation);
        await line.BreakAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var line in _open.Values)
        {
            await line.DisposeAsync();
        }

        _open.Clear();
    }

    private IDeviceLine Line(SimulatedHome home, SimulatedDevice device)
    {
        var name = NameOf(home, device);
        if (_open.TryGetValue(name, out var line))
        {
            return line;
        }

        var settings = device.OwnConnection
            ? new LineSettings(name, Link(home, device, false), Link(home, device, true))
            : new LineSettings(name, null, null);
        return _open[name] = lines.Open(settings);
    }

    private static DevicePacket Link(SimulatedHome home, SimulatedDevice device, bool online) =>
        new(DevicePacket.LinkTopic(home, device), DevicePacket.Link(device, online));

    private static string NameOf(SimulatedHome home, SimulatedDevice device) =>
        device.OwnConnection ? device.Name : $"gateway-{home.Id.Community}-{home.Building}";
}
