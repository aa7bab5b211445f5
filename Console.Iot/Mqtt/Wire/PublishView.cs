namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>A PUBLISH as it lies in its packet: nothing is copied or decoded.</summary>
/// <remarks>The text of the topic is not checked here; <see cref="TopicRules.CheckName"/> does it for names not seen before.</remarks>
internal readonly ref struct PublishView
{
    public required bool Duplicate { get; init; }

    public required Qos Qos { get; init; }

    public required bool Retain { get; init; }

    public required ReadOnlySpan<byte> Topic { get; init; }

    /// <summary>0 for QoS 0.</summary>
    public required ushort PacketId { get; init; }

    /// <summary>The property block without its length; empty for 3.1.1.</summary>
    public required ReadOnlySpan<byte> Properties { get; init; }

    /// <summary>Where in the body the payload starts.</summary>
    public required int PayloadStart { get; init; }

    public static PublishView Read(int flags, ReadOnlySpan<byte> body, ProtocolVersion version)
    {
        var reader = new SpanReader(body);
        var qos = (Qos)((flags >> 1) & 3);
        var topic = reader.Binary();
        ushort id = 0;
        if (qos != Qos.AtMostOnce)
        {
            id = reader.UInt16();
            if (id == 0)
            {
                throw WireFault.Protocol("PUBLISH with packet identifier 0.");
            }
        }

        var properties = version == ProtocolVersion.V5 ? reader.Take((int)reader.VariableInteger()) : [];
        return new PublishView
        {
            Duplicate = (flags & 8) != 0,
            Qos = qos,
            Retain = (flags & 1) != 0,
            Topic = topic,
            PacketId = id,
            Properties = properties,
            PayloadStart = reader.Position,
        };
    }
}
