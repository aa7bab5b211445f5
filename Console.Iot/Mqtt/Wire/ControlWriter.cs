using System.Buffers;

namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>Writes the packets off the hot path.</summary>
internal static class ControlWriter
{
    public static void Write(IBufferWriter<byte> target, ConnectPacket connect)
    {
        var will = connect.Will;
        var flags = (connect.CleanStart ? 0x02 : 0)
            | (will is null ? 0 : 0x04 | (int)will.Qos << 3 | (will.Retain ? 0x20 : 0))
            | (connect.Password is null ? 0 : 0x40)
            | (connect.UserName is null ? 0 : 0x80);
        var body = new BodyBuilder().Binary("MQTT"u8).Byte((int)connect.Version).Byte(flags).UInt16(connect.KeepAlive);
        Properties(body, connect.Properties, connect.Version);
        body.Text(connect.ClientId);
        if (will is not null)
        {
            Properties(body, will.Properties, connect.Version);
            body.Text(will.Topic).Binary(will.Payload);
        }

        if (connect.UserName is not null)
        {
            body.Text(connect.UserName);
        }

        if (connect.Password is not null)
        {
            body.Binary(connect.Password);
        }

        body.WriteTo(target, PacketType.Connect);
    }

    public static void Write(IBufferWriter<byte> target, ConnAckPacket ack, ProtocolVersion version)
    {
        var code = version == ProtocolVersion.V5 ? (int)ack.Reason : ReasonRules.ToOldConnAck(ack.Reason);
        var body = new BodyBuilder().Byte(ack.SessionPresent ? 1 : 0).Byte(code);
        Properties(body, ack.Properties, version);
        body.WriteTo(target, PacketType.ConnAck);
    }

    public static void Write(IBufferWriter<byte> target, AckPacket ack, ProtocolVersion version)
    {
        var body = new BodyBuilder().UInt16(ack.PacketId);
        Reason(body, ack.Reason, ack.Properties, version);
        body.WriteTo(target, ack.Type, ack.Type == PacketType.PubRel ? 2 : 0);
    }

    public static void Write(IBufferWriter<byte> target, SubscribePacket subscribe, ProtocolVersion version)
    {
        var body = new BodyBuilder().UInt16(subscribe.PacketId);
        Properties(body, subscribe.Properties, version);
        foreach (var one in subscribe.Filters)
        {
            var options = version == ProtocolVersion.V5
                ? (one.NoLocal ? 4 : 0) | (one.RetainAsPublished ? 8 : 0) | one.RetainHandling << 4
                : 0;
            body.Text(one.Filter).Byte((int)one.Qos | options);
        }

        body.WriteTo(target, PacketType.Subscribe, 2);
    }

    public static void Write(IBufferWriter<byte> target, UnsubscribePacket unsubscribe, ProtocolVersion version)
    {
        var body = new BodyBuilder().UInt16(unsubscribe.PacketId);
        Properties(body, unsubscribe.Properties, version);
        foreach (var filter in unsubscribe.Filters)
        {
            body.Text(filter);
        }

        body.WriteTo(target, PacketType.Unsubscribe, 2);
    }

    public static void Write(IBufferWriter<byte> target, FilterAckPacket ack, ProtocolVersion version)
    {
        var body = new BodyBuilder().UInt16(ack.PacketId);
        Properties(body, ack.Properties, version);
        if (version == ProtocolVersion.V5 || ack.Type == PacketType.SubAck)
        {
            foreach (var reason in ack.Reasons)
            {
                // 3.1.1 knows one refusal only.
                body.Byte(version == ProtocolVersion.V311 && (int)reason > 2 ? 0x80 : (int)reason);
            }
        }

        body.WriteTo(target, ack.Type);
    }

    /// <summary>DISCONNECT or AUTH; a 3.1.1 DISCONNECT carries nothing.</summary>
    public static void Write(IBufferWriter<byte> target, NoticePacket notice, ProtocolVersion version)
    {
        var body = new BodyBuilder();
        Reason(body, notice.Reason, notice.Properties, version);
        body.WriteTo(target, notice.Type);
    }

    private static void Properties(BodyBuilder body, PropertyBag bag, ProtocolVersion version)
    {
        if (version == ProtocolVersion.V5)
        {
            body.Properties(bag);
        }
    }

    private static void Reason(BodyBuilder body, ReasonCode reason, PropertyBag bag, ProtocolVersion version)
    {
        if (version == ProtocolVersion.V5 && (reason != ReasonCode.Success || !bag.IsEmpty))
        {
            body.Byte((int)reason);
            if (!bag.IsEmpty)
            {
                body.Properties(bag);
            }
        }
    }
}
