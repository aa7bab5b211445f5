namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>Reads CONNECT (MQTT 5.0, section 3.1).</summary>
internal static class ConnectReader
{
    private const int OldLevel = 3;
    private const int Reserved = 0x01;
    private const int CleanStart = 0x02;
    private const int HasWill = 0x04;
    private const int WillQos = 0x18;
    private const int WillRetain = 0x20;
    private const int HasPassword = 0x40;
    private const int HasUserName = 0x80;

    /// <exception cref="WireFault">With <see cref="ReasonCode.UnsupportedProtocolVersion"/> when only the version is wrong.</exception>
    public static ConnectPacket Read(ReadOnlySpan<byte> body)
    {
        var reader = new SpanReader(body);
        var version = ReadVersion(ref reader);
        int flags = reader.Byte();
        CheckFlags(flags, version);
        var keepAlive = reader.UInt16();
        var properties = ReadProperties(ref reader, PropertyPlace.Connect, version);
        var clientId = ReadClientId(ref reader, version);
        var will = (flags & HasWill) != 0 ? ReadWill(ref reader, flags, version) : null;
        var connect = new ConnectPacket(version, clientId, (flags & CleanStart) != 0, keepAlive, properties)
        {
            Will = will,
            UserName = (flags & HasUserName) != 0 ? reader.Text() : null,
            Password = (flags & HasPassword) != 0 ? reader.Binary().ToArray() : null,
        };
        return reader.AtEnd ? connect
            : version == ProtocolVersion.V5 ? throw WireFault.OfConnect(ReasonCode.MalformedPacket, "Bytes after the end of CONNECT.")
            : throw WireFault.Malformed("Bytes after the end of CONNECT.");
    }

    private static PropertyBag ReadProperties(ref SpanReader reader, PropertyPlace place, ProtocolVersion version)
    {
        try
        {
            var properties = PacketReader.ReadProperties(ref reader, place, version);
            var isWhole = properties.Data(PropertyId.AuthenticationData) is null || properties.Text(PropertyId.AuthenticationMethod) is not null;
            return isWhole ? properties : throw WireFault.Protocol("Authentication data without a method.");
        }
        catch (WireFault fault)
        {
            throw WireFault.OfConnect(fault.Reason, fault.Message);
        }
    }

    private static string ReadClientId(ref SpanReader reader, ProtocolVersion version)
    {
        var id = reader.Binary();
        if (!Utf8Rules.IsGood(id))
        {
            throw version == ProtocolVersion.V5
                ? WireFault.OfConnect(ReasonCode.ClientIdentifierNotValid, "A client identifier is not well-formed UTF-8.")
                : WireFault.Malformed("A client identifier is not well-formed UTF-8.");
        }

        return System.Text.Encoding.UTF8.GetString(id);
    }

    private static ProtocolVersion ReadVersion(ref SpanReader reader)
    {
        var name = reader.Binary();
        var level = reader.Byte();
        if (name.SequenceEqual("MQTT"u8) && level is (byte)ProtocolVersion.V311 or (byte)ProtocolVersion.V5)
        {
            return (ProtocolVersion)level;
        }

        if (!name.SequenceEqual("MQTT"u8) && !name.SequenceEqual("MQIsdp"u8))
        {
            throw WireFault.Protocol("The protocol name is not MQTT.");
        }

        // A client of 3.1 hears it in its own way, any other in that of v5 (3.1.2.2).
        var message = $"Protocol level {level} is not spoken here.";
        throw level == OldLevel ? new WireFault(ReasonCode.UnsupportedProtocolVersion, message) : WireFault.OfConnect(ReasonCode.UnsupportedProtocolVersion, message);
    }

    private static void CheckFlags(int flags, ProtocolVersion version)
    {
        var good = (flags & Reserved) == 0
            && (flags & WillQos) != WillQos
            && ((flags & HasWill) != 0 || (flags & (WillQos | WillRetain)) == 0)
            && (version == ProtocolVersion.V5 || (flags & HasPassword) == 0 || (flags & HasUserName) != 0);
        if (!good)
        {
            throw WireFault.Malformed($"CONNECT with flags 0x{flags:X2}.");
        }
    }

    private static WillMessage ReadWill(ref SpanReader reader, int flags, ProtocolVersion version)
    {
        var properties = ReadProperties(ref reader, PropertyPlace.Will, version);
        if (properties.Text(PropertyId.ResponseTopic) is "")
        {
            throw WireFault.OfConnect(ReasonCode.ProtocolError, "A response topic may not be empty.");
        }

        var topic = reader.Binary();
        TopicRules.CheckName(topic);
        return new WillMessage(
            System.Text.Encoding.UTF8.GetString(topic),
            reader.Binary().ToArray(),
            (Qos)((flags & WillQos) >> 3),
            (flags & WillRetain) != 0,
            properties);
    }
}
