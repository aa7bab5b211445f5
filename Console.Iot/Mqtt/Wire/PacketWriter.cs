using System.Buffers;
using System.Buffers.Binary;

namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>Writes the packets of the hot path straight into a pipe; nothing is allocated.</summary>
internal static class PacketWriter
{
    /// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP without properties.</summary>
    public static void WriteAck(IBufferWriter<byte> target, PacketType type, ushort packetId, ReasonCode reason, ProtocolVersion version)
    {
        var withReason = reason != ReasonCode.Success && version == ProtocolVersion.V5;
        var length = withReason ? 5 : 4;
        var span = target.GetSpan(length);
        span[0] = (byte)((int)type << 4 | (type == PacketType.PubRel ? 2 : 0));
        span[1] = (byte)(length - 2);
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], packetId);
        if (withReason)
        {
            span[4] = (byte)reason;
        }

        target.Advance(length);
    }

    /// <summary>PINGREQ, PINGRESP, and the 3.1.1 DISCONNECT: a packet that is only a header.</summary>
    public static void WriteEmpty(IBufferWriter<byte> target, PacketType type)
    {
        var span = target.GetSpan(2);
        span[0] = (byte)((int)type << 4);
        span[1] = 0;
        target.Advance(2);
    }

    /// <summary>How long a PUBLISH will be, header included.</summary>
    public static int PublishSize(in OutgoingPublish publish, ProtocolVersion version)
    {
        var body = PublishBody(publish, version);
        return 1 + VariableLength.Size(body) + body;
    }

    /// <summary>Writes a PUBLISH whose parts are encoded already.</summary>
    public static void WritePublish(IBufferWriter<byte> target, in OutgoingPublish publish, ProtocolVersion version)
    {
        var body = PublishBody(publish, version);
        var shared = version == ProtocolVersion.V5 ? publish.Properties : [];
        var span = target.GetSpan(Framing.LongestHeader + body - publish.Payload.Length - shared.Length);
        span[0] = (byte)((int)PacketType.Publish << 4 | (publish.Duplicate ? 8 : 0) | (int)publish.Qos << 1 | (publish.Retain ? 1 : 0));
        var at = 1 + VariableLength.Write(span[1..], body);
        BinaryPrimitives.WriteUInt16BigEndian(span[at..], (ushort)publish.Topic.Length);
        at += 2;
        publish.Topic.CopyTo(span[at..]);
        at += publish.Topic.Length;
        if (publish.Qos != Qos.AtMostOnce)
        {
            BinaryPrimitives.WriteUInt16BigEndian(span[at..], publish.PacketId);
            at += 2;
        }

        if (version == ProtocolVersion.V5)
        {
            at += VariableLength.Write(span[at..], publish.Properties.Length + publish.MoreProperties.Length);
            publish.MoreProperties.CopyTo(span[at..]);
            at += publish.MoreProperties.Length;
        }

        target.Advance(at);
        target.Write(shared);
        target.Write(publish.Payload);
    }

    private static int PublishBody(in OutgoingPublish publish, ProtocolVersion version)
    {
        var body = 2 + publish.Topic.Length + (publish.Qos == Qos.AtMostOnce ? 0 : 2) + publish.Payload.Length;
        if (version == ProtocolVersion.V5)
        {
            var properties = publish.Properties.Length + publish.MoreProperties.Length;
            body += VariableLength.Size(properties) + properties;
        }

        return body;
    }
}

/// <summary>The parts of a PUBLISH to write. Properties come in two encoded blocks: those of this copy, and those all copies share.</summary>
internal readonly ref struct OutgoingPublish
{
    public bool Duplicate { get; init; }

    public Qos Qos { get; init; }

    public bool Retain { get; init; }

    public required ReadOnlySpan<byte> Topic { get; init; }

    public ushort PacketId { get; init; }

    /// <summary>Encoded properties that all copies share; left out for 3.1.1.</summary>
    public ReadOnlySpan<byte> Properties { get; init; }

    /// <summary>Encoded properties of this copy only; left out for 3.1.1.</summary>
    public ReadOnlySpan<byte> MoreProperties { get; init; }

    public required ReadOnlySpan<byte> Payload { get; init; }
}
