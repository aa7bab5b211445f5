using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>A PUBLISH as a client gets it, with all that belongs to it.</summary>
internal sealed record HeardMessage(string Topic, string Payload, Qos Qos, bool Retain, bool Duplicate, ushort PacketId, PropertyBag Properties)
{
    public static HeardMessage Of(Packet packet, ProtocolVersion version)
    {
        var view = PublishView.Read(packet.Flags, packet.Body.Span, version);
        var block = new BodyBuilder().VariableInteger(view.Properties.Length).Raw(view.Properties);
        var reader = new SpanReader(block.Written);
        var payload = Encoding.UTF8.GetString(packet.Body.Span[view.PayloadStart..]);
        return new HeardMessage(
            Encoding.UTF8.GetString(view.Topic), payload, view.Qos, view.Retain, view.Duplicate, view.PacketId, PropertyBag.Read(ref reader, PropertyPlace.Publish));
    }

    public uint? Number(PropertyId id) => Properties.Number(id);

    /// <summary>The subscription identifiers that came with it, smallest first.</summary>
    public IEnumerable<uint> Identifiers => Properties.All.Where(p => p.Id == PropertyId.SubscriptionIdentifier).Select(p => p.Number).Order();
}
