namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>The other side broke the protocol: the connection ends with <paramref name="reason"/>.</summary>
internal sealed class WireFault(ReasonCode reason, string message) : Exception(message)
{
    public ReasonCode Reason { get; } = reason;

    /// <summary>Nothing is said about it: where one packet ends and the next begins is not known any more, or nothing was to follow.</summary>
    public bool IsSilent { get; private init; }

    /// <summary>Of a CONNECT that was understood far enough for a CONNACK of v5.</summary>
    public bool IsOfConnect { get; private init; }

    public static WireFault Malformed(string message) => new(ReasonCode.MalformedPacket, message);

    public static WireFault Protocol(string message) => new(ReasonCode.ProtocolError, message);

    public static WireFault Silent(string message) => new(ReasonCode.MalformedPacket, message) { IsSilent = true };

    public static WireFault OfConnect(ReasonCode reason, string message) => new(reason, message) { IsOfConnect = true };
}
