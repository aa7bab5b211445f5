using System.Buffers;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Wire;

/// <summary>Reads a packet of any type and writes what was read.</summary>
internal static class AnyPacket
{
    /// <exception cref="WireFault">The packet is not a valid one.</exception>
    public static byte[] Rewrite(Packet packet, ProtocolVersion version)
    {
        var target = new ArrayBufferWriter<byte>();
        var body = packet.Body.Span;
        switch (packet.Type)
        {
            case PacketType.Connect:
                ControlWriter.Write(target, ConnectReader.Read(body));
                break;
            case PacketType.ConnAck:
                ControlWriter.Write(target, PacketReader.ReadConnAck(body, version), version);
                break;
            case PacketType.Publish:
                RewritePublish(packet, version, target);
                break;
            case PacketType.PubAck or PacketType.PubRec or PacketType.PubRel or PacketType.PubComp:
                ControlWriter.Write(target, PacketReader.ReadWholeAck(packet.Type, body, version), version);
                break;
            case PacketType.Subscribe:
                ControlWriter.Write(target, PacketReader.ReadSubscribe(body, version), version);
                break;
            case PacketType.Unsubscribe:
                ControlWriter.Write(target, PacketReader.ReadUnsubscribe(body, version), version);
                break;
            case PacketType.SubAck or PacketType.UnsubAck:
                ControlWriter.Write(target, PacketReader.ReadFilterAck(packet.Type, body, version), version);
                break;
            case PacketType.Disconnect or PacketType.Auth:
                ControlWriter.Write(target, PacketReader.ReadNotice(packet.Type, body, version), version);
                break;
            default:
                PacketWriter.WriteEmpty(target, packet.Type);
                break;
        }

        return target.WrittenSpan.ToArray();
    }

    private static void RewritePublish(Packet packet, ProtocolVersion version, ArrayBufferWriter<byte> target)
    {
        var view = PublishView.Read(packet.Flags, packet.Body.Span, version);
        TopicRules.CheckName(view.Topic);
        var walk = new PropertyWalk(view.Properties, PropertyPlace.Publish);
        while (walk.Next())
        {
        }

        PacketWriter.WritePublish(target, new OutgoingPublish
        {
            Topic = view.Topic,
            Payload = packet.Body.Span[view.PayloadStart..],
            Qos = view.Qos,
            Retain = view.Retain,
            Duplicate = view.Duplicate,
            PacketId = view.PacketId,
            Properties = view.Properties,
        }, version);
    }
}
