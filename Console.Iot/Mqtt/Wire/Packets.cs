namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>A client's greeting.</summary>
internal sealed record ConnectPacket(
    ProtocolVersion Version, string ClientId, bool CleanStart, ushort KeepAlive, PropertyBag Properties)
{
    public string? UserName { get; init; }

    public byte[]? Password { get; init; }

    public WillMessage? Will { get; init; }
}

/// <summary>What the server publishes for a client that went without a word.</summary>
internal sealed record WillMessage(string Topic, byte[] Payload, Qos Qos, bool Retain, PropertyBag Properties);

/// <summary>The server's answer to CONNECT. For 3.1.1 the reason is a v5 code, translated on the wire.</summary>
internal sealed record ConnAckPacket(bool SessionPresent, ReasonCode Reason, PropertyBag Properties);

/// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP.</summary>
internal sealed record AckPacket(PacketType Type, ushort PacketId, ReasonCode Reason, PropertyBag Properties);

internal sealed record SubscribePacket(ushort PacketId, IReadOnlyList<FilterRequest> Filters, PropertyBag Properties);

/// <summary>One filter of a SUBSCRIBE with its options.</summary>
/// <param name="RetainHandling">0 send retained messages, 1 only if the subscription is new, 2 never.</param>
internal sealed record FilterRequest(string Filter, Qos Qos, bool NoLocal = false, bool RetainAsPublished = false, int RetainHandling = 0);

/// <summary>SUBACK or UNSUBACK: one reason per filter (a 3.1.1 UNSUBACK has none).</summary>
internal sealed record FilterAckPacket(PacketType Type, ushort PacketId, IReadOnlyList<ReasonCode> Reasons, PropertyBag Properties);

internal sealed record UnsubscribePacket(ushort PacketId, IReadOnlyList<string> Filters, PropertyBag Properties);

/// <summary>DISCONNECT or AUTH.</summary>
internal sealed record NoticePacket(PacketType Type, ReasonCode Reason, PropertyBag Properties);
