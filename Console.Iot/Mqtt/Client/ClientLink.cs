using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Client;

/// <summary>One connection of a client to its server.</summary>
internal sealed class ClientLink : IAsyncDisposable
{
    // What a server may send at once; the packet size that CONNECT announces.
    private const int LargestPacket = 1_048_576;

    private readonly MqttClientOptions _options;
    private readonly PendingAnswers _pending;
    private readonly TimeProvider _time;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly DeferredAcks _acks;
    private readonly PipeReader _input;
    private readonly Pipe _output = new(new PipeOptions(useSynchronizationContext: false));
    private readonly PacketCursor _cursor = new() { Maximum = LargestPacket };
    private readonly HashSet<ushort> _incoming = [];
    private readonly Task _sending;
    private long _heard;

    private ClientLink(MqttClientOptions options, PendingAnswers pending, TimeProvider time, Socket socket, Stream stream)
    {
        (_options, _pending, _time, _socket, _stream) = (options, pending, time, socket, stream);
        _acks = new DeferredAcks(this);
        _input = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        Outbox = new Outbox(_output.Writer, time) { Version = options.Version };
        _sending = SendAsync();
    }

    public Outbox Outbox { get; }

    /// <summary>How many publications the server takes at once.</summary>
    public int ServerWindow { get; private set; } = ushort.MaxValue;

    public bool SessionPresent { get; private set; }

    /// <summary>How many publications wait for their acknowledgement on this connection.</summary>
    public int InFlight { get; set; }

    /// <summary>Told for every publication that is done with.</summary>
    public Action<ClientLink>? Answered { get; set; }

    /// <exception cref="SocketException">Nobody answers.</exception>
    /// <exception cref="MqttRefusedException">The server refuses.</exception>
    public static async Task<ClientLink> OpenAsync(
        MqttClientOptions options, PendingAnswers pending, bool cleanStart, TimeProvider time, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        ClientLink? link = null;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellation);
            link = new ClientLink(options, pending, time, socket, await ClientTransport.OpenAsync(socket, options, cancellation));
            await link.LogInAsync(cleanStart, cancellation);
            return link;
        }
        catch
        {
            socket.Dispose();
            if (link is not null)
            {
                await link.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Writes a publication; the caller flushes.</summary>
    public void Write(MqttMessage message, ushort packetId, bool duplicate)
    {
        var publish = new OutgoingPublish
        {
            Topic = Encoding.UTF8.GetBytes(message.Topic),
            Payload = message.Payload.Span,
            Qos = message.Qos,
            Retain = message.Retain,
            PacketId = packetId,
            Duplicate = duplicate,
        };
        lock (Outbox.Gate)
        {
            if (!Outbox.IsClosed)
            {
                PacketWriter.WritePublish(Outbox.Writing(), publish, Outbox.Version);
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

    /// <summary>Reads until the connection ends.</summary>
    /// <exception cref="IOException">The connection broke, or the server fell silent.</exception>
    /// <exception cref="WireFault">The server broke the protocol.</exception>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pinging = KeepAliveAsync(over.Token);
        try
        {
            while (await ReadOnceAsync(over.Token))
            {
                Outbox.Flush();
            }
        }
        finally
        {
            await over.CancelAsync();
            await pinging;
        }
    }

    /// <summary>Ends the connection at once; what has no acknowledgement comes again with the next.</summary>
    public void Break() => _socket.Dispose();

    public async ValueTask DisposeAsync()
    {
        _acks.Close();
        Outbox.Close();
        await _output.Writer.CompleteAsync();
        try
        {
            await _sending.WaitAsync(TimeSpan.FromSeconds(1), _time);
        }
        catch (TimeoutException)
        {
            // The server does not read; closing the socket ends the sending.
        }

        _socket.Dispose();
        await _sending;
        await _input.CompleteAsync();
        await _stream.DisposeAsync();
        _cursor.Dispose();
    }

    private async Task LogInAsync(bool cleanStart, CancellationToken cancellation)
    {
        var properties = new PropertyBag();
        properties.Add(Property.Of(PropertyId.MaximumPacketSize, LargestPacket));
        if (_options.Taken is not null)
        {
            properties.Add(Property.Of(PropertyId.ReceiveMaximum, DeferredAcks.Most));
        }

        if (_options.SessionExpiry > TimeSpan.Zero)
        {
            properties.Add(Property.Of(PropertyId.SessionExpiry, (uint)_options.SessionExpiry.TotalSeconds));
        }

        var scram = _options.Scram ? new ScramClient(_options.UserName ?? "", _options.Password ?? "") : null;
        if (scram is not null)
        {
            properties.Add(Property.Of(PropertyId.AuthenticationMethod, ScramExchange.Method));
            properties.Add(Property.Of(PropertyId.AuthenticationData, scram.First));
        }

        var keepAlive = (ushort)Math.Clamp(_options.KeepAlive.TotalSeconds, 1, ushort.MaxValue);
        var connect = new ConnectPacket(_options.Version, _options.ClientId, cleanStart, keepAlive, properties)
        {
            UserName = scram is null ? _options.UserName : null,
            Password = scram is not null || _options.Password is null ? null : Encoding.UTF8.GetBytes(_options.Password),
            Will = _options.Will is { } will ? new WillMessage(will.Topic, will.Payload.ToArray(), will.Qos, will.Retain, PropertyBag.Empty) : null,
        };
        Write((pipe, _) => ControlWriter.Write(pipe, connect));
        Outbox.Flush();
        var ack = await ReadConnAckAsync(scram, cancellation);
        if (ack.Reason != ReasonCode.Success)
        {
            throw new MqttRefusedException(ack.Reason, ack.Properties.Text(PropertyId.ServerReference));
        }

        if (scram?.Accepts(ack.Properties.Data(PropertyId.AuthenticationData)) == false)
        {
            throw WireFault.Protocol("The server does not prove that it knows the password.");
        }

        SessionPresent = ack.SessionPresent;
        ServerWindow = (int)(ack.Properties.Number(PropertyId.ReceiveMaximum) ?? ushort.MaxValue);
        KeepAlive = TimeSpan.FromSeconds(ack.Properties.Number(PropertyId.ServerKeepAlive) ?? keepAlive);
        _heard = _time.GetTimestamp();
    }

    private TimeSpan KeepAlive { get; set; }

    private async Task<ConnAckPacket> ReadConnAckAsync(ScramClient? scram, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await _input.ReadAsync(cancellation);
            _cursor.Open(read.Buffer);
            try
            {
                if (_cursor.TryNext(out var packet))
                {
                    if (packet.Type == PacketType.ConnAck)
                    {
                        return PacketReader.ReadConnAck(packet.Body.Span, _options.Version);
                    }

                    AnswerChallenge(packet, scram);
                    continue;
                }

                if (read.IsCompleted)
                {
                    throw new IOException("The server closed the connection before CONNACK.");
                }
            }
            finally
            {
                _input.AdvanceTo(_cursor.Consumed, read.Buffer.End);
                _cursor.Close();
            }
        }
    }

    private void AnswerChallenge(in Packet packet, ScramClient? scram)
    {
        var challenge = packet.Type == PacketType.Auth ? PacketReader.ReadNotice(packet.Type, packet.Body.Span, _options.Version) : null;
        if (scram is null || challenge is not { Reason: ReasonCode.ContinueAuthentication }
            || scram.Answer(challenge.Properties.Data(PropertyId.AuthenticationData)) is not { } answer)
        {
            throw WireFault.Protocol($"{packet.Type} instead of CONNACK.");
        }

        var properties = PropertyBag.Of(Property.Of(PropertyId.AuthenticationMethod, ScramExchange.Method), Property.Of(PropertyId.AuthenticationData, answer));
        Write((pipe, version) => ControlWriter.Write(pipe, new NoticePacket(PacketType.Auth, ReasonCode.ContinueAuthentication, properties), version));
        Outbox.Flush();
    }

    private async Task<bool> ReadOnceAsync(CancellationToken cancellation)
    {
        var read = await _input.ReadAsync(cancellation);
        Volatile.Write(ref _heard, _time.GetTimestamp());
        _cursor.Open(read.Buffer);
        try
        {
            while (_cursor.TryNext(out var packet))
            {
                await HandleAsync(packet, cancellation);
            }
        }
        finally
        {
            _input.AdvanceTo(_cursor.Consumed, read.Buffer.End);
            _cursor.Close();
        }

        return !read.IsCompleted;
    }

    private ValueTask HandleAsync(Packet packet, CancellationToken cancellation)
    {
        var version = _options.Version;
        switch (packet.Type)
        {
            case PacketType.Publish:
                return OnPublishAsync(packet, cancellation);
            case PacketType.PubAck or PacketType.PubComp:
                OnDone(PacketReader.ReadAck(packet.Type, packet.Body.Span, version));
                break;
            case PacketType.PubRec:
                OnPubRec(PacketReader.ReadAck(packet.Type, packet.Body.Span, version));
                break;
            case PacketType.PubRel:
                var released = PacketReader.ReadAck(packet.Type, packet.Body.Span, version).PacketId;
                _incoming.Remove(released);
                Write((pipe, v) => PacketWriter.WriteAck(pipe, PacketType.PubComp, released, ReasonCode.Success, v));
                break;
            case PacketType.SubAck or PacketType.UnsubAck:
                var ack = PacketReader.ReadFilterAck(packet.Type, packet.Body.Span, version);
                _pending.Take(ack.PacketId)?.Answer.TrySetResult(ack.Reasons.Count == 0 ? ReasonCode.Success : ack.Reasons.Max());
                break;
            case PacketType.PingResp:
                break;
            case PacketType.Disconnect when version == ProtocolVersion.V5:
                throw new IOException($"The server closes the connection: {PacketReader.ReadNotice(packet.Type, packet.Body.Span, version).Reason}.");
            default:
                throw WireFault.Protocol($"{packet.Type} from a server.");
        }

        return ValueTask.CompletedTask;
    }

    private void OnDone((ushort PacketId, ReasonCode Reason) ack)
    {
        if (_pending.Take(ack.PacketId) is { } pending)
        {
            pending.Answer.TrySetResult(ack.Reason);
            Answered?.Invoke(this);
        }
    }

    private void OnPubRec((ushort PacketId, ReasonCode Reason) ack)
    {
        if (ack.Reason >= ReasonCode.UnspecifiedError)
        {
            OnDone(ack);
            return;
        }

        var pending = _pending.Find(ack.PacketId);
        pending?.Released = true;
        var reason = pending is null ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success;
        Write((pipe, v) => PacketWriter.WriteAck(pipe, PacketType.PubRel, ack.PacketId, reason, v));
    }

    private async ValueTask OnPublishAsync(Packet packet, CancellationToken cancellation)
    {
        var (message, id) = ReadMessage(packet);
        if (_options.Taken is { } taken)
        {
            var isFirst = message.Qos != Qos.ExactlyOnce || _incoming.Add(id);
            if (isFirst)
            {
                await TakeAsync(taken, message, id, cancellation);
            }

            return;
        }

        var isNew = message.Qos != Qos.ExactlyOnce || _incoming.Add(id);
        if (isNew && _options.Received is { } received)
        {
            await received(message, cancellation);
        }

        if (message.Qos != Qos.AtMostOnce)
        {
            var type = message.Qos == Qos.AtLeastOnce ? PacketType.PubAck : PacketType.PubRec;
            Write((pipe, v) => PacketWriter.WriteAck(pipe, type, id, ReasonCode.Success, v));
        }
    }

    // The message is a copy, so the receipt may be answered whenever it is stored.
    private async Task TakeAsync(Func<MqttMessage, IPublishReceipt, CancellationToken, ValueTask> taken, MqttMessage message, ushort id, CancellationToken cancellation)
    {
        try
        {
            await taken(message, message.Qos == Qos.AtMostOnce ? NoReceipt.Instance : _acks.Open(message.Qos, id), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new IOException("A message could not be taken; it comes again.", fault);
        }
    }

    private (MqttMessage Message, ushort PacketId) ReadMessage(Packet packet)
    {
        var view = PublishView.Read(packet.Flags, packet.Body.Span, _options.Version);
        TopicRules.CheckName(view.Topic);
        var payload = packet.Body[view.PayloadStart..].ToArray();
        return (new MqttMessage(Encoding.UTF8.GetString(view.Topic), payload, view.Qos, view.Retain) { Duplicate = view.Duplicate }, view.PacketId);
    }

    private async Task KeepAliveAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(KeepAlive / 2, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (_time.GetElapsedTime(Volatile.Read(ref _heard)) > KeepAlive * 1.5)
                {
                    // A half-open connection: reading would wait for ever.
                    _socket.Dispose();
                    return;
                }

                Write((pipe, _) => PacketWriter.WriteEmpty(pipe, PacketType.PingReq));
                Outbox.Flush();
            }
        }
        catch (OperationCanceledException)
        {
            // The connection is over.
        }
    }

    private async Task SendAsync()
    {
        try
        {
            await _output.Reader.CopyToAsync(_stream, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The reading side meets the same end and reports it.
        }
        finally
        {
            await _output.Reader.CompleteAsync();
        }
    }
}
