using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>What a made-up device says once.</summary>
/// <param name="Device">Who says it.</param>
/// <param name="Made">The true instant of the observation, UTC.</param>
/// <param name="Stamp">The same by the device's own clock, whole seconds, UTC.</param>
/// <param name="Delivered">When it leaves for the server: later where a gateway collects; the far future while it is held back.</param>
/// <param name="Measure">What it says.</param>
/// <param name="Value">In the measure's unit, packed where the measure is.</param>
/// <param name="Sequence">Running number of a meter's reports.</param>
/// <param name="Battery">Percent, when the report carries it.</param>
public readonly record struct DeviceReport(
    SimulatedDevice Device,
    DateTimeOffset Made,
    DateTimeOffset Stamp,
    DateTimeOffset Delivered,
    Measure Measure,
    long Value,
    long? Sequence,
    int? Battery);
