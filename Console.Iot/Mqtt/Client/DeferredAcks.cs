using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Client;

/// <summary>
/// The acknowledgements a client owes on one connection. They may be ready in any order and leave in the order of the
/// publications (MQTT 5.0, section 4.6).
/// </summary>
internal sealed class DeferredAcks(ClientLink link)
{
    /// <summary>How many publications the server may have under way: what waits for our disk.</summary>
    internal const ushort Most = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<Slot> _slots = new();
    private bool _closed;

    /// <summary>The receipt of a publication that the server wants acknowledged.</summary>
    internal IPublishReceipt Open(Qos qos, ushort packetId)
    {
        var slot = new Slot(this, qos == Qos.AtLeastOnce ? PacketType.PubAck : PacketType.PubRec, packetId);
        lock (_gate)
        {
            _slots.Enqueue(slot);
        }

        return slot;
    }

    /// <summary>The connection is over: nothing is acknowledged on it any more.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _slots.Clear();
        }
    }

    private void Done(Slot slot)
    {
        lock (_gate)
        {
            slot.IsStored = true;
            while (!_closed && _slots.TryPeek(out var first) && first.IsStored)
            {
                _slots.Dequeue();
                link.Write((pipe, version) => PacketWriter.WriteAck(pipe, first.Type, first.PacketId, ReasonCode.Success, version));
            }
        }

        link.Outbox.Flush();
    }

    // Nothing behind it is acknowledged either: all of it comes again.
    private void Failed()
    {
        Close();
        link.Break();
    }

    private sealed class Slot(DeferredAcks acks, PacketType type, ushort packetId) : IPublishReceipt
    {
        internal PacketType Type { get; } = type;

        internal ushort PacketId { get; } = packetId;

        internal bool IsStored { get; set; }

        public void Accepted() => acks.Done(this);

        public void Rejected(Exception? reason = null) => acks.Failed();
    }
}
