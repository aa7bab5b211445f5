namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>Reads the packets off the hot path from their body. Flags of the first byte were checked by <see cref="Framing"/>.</summary>
internal static class PacketReader
{
    public static SubscribePacket ReadSubscribe(ReadOnlySpan<byte> body, ProtocolVersion version)
    {
        var reader = new SpanReader(body);
        var id = ReadRequestId(ref reader);
        var properties = ReadProperties(ref reader, PropertyPlace.Subscribe, version);
        var filters = new List<FilterRequest>();
        do
        {
            var filter = reader.Text();
            filters.Add(ReadOptions(filter, reader.Byte(), version));
        }
        while (!reader.AtEnd);

        return new SubscribePacket(id, filters, properties);
    }

    public static UnsubscribePacket ReadUnsubscribe(ReadOnlySpan<byte> body, ProtocolVersion version)
    {
        var reader = new SpanReader(body);
        var id = ReadRequestId(ref reader);
        var properties = ReadProperties(ref reader, PropertyPlace.Unsubscribe, version);
        var filters = new List<string>();
        do
        {
            filters.Add(reader.Text());
        }
        while (!reader.AtEnd);

        return new UnsubscribePacket(id, filters, properties);
    }

    /// <summary>The short form of an acknowledgement: its packet identifier and reason, nothing allocated without properties.</summary>
    public static (ushort PacketId, ReasonCode Reason) ReadAck(PacketType type, ReadOnlySpan<byte> body, ProtocolVersion version)
    {
        if (body.Length == 2)
        {
            var brief = new SpanReader(body);
            return (ReadPacketId(ref brief), ReasonCode.Success);
        }

        var whole = ReadWholeAck(type, body, version);
        return (whole.PacketId, whole.Reason);
    }

    public static AckPacket ReadWholeAck(PacketType type, ReadOnlySpan<byte> body, ProtocolVersion version)
    {
        var reader = new SpanReader(body);
        var id = ReadPacketId(ref reader);
        var (reason, properties) = ReadReason(ref reader, type, version);
        return new AckPacket(type, id, reason, properties);
    }

    public static NoticePacket ReadNotice(PacketType type, ReadOnlySpan<byte> body, ProtocolVersion version)
    {
        if (type == PacketType.Auth && version != ProtocolVersion.V5)
        {
            throw WireFault.Malformed("AUTH does not exist in 3.1.1.");
        }

        var reader = new SpanReader(body);
        var (reason, properties) = ReadReason(ref reader, type, version);
        return new NoticePacket(type, reason, properties);
    }

    public static ConnAckPacket ReadConnAck(ReadOnlySpan<byte> body, ProtocolVersion version)
    {
        var reader = new SpanReader(body);
        var flags = reader.Byte();
        var code = reader.Byte();
        if (flags > 1)
        {
            throw WireFault.Malformed("CONNACK with reserved flags.");
        }

        var reason = version == ProtocolVersion.V5 ? ReasonRules.Known(PacketType.ConnAck, code) : ReasonRules.FromOldConnAck(code);
        var properties = ReadProperties(ref reader, PropertyPlace.ConnAck, version);
        reader.ExpectEnd();
        return reason != ReasonCode.Success && flags == 1
            ? throw WireFault.Protocol("A refusal with a session.")
            : new ConnAckPacket(flags == 1, reason, properties);
    }

    public static FilterAckPacket ReadFilterAck(PacketType type, ReadOnlySpan<byte> body, ProtocolVersion version)
    {
        var reader = new SpanReader(body);
        var id = ReadPacketId(ref reader);
        var properties = ReadProperties(ref reader, (PropertyPlace)type, version);
        var reasons = new List<ReasonCode>();
        while (!reader.AtEnd)
        {
            reasons.Add(ReasonRules.Known(type, reader.Byte()));
        }

        var emptyIsRight = type == PacketType.UnsubAck && version == ProtocolVersion.V311;
        return emptyIsRight != (reasons.Count == 0)
            ? throw WireFault.Malformed($"{type} with {reasons.Count} reasons.")
            : new FilterAckPacket(type, id, reasons, properties);
    }

    internal static PropertyBag ReadProperties(ref SpanReader reader, PropertyPlace place, ProtocolVersion version) =>
        version == ProtocolVersion.V5 ? PropertyBag.Read(ref reader, place) : PropertyBag.Empty;

    private static ushort ReadPacketId(ref SpanReader reader)
    {
        var id = reader.UInt16();
        return id != 0 ? id : throw WireFault.Protocol("A packet identifier may not be 0.");
    }

    private static ushort ReadRequestId(ref SpanReader reader)
    {
        var id = reader.UInt16();
        return id != 0 ? id : throw WireFault.Malformed("A packet identifier may not be 0.");
    }

    private static FilterRequest ReadOptions(string filter, byte options, ProtocolVersion version)
    {
        var handling = (options >> 4) & 3;
        var reserved = version == ProtocolVersion.V5 ? 0xC0 : 0xFC;
        return (options & reserved) != 0 || (options & 3) == 3 || handling == 3
            ? throw WireFault.Malformed($"Subscription options 0x{options:X2} are reserved.")
            : new FilterRequest(filter, (Qos)(options & 3), (options & 4) != 0, (options & 8) != 0, handling);
    }

    // v5 leaves out the reason when it is 0, and the properties when there are none.
    private static (ReasonCode Reason, PropertyBag Properties) ReadReason(ref SpanReader reader, PacketType type, ProtocolVersion version)
    {
        var reason = ReasonCode.Success;
        var properties = PropertyBag.Empty;
        if (version == ProtocolVersion.V5 && !reader.AtEnd)
        {
            reason = ReasonRules.Read(type, reader.Byte());
            if (!reader.AtEnd)
            {
                properties = PropertyBag.Read(ref reader, (PropertyPlace)type);
            }
        }

        reader.ExpectEnd();
        return (reason, properties);
    }
}
