namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>Reads CONNECT (MQTT 5.0, section 3.1).</summary>
internal static class ConnectReader
{
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
        var properties = PacketReader.ReadProperties(ref reader, PropertyPlace.Connect, version);
        if (properties.Data(PropertyId.AuthenticationData) is not null && properties.Text(PropertyId.AuthenticationMethod) is null)
        {
            throw WireFault.Protocol("Authentication data without a method.");
        }

        var clientId = reader.Text();
        var will = (flags & HasWill) != 0 ? ReadWill(ref reader, flags, version) : null;
        var connect = new ConnectPacket(version, clientId, (flags & CleanStart) != 0, keepAlive, properties)
        {
            Will = will,
            UserName = (flags & HasUserName) != 0 ? reader.Text() : null,
            Password = (flags & HasPassword) != 0 ? reader.Binary().ToArray() : null,
        };
        reader.ExpectEnd();
        return connect;
    }

    private static ProtocolVersion ReadVersion(ref SpanReader reader)
    {
        var name = reader.Binary();
        var level = reader.Byte();
        if (name.SequenceEqual("MQTT"u8) && level is (byte)ProtocolVersion.V311 or (byte)ProtocolVersion.V5)
        {
            return (ProtocolVersion)level;
        }

        throw name.SequenceEqual("MQTT"u8) || name.SequenceEqual("MQIsdp"u8)
            ? new WireFault(ReasonCode.UnsupportedProtocolVersion, $"Protocol level {level} is not spoken here.")
            : WireFault.Protocol("The protocol name is not MQTT.");
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
        var properties = PacketReader.ReadProperties(ref reader, PropertyPlace.Will, version);
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
