namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>The other side broke the protocol: the connection ends with <paramref name="reason"/>.</summary>
internal sealed class WireFault(ReasonCode reason, string message) : Exception(message)
{
    public ReasonCode Reason { get; } = reason;

    public static WireFault Malformed(string message) => new(ReasonCode.MalformedPacket, message);

    public static WireFault Protocol(string message) => new(ReasonCode.ProtocolError, message);
}
