using System.IO.Pipelines;
using System.Net;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>One network connection: what is written to it, how it ends, and what the sweep watches about it.</summary>
internal sealed class ClientConnection : IDisposable
{
    // Below this no expiry or identifiers are left out: five bytes each.
    private const int LongestOwnProperty = 5;
    private const int AliasLength = 3;

    private readonly Broker _broker;
    private readonly IDuplexPipe _transport;
    private readonly Action _abort;
    private readonly CancellationTokenSource _stop = new();
    private readonly long _opened;
    private WillMessage? _will;
    private long _heard;
    private bool _listens;
    private long _lingersUntil;
    private int _closed;

    public ClientConnection(Broker broker, IDuplexPipe transport, Arrival arrival, Action abort)
    {
        (_broker, _transport, Arrival, _abort) = (broker, transport, arrival, abort);
        Outbox = new Outbox(transport.Output, broker.Time);
        Acks = new AckOrder(Outbox, OnRejected);
        _opened = broker.Time.GetTimestamp();
    }

    public Arrival Arrival { get; }

    public EndPoint? Remote => Arrival.Remote;

    public Outbox Outbox { get; }

    public AckOrder Acks { get; }

    public PacketCursor Cursor { get; } = new();

    public PipeReader Input => _transport.Input;

    /// <summary>Cancelled when the connection is to end, whatever it waits for.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether the client was sent a reason, which it should get to read.</summary>
    public bool WasTold { get; private set; }

    public bool IsClosing => Volatile.Read(ref _closed) != 0;

    /// <summary>Set at the login, as are the following.</summary>
    public MqttPeer Peer { get; private set; } = MqttPeer.Nobody;

    public Session? Session { get; private set; }

    /// <summary>Whether a CONNECT was read, so that the client can be answered.</summary>
    public bool HasGreeted { get; set; }

    /// <summary>The AUTH packets of a client that named a method; null when it named none.</summary>
    public Authentication? Authentication { get; set; }

    public TimeSpan? KeepAlive { get; set; }

    /// <summary>The short names for topics towards the client; null when it takes none. Guarded by the session's gate, as all publications are.</summary>
    public OutgoingAliases? Aliases { get; set; }

    /// <summary>The largest packet the client takes.</summary>
    public int ClientMaximum { get; set; } = int.MaxValue;

    /// <summary>Whether the client is the one to move; while the server makes it wait its silence means nothing.</summary>
    public bool IsListening => Volatile.Read(ref _listens);

    public void LogIn(MqttPeer peer, WillMessage? will)
    {
        Peer = peer;
        Volatile.Write(ref _will, will);
    }

    /// <summary>The same client, by what it has proven now.</summary>
    public MqttPeer Renew(MqttLogin login) => Peer = Peer with { Login = login };

    public void Own(Session session)
    {
        Session = session;
        Outbox.Freed = () =>
        {
            session.Pump();
            Outbox.Flush();
        };
    }

    /// <summary>The client's silence counts from now on. Call before every read, <see cref="Heard"/> after it.</summary>
    public void Listen()
    {
        Volatile.Write(ref _heard, _broker.Time.GetTimestamp());
        Volatile.Write(ref _listens, true);
    }

    public void Heard() => Volatile.Write(ref _listens, false);

    public bool MayReceive(Message message) => _broker.Access.MayReceive(Peer, message.Topic, message.Plain, message.Source);

    /// <summary>Writes one copy of a message; the caller flushes. False when it is too large for this client.</summary>
    public bool WritePublish(in Delivery delivery, ushort packetId, bool duplicate)
    {
        var message = delivery.Message;
        Span<byte> own = stackalloc byte[AliasLength + (LongestOwnProperty * (1 + Math.Min(delivery.Identifiers.Length, 32)))];
        var isKnown = false;
        var alias = Aliases?.For(message.Topic, out isKnown) ?? 0;
        var publish = new OutgoingPublish
        {
            Topic = isKnown ? [] : message.TopicBytes,
            Payload = message.Payload,
            Qos = delivery.Qos,
            Retain = delivery.Retain,
            Duplicate = duplicate,
            PacketId = packetId,
            Properties = message.Properties,
            MoreProperties = Outbox.Version == ProtocolVersion.V5 ? own[..WriteOwnProperties(own, delivery, alias)] : [],
        };
        if (PacketWriter.PublishSize(publish, Outbox.Version) > ClientMaximum)
        {
            return false;
        }

        Aliases?.Tell(message.Topic, alias);
        lock (Outbox.Gate)
        {
            if (!Outbox.IsClosed)
            {
                PacketWriter.WritePublish(Outbox.Writing(), publish, Outbox.Version);
            }
        }

        return true;
    }

    /// <summary>Writes an acknowledgement; the caller flushes.</summary>
    public void WriteAck(PacketType type, ushort packetId, ReasonCode reason)
    {
        lock (Outbox.Gate)
        {
            if (!Outbox.IsClosed)
            {
                PacketWriter.WriteAck(Outbox.Writing(), type, packetId, reason, Outbox.Version);
            }
        }
    }

    /// <summary>Writes any other packet; the caller flushes.</summary>
    public void Write(Action<PipeWriter, ProtocolVersion> packet)
    {
        lock (Outbox.Gate)
        {
            if (!Outbox.IsClosed)
            {
                packet(Outbox.Writing(), Outbox.Version);
            }
        }
    }

    /// <summary>Ends the connection; a v5 client that is logged in is told why. The first reason counts.</summary>
    /// <param name="reason">Null to say nothing.</param>
    public void Close(ReasonCode? reason)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        if (reason is { } code && Session is not null && Outbox.Version == ProtocolVersion.V5)
        {
            WasTold = true;
            Write((pipe, version) => ControlWriter.Write(pipe, new NoticePacket(PacketType.Disconnect, code, PropertyBag.Empty), version));
        }

        Outbox.Flush();
        if (Outbox.IsBlocked)
        {
            // The peer does not read, so it would not read the reason either.
            _abort();
        }

        Outbox.Close();
        Acks.Close();
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return;   // the connection ended by itself meanwhile
        }

        Input.CancelPendingRead();
    }

    /// <summary>Another connection takes the session: this one ends without acknowledging anything more.</summary>
    /// <returns>The will, which is now the caller's to publish.</returns>
    public PendingWill? GiveUp(Session session)
    {
        Close(ReasonCode.SessionTakenOver);
        session.Forget(Acks.UnsentPubRecs());
        session.Detach(this);
        return TakeWill();
    }

    /// <summary>A normal DISCONNECT: nobody needs to be told.</summary>
    public void DropWill() => Volatile.Write(ref _will, null);

    /// <summary>The will, once; null when there is none or it was taken or dropped.</summary>
    public PendingWill? TakeWill() => Interlocked.Exchange(ref _will, null) is { } will
        ? new PendingWill(will, Peer, _broker.After(TimeSpan.FromSeconds(will.Properties.Number(PropertyId.WillDelay) ?? 0)))
        : null;

    /// <summary>Reads on and throws away, so that a peer still sending does not lose the reason to a reset.</summary>
    public async Task LingerAsync(TimeSpan span, long bytes)
    {
        Volatile.Write(ref _lingersUntil, _broker.After(span));
        try
        {
            while (bytes > 0)
            {
                var read = await Input.ReadAsync(CancellationToken.None);
                bytes -= read.Buffer.Length;
                Input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted || (read.IsCanceled && Volatile.Read(ref _lingersUntil) <= _broker.Time.GetTimestamp()))
                {
                    return;
                }
            }
        }
        catch (IOException)
        {
            // The peer was faster.
        }
    }

    /// <summary>Looks for a client that is too slow, silent or stuck. Called every half second.</summary>
    /// <returns>Why the connection was cut, if it was.</returns>
    public string? Sweep()
    {
        var time = _broker.Time;
        if (_lingersUntil != 0)
        {
            if (_lingersUntil <= time.GetTimestamp())
            {
                Input.CancelPendingRead();
            }

            return null;
        }

        if (IsClosing)
        {
            return null;
        }

        if (Outbox.BlockedFor() > _broker.Options.StallLimit)
        {
            _abort();
            Close(null);
            return "it does not read";
        }

        if (Session is null)
        {
            return time.GetElapsedTime(_opened) > _broker.Options.ConnectTimeout ? Cut(ReasonCode.UnspecifiedError, "no login in time") : null;
        }

        if (KeepAlive is { } limit && IsListening && time.GetElapsedTime(Volatile.Read(ref _heard)) > limit * 1.5)
        {
            return Cut(ReasonCode.KeepAliveTimeout, "keep-alive is over");
        }

        if (!_broker.Access.StillHolds(Peer))
        {
            return Cut(ReasonCode.AdministrativeAction, "its login is revoked or over");
        }

        return Session.StalledFor() > _broker.Options.StallLimit ? Cut(ReasonCode.QuotaExceeded, "it does not acknowledge") : null;
    }

    /// <summary>The connection is over. Somebody may be closing it at this very moment: the pipe, which its owner completes next, is not written to any more.</summary>
    public void Dispose()
    {
        Outbox.Close();
        Cursor.Dispose();
        _stop.Dispose();
    }

    private string Cut(ReasonCode reason, string why)
    {
        Close(reason);
        return why;
    }

    private void OnRejected(Exception? failure)
    {
        ServerLog.NotStored(_broker.Log, Peer.ClientId, failure);
        Close(ReasonCode.ImplementationSpecificError);
    }

    private int WriteOwnProperties(Span<byte> target, in Delivery delivery, int alias)
    {
        var at = 0;
        if (alias != 0)
        {
            target[at++] = (byte)PropertyId.TopicAlias;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(target[at..], (ushort)alias);
            at += 2;
        }

        if (delivery.Message.ExpiresAt is { } end)
        {
            var left = _broker.Time.GetElapsedTime(_broker.Time.GetTimestamp(), end);
            target[at++] = (byte)PropertyId.MessageExpiry;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(target[at..], (uint)Math.Max(0, Math.Ceiling(left.TotalSeconds)));
            at += 4;
        }

        foreach (var identifier in delivery.Identifiers.AsSpan(0, Math.Min(delivery.Identifiers.Length, 32)))
        {
            target[at++] = (byte)PropertyId.SubscriptionIdentifier;
            at += VariableLength.Write(target[at..], (int)identifier);
        }

        return at;
    }
}
