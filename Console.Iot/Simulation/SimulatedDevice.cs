using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>The words a made-up device speaks on the wire.</summary>
public enum DeviceDialect
{
    /// <summary>The console's own topics and JSON.</summary>
    Own,

    /// <summary>A Tasmota plug: power only.</summary>
    Tasmota,

    /// <summary>A contact behind Zigbee2MQTT: door only.</summary>
    Zigbee,
}

/// <summary>One made-up device: how it reports and how it ages.</summary>
public sealed record SimulatedDevice
{
    public required DeviceKind Kind { get; init; }

    /// <summary>The name inside the home (own dialect) or on the broker (the others).</summary>
    public required string Name { get; init; }

    public DeviceDialect Dialect { get; init; }

    /// <summary>Between two register reports, or between two battery reports of a device that speaks on events.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>By how much its reports lie after the whole interval.</summary>
    public required TimeSpan Phase { get; init; }

    /// <summary>Seconds its clock gains in a day; it is set right once a week.</summary>
    public double DriftPerDay { get; init; }

    /// <summary>Percent when the made-up history began, falling from there; null for mains devices.</summary>
    public double? Battery { get; init; }

    /// <summary>What the register showed when the made-up history began.</summary>
    public long Register { get; init; }

    /// <summary>Whether it keeps a connection of its own instead of speaking through the building's gateway.</summary>
    public bool OwnConnection => Dialect == DeviceDialect.Tasmota;

    internal bool Meters => Kind is DeviceKind.Water or DeviceKind.Power;

    internal Measure RegisterMeasure => Kind == DeviceKind.Water ? Measure.TotalLitres : Measure.TotalWattHours;

    /// <summary>What its clock shows at a true instant, whole seconds, UTC.</summary>
    internal DateTimeOffset Clock(DateTimeOffset instant)
    {
        var sinceSet = (instant - DateTimeOffset.UnixEpoch).TotalDays % 7;
        var shown = instant.AddSeconds(DriftPerDay * sinceSet);
        return new DateTimeOffset(shown.Ticks - (shown.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    /// <summary>Percent left: it loses a tenth a day.</summary>
    internal int? BatteryAt(DateTimeOffset instant, DateTimeOffset origin) =>
        Battery is { } level ? (int)Math.Clamp(level - ((instant - origin).TotalDays * 0.1), 5, 100) : null;
}
