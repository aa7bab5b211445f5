using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Reads and answers the packets of one connection after its login.</summary>
internal sealed class Conversation(Broker broker, ClientConnection connection, Session session)
{
    private readonly IncomingPublish _publishing = new(broker, connection, session, connection.Acks);
    private readonly Pace _pace = new(broker.Options.PacketRate ?? 0, broker.Options.ByteRate ?? 0, broker.Time);
    private readonly FilterRequests _filters = new(broker, connection, session);

    /// <summary>Runs until the connection ends.</summary>
    /// <exception cref="WireFault">The client broke the protocol.</exception>
    public async Task RunAsync()
    {
        while (!connection.IsClosing)
        {
            connection.Listen();
            var read = await connection.Input.ReadAsync(CancellationToken.None);
            connection.Heard();
            var received = 0;
            var packets = 0;
            var bytes = 0L;
            connection.Cursor.Open(read.Buffer);
            try
            {
                while (!connection.IsClosing && connection.Cursor.TryNext(out var packet))
                {
                    packets++;
                    received += packet.Type == PacketType.Publish ? 1 : 0;
                    var handling = HandleAsync(packet);
                    if (!handling.IsCompletedSuccessfully)
                    {
                        Flush();
                        await handling;
                    }
                }
            }
            finally
            {
                bytes = read.Buffer.Slice(0, connection.Cursor.Consumed).Length;
                connection.Input.AdvanceTo(connection.Cursor.Consumed, read.Buffer.End);
                connection.Cursor.Close();
                broker.Counters.AddReceived(received);
                Flush();
            }

            if (read.IsCompleted)
            {
                return;
            }

            if (_pace.Spend(packets, bytes) is var pause && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, broker.Time, connection.Stop);
            }

            if (connection.Outbox.IsBlocked)
            {
                // Who does not read its acknowledgements is not read either.
                await connection.Outbox.WhenFreeAsync().WaitAsync(connection.Stop);
            }
        }
    }

    private void Flush()
    {
        _publishing.Flush();
        connection.Outbox.Flush();
    }

    private ValueTask HandleAsync(in Packet packet)
    {
        var version = connection.Outbox.Version;
        switch (packet.Type)
        {
            case PacketType.Publish:
                return _publishing.HandleAsync(packet, connection.Stop);
            case PacketType.PubRel:
                return _publishing.ReleaseAsync(PacketReader.ReadAck(packet.Type, packet.Body.Span, version).PacketId, connection.Stop);
            case PacketType.PubAck or PacketType.PubRec or PacketType.PubComp:
                OnAck(packet.Type, PacketReader.ReadAck(packet.Type, packet.Body.Span, version));
                break;
            case PacketType.Subscribe:
                _filters.Subscribe(PacketReader.ReadSubscribe(packet.Body.Span, version));
                break;
            case PacketType.Unsubscribe:
                _filters.Unsubscribe(PacketReader.ReadUnsubscribe(packet.Body.Span, version));
                break;
            case PacketType.PingReq:
                OnPing(packet);
                break;
            case PacketType.Disconnect:
                OnDisconnect(PacketReader.ReadNotice(packet.Type, packet.Body.Span, version));
                break;
            case PacketType.Auth when connection.Authentication is { } authentication:
                authentication.TakeAgain(PacketReader.ReadNotice(packet.Type, packet.Body.Span, version), session);
                break;
            default:
                throw WireFault.Protocol($"{packet.Type} from a client that is logged in.");
        }

        return ValueTask.CompletedTask;
    }

    private void OnAck(PacketType type, (ushort PacketId, ReasonCode Reason) ack)
    {
        if (type != PacketType.PubRec || ack.Reason >= ReasonCode.UnspecifiedError)
        {
            session.Finish(type, ack.PacketId);
        }
        else
        {
            // Also of an identifier that is not known: the client may have missed an earlier PUBREL.
            session.Release(ack.PacketId);
            connection.WriteAck(PacketType.PubRel, ack.PacketId, ReasonCode.Success);
        }
    }

    private void OnPing(in Packet packet)
    {
        if (!packet.Body.IsEmpty)
        {
            throw WireFault.Silent("PINGREQ with a body.");
        }

        connection.Write((pipe, _) => PacketWriter.WriteEmpty(pipe, PacketType.PingResp));
    }

    private void OnDisconnect(NoticePacket notice)
    {
        if (notice.Properties.Number(PropertyId.SessionExpiry) is { } seconds)
        {
            if (session.Expiry == TimeSpan.Zero && seconds != 0)
            {
                throw WireFault.Protocol("A session that was to end with its connection cannot be kept.");
            }

            var asked = TimeSpan.FromSeconds(seconds);
            session.Expiry = asked < broker.Options.MaxSessionExpiry ? asked : broker.Options.MaxSessionExpiry;
        }

        if (notice.Reason == ReasonCode.Success)
        {
            connection.DropWill();
        }

        // Whatever follows is not looked at.
        connection.Close(null);
    }
}
