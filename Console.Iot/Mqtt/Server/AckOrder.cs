using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>
/// Sends the acknowledgements of one connection in the order in which its publications came (MQTT 5.0, section 4.6),
/// whatever the order in which they were stored. Receipts are reused, so a steady flow allocates nothing.
/// </summary>
/// <param name="outbox">Where the acknowledgements go; its gate guards the ring.</param>
/// <param name="rejected">Called when a publication could not be stored.</param>
internal sealed class AckOrder(Outbox outbox, Action<Exception?> rejected) : IThreadPoolWorkItem
{
    private Receipt[] _ring = [];
    private int _head;
    private int _count;
    private int _pubAcks;
    private int _scheduled;
    private TaskCompletionSource? _room;

    /// <summary>How many publications wait for their acknowledgement.</summary>
    public int Outstanding => Volatile.Read(ref _count);

    /// <summary>Those of QoS 1 among them.</summary>
    public int OutstandingPubAcks => Volatile.Read(ref _pubAcks);

    /// <summary>Opens a receipt behind all that are open.</summary>
    public IPublishReceipt Open(PacketType type, ushort packetId)
    {
        lock (outbox.Gate)
        {
            var receipt = Next(type);
            receipt.Open(type, packetId);
            return receipt;
        }
    }

    /// <summary>Acknowledges something that needs no storing, behind all that is still open. The caller flushes.</summary>
    public void Acknowledge(PacketType type, ushort packetId, ReasonCode reason = ReasonCode.Success)
    {
        lock (outbox.Gate)
        {
            if (_count == 0)
            {
                Write(type, packetId, reason);
            }
            else
            {
                Next(type).Settle(type, packetId, reason);
            }
        }
    }

    /// <summary>Completes when fewer than <paramref name="limit"/> are open.</summary>
    public Task WhenBelowAsync(int limit)
    {
        lock (outbox.Gate)
        {
            if (_count < limit || outbox.IsClosed)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>The identifiers whose PUBREC has not gone out; none will, once the outbox is closed.</summary>
    public List<ushort> UnsentPubRecs()
    {
        lock (outbox.Gate)
        {
            return [.. Enumerable.Range(0, _count)
                .Select(i => _ring[(_head + i) & (_ring.Length - 1)])
                .Where(r => r.Type == PacketType.PubRec)
                .Select(r => r.PacketId)];
        }
    }

    /// <summary>Lets go of whoever waits for room; the connection is over.</summary>
    public void Close()
    {
        TaskCompletionSource? room;
        lock (outbox.Gate)
        {
            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _scheduled, 0);
        TaskCompletionSource? room = null;
        lock (outbox.Gate)
        {
            while (_count > 0 && _ring[_head].TryTake(out var type, out var packetId, out var reason))
            {
                _head = (_head + 1) & (_ring.Length - 1);
                _count--;
                _pubAcks -= type == PacketType.PubAck ? 1 : 0;
                Write(type, packetId, reason);
                (room, _room) = (_room ?? room, null);
            }
        }

        outbox.Flush();
        room?.SetResult();
    }

    // One work item sends the acknowledgements of a whole commit: the pump is not held up by sockets.
    private void Settled(Exception? failure, bool accepted)
    {
        if (!accepted)
        {
            rejected(failure);
        }
        else if (Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Write(PacketType type, ushort packetId, ReasonCode reason)
    {
        if (!outbox.IsClosed)
        {
            PacketWriter.WriteAck(outbox.Writing(), type, packetId, reason, outbox.Version);
        }
    }

    private Receipt Next(PacketType type)
    {
        _pubAcks += type == PacketType.PubAck ? 1 : 0;
        if (_count == _ring.Length)
        {
            Grow();
        }

        var receipt = _ring[(_head + _count) & (_ring.Length - 1)];
        _count++;
        return receipt;
    }

    private void Grow()
    {
        var larger = new Receipt[Math.Max(4, _ring.Length * 2)];
        for (var i = 0; i < larger.Length; i++)
        {
            larger[i] = i < _count ? _ring[(_head + i) & (_ring.Length - 1)] : new Receipt(this);
        }

        (_ring, _head) = (larger, 0);
    }

    private sealed class Receipt(AckOrder owner) : IPublishReceipt
    {
        private const int Free = 0;
        private const int Waiting = 1;
        private const int Done = 2;

        private ReasonCode _reason;
        private int _state;

        public PacketType Type { get; private set; }

        public ushort PacketId { get; private set; }

        public void Open(PacketType type, ushort packetId)
        {
            (Type, PacketId, _reason) = (type, packetId, ReasonCode.Success);
            Volatile.Write(ref _state, Waiting);
        }

        public void Settle(PacketType type, ushort packetId, ReasonCode reason)
        {
            (Type, PacketId, _reason) = (type, packetId, reason);
            Volatile.Write(ref _state, Done);
        }

        public bool TryTake(out PacketType type, out ushort packetId, out ReasonCode reason)
        {
            (type, packetId, reason) = (Type, PacketId, _reason);
            return Interlocked.CompareExchange(ref _state, Free, Done) == Done;
        }

        public void Accepted()
        {
            Answer(Done);
            owner.Settled(null, accepted: true);
        }

        // It stays at its place in the ring, so nothing after it is acknowledged either.
        public void Rejected(Exception? reason)
        {
            Answer(Free);
            owner.Settled(reason, accepted: false);
        }

        private void Answer(int next)
        {
            if (Interlocked.CompareExchange(ref _state, next, Waiting) != Waiting)
            {
                throw new InvalidOperationException("A receipt is answered once.");
            }
        }
    }
}
