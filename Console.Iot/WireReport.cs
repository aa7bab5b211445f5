using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>What a message says of one device at one instant, under the name the device has on the wire.</summary>
/// <param name="wireName">As the dialect names it; the registry knows whose it is.</param>
internal sealed class WireReport(string wireName)
{
    /// <summary>The values and what was not understood; a field, so that decoders fill it in place.</summary>
    internal DecodedPacket Packet;

    /// <summary>States that only mean something when they change; see <see cref="StateMemory"/>.</summary>
    internal RepeatedState State;

    internal string WireName { get; } = wireName;

    /// <summary>The family, where the message tells; else it follows from the values.</summary>
    internal DeviceKind Kind { get; set; }

    /// <summary>The home the network's operator wrote beside the device; used only where nobody has assigned it.</summary>
    internal string? Home { get; init; }

    internal bool SaysNothing => Packet.Values.IsEmpty && State.IsEmpty && Packet.Problem is null;

    /// <summary>The family the report speaks of.</summary>
    internal DeviceKind KindHeard()
    {
        if (Kind != DeviceKind.Unknown)
        {
            return Kind;
        }

        if (State.Unlocked is not null || State.Turned is not null)
        {
            return DeviceKind.Lock;
        }

        if (State.Open is not null)
        {
            return DeviceKind.Door;
        }

        foreach (var value in Packet.Values)
        {
            switch (value.Measure)
            {
                case Measure.TotalLitres or Measure.UseLitres:
                    return DeviceKind.Water;
                case Measure.TotalWattHours or Measure.UseWattHours or Measure.PowerWatts:
                    return DeviceKind.Power;
                case Measure.Lock:
                    return DeviceKind.Lock;
                case Measure.Door:
                    return DeviceKind.Door;
                case Measure.Sos:
                    return DeviceKind.Sos;
            }
        }

        return DeviceKind.Unknown;
    }
}
