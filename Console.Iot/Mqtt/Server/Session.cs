using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Whose session: the same client id of another user is another session, so nobody inherits or ends it.</summary>
internal readonly record struct SessionKey(string? UserName, string ClientId);

/// <summary>
/// What the server keeps for one client, whether it is connected or not: its subscriptions, the messages that wait for
/// it, and those under way in both directions.
/// </summary>
/// <remarks>Lock order: the session's gate, then its connection's outbox.</remarks>
internal sealed class Session(SessionKey key, MqttOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<Delivery> _queue = new();
    private readonly Dictionary<ushort, InFlight> _inFlight = [];
    private Dictionary<ushort, Begun>? _incoming;
    private Link? _link;
    private long _queueBytes;
    private long _sent;
    private long _progress;
    private ushort _lastId;
    private TaskCompletionSource? _room;

    public SessionKey Key { get; } = key;

    public Dictionary<string, Subscription> Subscriptions { get; } = [];

    /// <summary>Who was the last to connect to it.</summary>
    public MqttPeer Peer { get; set; } = MqttPeer.Nobody;

    /// <summary>How many publications of QoS 2 from the client wait for PUBREL.</summary>
    public int IncomingCount => _incoming?.Count ?? 0;

    /// <summary>The will of the last connection, while its delay lasts.</summary>
    public PendingWill? Will { get; set; }

    /// <summary>How long it outlives its connection; infinite for never ending.</summary>
    public TimeSpan Expiry { get; set; }

    /// <summary>When it ends, if the client does not come back; set while nobody is connected.</summary>
    public long? EndsAt { get; set; }

    public ClientConnection? Connection => Volatile.Read(ref _link)?.Connection;

    public bool IsOnline => Connection is not null;

    public bool IsEnded { get; private set; }

    /// <summary>Whether publishers should wait before they send this client more.</summary>
    public bool IsFull => _queue.Count >= options.QueueLimit || Volatile.Read(ref _queueBytes) >= options.QueueBytes;

    /// <summary>Far beyond full: even those who must not wait (see <see cref="Publisher"/>) do.</summary>
    public bool IsOverfull => _queue.Count >= 4L * options.QueueLimit || Volatile.Read(ref _queueBytes) >= 4L * options.QueueBytes;

    /// <summary>Whether some publisher waits for this client.</summary>
    public bool HasWaiters => Volatile.Read(ref _room) is not null;

    /// <summary>What of it outlives the program.</summary>
    /// <param name="endsAt">When it ends, where nobody is connected by now.</param>
    public KeptSession Keep(long endsAt)
    {
        lock (_gate)
        {
            return new KeptSession(Key, Expiry, EndsAt ?? endsAt, _lastId)
            {
                Subscriptions = [.. Subscriptions.Values.Select(s => new KeptSubscription(s.Text, s.Options, s.Identifier))],
                InFlight = [.. _inFlight.OrderBy(f => f.Value.Order).Select(f => new KeptFlight(f.Key, f.Value.Delivery, f.Value.Released))],
                Queue = [.. _queue.Where(d => d.Qos != Qos.AtMostOnce)],
                Incoming = [.. (_incoming ?? []).Select(b => new KeptBegun(b.Key, b.Value.Message, b.Value.Length))],
            };
        }
    }

    /// <summary>Goes on from what an earlier run kept; subscriptions are the table's to restore.</summary>
    public void Restore(KeptSession kept)
    {
        lock (_gate)
        {
            (Expiry, EndsAt, _lastId) = (kept.Expiry, kept.EndsAt, kept.LastId);
            foreach (var one in kept.InFlight)
            {
                _inFlight.Add(one.PacketId, new InFlight(one.Delivery, ++_sent, one.Released));
            }

            foreach (var one in kept.Queue)
            {
                _queue.Enqueue(one);
                _queueBytes += one.Message.Weight;
            }

            if (kept.Incoming.Count > 0)
            {
                _incoming = kept.Incoming.ToDictionary(b => b.PacketId, b => new Begun(b.Message, b.Length, Repeated: false));
            }
        }
    }

    /// <summary>Hands the session to a connection, which first gets what an earlier one left unanswered. The caller flushes.</summary>
    /// <param name="window">How many messages of QoS 1 and 2 the client takes at once.</param>
    public void Attach(ClientConnection connection, int window)
    {
        lock (_gate)
        {
            _link = new Link(connection, window);
            _progress = time.GetTimestamp();
            EndsAt = null;
            foreach (var (id, begun) in _incoming ?? [])
            {
                _incoming![id] = begun with { Repeated = false };
            }

            Resend(_link);
            Pump();
        }
    }

    /// <summary>Takes the session from a connection; false when another one has it already.</summary>
    public bool Detach(ClientConnection connection)
    {
        lock (_gate)
        {
            if (_link?.Connection != connection)
            {
                return false;
            }

            _link = null;
            return true;
        }
    }

    /// <summary>Forgets everything; publishers that wait go on.</summary>
    public void End()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            IsEnded = true;
            _link = null;
            _queue.Clear();
            _inFlight.Clear();
            _incoming = null;
            _queueBytes = 0;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    /// <summary>Sends one copy, or queues it. Returns the outbox that the caller must flush, if any.</summary>
    public Outbox? Deliver(in Delivery delivery)
    {
        lock (_gate)
        {
            if (IsEnded || (_link is null && delivery.Qos == Qos.AtMostOnce))
            {
                return null;
            }

            if (_link is { } link && _queue.Count == 0 && CanSend(link, delivery.Qos))
            {
                return Send(link, delivery) ? link.Connection.Outbox : null;
            }

            if (_queue.Count == 0)
            {
                _progress = time.GetTimestamp();
            }

            _queue.Enqueue(delivery);
            _queueBytes += delivery.Message.Weight;
            return null;
        }
    }

    /// <summary>Sends what waits, as far as the client can take it. The caller flushes.</summary>
    public void Pump()
    {
        TaskCompletionSource? room = null;
        lock (_gate)
        {
            if (_link is not { } link)
            {
                return;
            }

            while (_queue.TryPeek(out var next) && CanSend(link, next.Qos))
            {
                _queue.Dequeue();
                _queueBytes -= next.Message.Weight;
                _progress = time.GetTimestamp();
                Send(link, next);
            }

            if (_queue.Count <= options.QueueLimit / 2 && _queueBytes <= options.QueueBytes / 2)
            {
                (room, _room) = (_room, null);
            }
        }

        room?.SetResult();
    }

    /// <summary>PUBACK, PUBREC with an error, or PUBCOMP: the identifier is free again, if it was in use.</summary>
    /// <exception cref="WireFault">It answers something else than what was sent.</exception>
    public void Finish(PacketType type, ushort packetId)
    {
        lock (_gate)
        {
            if (!_inFlight.TryGetValue(packetId, out var flight))
            {
                return;
            }

            var expected = flight.Delivery.Qos == Qos.AtLeastOnce ? PacketType.PubAck : flight.Released ? PacketType.PubComp : PacketType.PubRec;
            if (type != expected)
            {
                throw WireFault.Protocol($"{type} where {expected} was to come.");
            }

            _inFlight.Remove(packetId);

            if (_link is not null)
            {
                _link.InFlight--;
            }

            _progress = time.GetTimestamp();
        }

        Pump();
    }

    /// <summary>PUBREC: the client has the message; only its release is left, if the identifier was in use.</summary>
    /// <exception cref="WireFault">It answers something else than what was sent.</exception>
    public void Release(ushort packetId)
    {
        lock (_gate)
        {
            if (!_inFlight.TryGetValue(packetId, out var flight))
            {
                return;
            }

            if (flight.Delivery.Qos != Qos.ExactlyOnce)
            {
                throw WireFault.Protocol("PUBREC for a message of QoS 1.");
            }

            _inFlight[packetId] = flight with { Released = true };
            _progress = time.GetTimestamp();
        }
    }

    /// <summary>Remembers a publication of QoS 2 until its PUBREL.</summary>
    /// <param name="message">Null when it goes to the sink at once.</param>
    /// <param name="length">Of the payload, in bytes.</param>
    /// <exception cref="WireFault">The session belongs to another connection by now.</exception>
    public void Begin(ClientConnection connection, ushort packetId, Message? message, int length)
    {
        lock (_gate)
        {
            if (_link?.Connection != connection)
            {
                throw new WireFault(ReasonCode.SessionTakenOver, "The session was taken over.");
            }

            (_incoming ??= []).TryAdd(packetId, new Begun(message, length, Repeated: false));
        }
    }

    /// <summary>Whether a publication of QoS 2 is known already: only its PUBREC was lost.</summary>
    /// <exception cref="WireFault">It comes over and over on one connection.</exception>
    public bool IsRepeated(ushort packetId, int length)
    {
        lock (_gate)
        {
            if (_incoming is null || !_incoming.TryGetValue(packetId, out var begun))
            {
                return false;
            }

            if (begun.Repeated && begun.Length == length)
            {
                throw WireFault.Protocol("A publication that was answered twice comes a third time.");
            }

            _incoming[packetId] = begun with { Length = length, Repeated = begun.Length == length };
            return true;
        }
    }

    /// <summary>PUBREL: hands out what <see cref="TryBegin"/> kept. False when the identifier is not known.</summary>
    public bool TryComplete(ushort packetId, out Message? message)
    {
        lock (_gate)
        {
            message = null;
            if (_incoming?.Remove(packetId, out var begun) != true)
            {
                return false;
            }

            message = begun.Message;
            return true;
        }
    }

    /// <summary>Forgets publications whose PUBREC never went out: when they come again they are new.</summary>
    public void Forget(IEnumerable<ushort> packetIds)
    {
        lock (_gate)
        {
            foreach (var id in packetIds)
            {
                _incoming?.Remove(id);
            }
        }
    }

    /// <summary>Completes when the queue has emptied to half its limits, or the session has ended.</summary>
    public Task WhenRoomAsync()
    {
        lock (_gate)
        {
            if (IsEnded || !IsFull)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>How long a full queue has not moved.</summary>
    public TimeSpan StalledFor()
    {
        lock (_gate)
        {
            return IsFull ? time.GetElapsedTime(_progress) : TimeSpan.Zero;
        }
    }

    // In the order in which it was first sent (MQTT 5.0, section 4.4).
    private void Resend(Link link)
    {
        foreach (var (id, flight) in _inFlight.OrderBy(f => f.Value.Order).ToList())
        {
            link.InFlight++;
            if (flight.Released)
            {
                link.Connection.WriteAck(PacketType.PubRel, id, ReasonCode.Success);
            }
            else
            {
                link.Connection.WritePublish(flight.Delivery, id, duplicate: true);
            }
        }
    }

    private static bool CanSend(Link link, Qos qos) =>
        !link.Connection.Outbox.IsBlocked && (qos == Qos.AtMostOnce || link.InFlight < link.Window);

    private bool Send(Link link, in Delivery delivery)
    {
        if (!link.Connection.MayReceive(delivery.Message) || delivery.Message.ExpiresAt <= time.GetTimestamp())
        {
            return false;
        }

        if (delivery.Qos == Qos.AtMostOnce)
        {
            return link.Connection.WritePublish(delivery, 0, duplicate: false);
        }

        // A message too large for this client is done with as if it had been delivered (MQTT 5.0, 3.1.2.11.4).
        var id = NextId();
        if (!link.Connection.WritePublish(delivery, id, duplicate: false))
        {
            return false;
        }

        _inFlight.Add(id, new InFlight(delivery, ++_sent, Released: false));
        link.InFlight++;
        return true;
    }

    // The window is at most 65,535, so a free identifier exists.
    private ushort NextId()
    {
        do
        {
            _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
        }
        while (_inFlight.ContainsKey(_lastId));

        return _lastId;
    }

    private readonly record struct Begun(Message? Message, int Length, bool Repeated);

    private readonly record struct InFlight(Delivery Delivery, long Order, bool Released);

    private sealed class Link(ClientConnection connection, int window)
    {
        public ClientConnection Connection { get; } = connection;

        public int Window { get; } = window;

        public int InFlight { get; set; }
    }
}
