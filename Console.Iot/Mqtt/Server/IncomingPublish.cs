using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Takes the publications of one connection: to the sink, to subscribers, or back with a refusal.</summary>
internal sealed class IncomingPublish(Broker broker, ClientConnection connection, Session session, AckOrder acks)
{
    private readonly TopicMemory _topics = new();
    private readonly Publisher _publisher = new(session, broker.Tree);
    private Dictionary<int, TopicEntry>? _aliases;
    private TopicEntry? _last;

    /// <summary>Sends what was written to subscribers.</summary>
    public void Flush() => _publisher.Flush();

    /// <summary>Handles one PUBLISH. The returned task completes when the next packet may be read; it is complete already
    /// unless the sink or a subscriber is full.</summary>
    public ValueTask HandleAsync(in Packet packet, CancellationToken cancellation)
    {
        var version = connection.Outbox.Version;
        var view = PublishView.Read(packet.Flags, packet.Body.Span, version);
        var properties = view.Properties.IsEmpty ? default : PublishProperties.Read(view.Properties);
        var entry = FindTopic(view.Topic, properties.Alias);
        var use = broker.UseOf(entry, connection.Peer);
        if (view.Qos == Qos.ExactlyOnce && session.IsRepeated(view.PacketId, packet.Body.Length - view.PayloadStart))
        {
            acks.Acknowledge(PacketType.PubRec, view.PacketId);
            return ValueTask.CompletedTask;
        }

        CheckWindow(view.Qos, version);
        return use switch
        {
            TopicUse.Device => ToSink(entry, view, packet.Body[view.PayloadStart..], cancellation),
            TopicUse.Plain => ToSubscribers(entry, view, properties, packet.Body.Span[view.PayloadStart..], cancellation),
            _ => Refuse(entry, view, version),
        };
    }

    /// <summary>PUBREL: what was kept goes out now, once.</summary>
    public ValueTask ReleaseAsync(ushort packetId, CancellationToken cancellation)
    {
        if (session.TryComplete(packetId, out var message) && message is not null)
        {
            var entry = _topics.Find(message.TopicBytes) ?? new TopicEntry(message.TopicBytes, message.Topic);
            if (message.Retain)
            {
                Retain(entry, message);
            }
            else
            {
                _publisher.FindRoutes(entry);
            }

            _publisher.Publish(entry, message);
        }

        // Also of an identifier that is not known: the client may have missed an earlier PUBCOMP.
        connection.WriteAck(PacketType.PubComp, packetId, ReasonCode.Success);
        return AfterPublish(cancellation);
    }

    private TopicEntry FindTopic(ReadOnlySpan<byte> topic, int alias)
    {
        if (alias > broker.Options.TopicAliasMaximum)
        {
            throw new WireFault(ReasonCode.TopicAliasInvalid, $"Topic alias {alias} is above the maximum.");
        }

        if (topic.IsEmpty)
        {
            return alias == 0 ? throw WireFault.Malformed("A publication without a topic.")
                : _aliases?.TryGetValue(alias, out var known) == true ? known
                : throw WireFault.Protocol($"Topic alias {alias} stands for nothing.");
        }

        if (_last is null || !topic.SequenceEqual(_last.Bytes))
        {
            _last = _topics.Find(topic);
            if (_last is null)
            {
                // Only a name that was not seen before needs its text looked at.
                TopicRules.CheckName(topic);
                _last = new TopicEntry(topic.ToArray(), Encoding.UTF8.GetString(topic));
                _topics.Keep(_last);
            }
        }

        if (alias != 0)
        {
            (_aliases ??= [])[alias] = _last;
        }

        return _last;
    }

    // What a v5 client was told at CONNACK holds to the letter. 3.1.1 knows no such limit: its publisher is made to wait
    // for QoS 1 and cut off for QoS 2, where the packet that would make room is behind the one that waits.
    private void CheckWindow(Qos qos, ProtocolVersion version)
    {
        var used = acks.OutstandingPubAcks + session.IncomingCount;
        if (qos != Qos.AtMostOnce && used >= broker.Options.ReceiveMaximum && (version == ProtocolVersion.V5 || qos == Qos.ExactlyOnce))
        {
            throw new WireFault(ReasonCode.ReceiveMaximumExceeded, "More publications under way than the receive maximum.");
        }
    }

    private ValueTask ToSink(TopicEntry entry, in PublishView view, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        if (view.Qos == Qos.ExactlyOnce)
        {
            session.Begin(connection, view.PacketId, null, payload.Length);
        }

        var receipt = view.Qos switch
        {
            Qos.AtMostOnce => NoReceipt.Instance,
            Qos.AtLeastOnce => acks.Open(PacketType.PubAck, view.PacketId),
            _ => acks.Open(PacketType.PubRec, view.PacketId),
        };
        var publish = new DevicePublish(connection.Peer, entry.Topic, payload, view.Retain, view.Duplicate, view.Qos != Qos.AtMostOnce);
        if (_publisher.FindRoutes(entry))
        {
            // Only operators subscribe to devices' topics.
            _publisher.Publish(entry, NewMessage(entry, view, default, payload.Span, plain: false));
        }

        var accepting = broker.Sink.AcceptAsync(publish, receipt, cancellation);
        return accepting.IsCompletedSuccessfully ? AfterPublish(cancellation) : ThenAsync(accepting, cancellation);
    }

    private ValueTask ToSubscribers(
        TopicEntry entry, in PublishView view, PublishProperties properties, ReadOnlySpan<byte> payload, CancellationToken cancellation)
    {
        if (view.Qos == Qos.ExactlyOnce)
        {
            var kept = NewMessage(entry, view, properties, payload, plain: true);
            session.Begin(connection, view.PacketId, kept, payload.Length);
            acks.Acknowledge(PacketType.PubRec, view.PacketId);
            return ValueTask.CompletedTask;
        }

        var reason = ReasonCode.Success;
        if (view.Retain || _publisher.FindRoutes(entry))
        {
            var message = NewMessage(entry, view, properties, payload, plain: true);
            reason = message.Retain ? Retain(entry, message) : ReasonCode.Success;
            if (reason == ReasonCode.Success)
            {
                _publisher.Publish(entry, message);
            }
        }
        else
        {
            reason = ReasonCode.NoMatchingSubscribers;
        }

        if (view.Qos == Qos.AtLeastOnce)
        {
            acks.Acknowledge(PacketType.PubAck, view.PacketId, reason);
        }

        return AfterPublish(cancellation);
    }

    private ReasonCode Retain(TopicEntry entry, Message message)
    {
        lock (broker.Retaining)
        {
            _publisher.FindRoutes(entry);
            return broker.Retained.Set(message) ? ReasonCode.Success : ReasonCode.QuotaExceeded;
        }
    }

    private ValueTask Refuse(TopicEntry entry, in PublishView view, ProtocolVersion version)
    {
        if (view.Qos == Qos.AtMostOnce || version == ProtocolVersion.V311)
        {
            // There is no acknowledgement that could say no.
            throw new WireFault(ReasonCode.NotAuthorized, $"Publishing to {Shown(entry.Topic)} is not allowed.");
        }

        acks.Acknowledge(view.Qos == Qos.AtLeastOnce ? PacketType.PubAck : PacketType.PubRec, view.PacketId, ReasonCode.NotAuthorized);
        return ValueTask.CompletedTask;
    }

    private ValueTask AfterPublish(CancellationToken cancellation) =>
        _publisher.MustWait || MustWaitForAcks
            ? new ValueTask(WaitAsync(cancellation))
            : ValueTask.CompletedTask;

    // A v5 client knows its limit and must not go beyond it, so it is read on.
    private bool MustWaitForAcks =>
        connection.Outbox.Version == ProtocolVersion.V311 && acks.Outstanding >= broker.Options.ReceiveMaximum;

    private async ValueTask ThenAsync(ValueTask accepting, CancellationToken cancellation)
    {
        await accepting;
        await AfterPublish(cancellation);
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        _publisher.Flush();
        connection.Outbox.Flush();
        await _publisher.WhenRoomAsync(cancellation);
        if (MustWaitForAcks)
        {
            await acks.WhenBelowAsync(broker.Options.ReceiveMaximum).WaitAsync(cancellation);
        }
    }

    private Message NewMessage(TopicEntry entry, in PublishView view, PublishProperties properties, ReadOnlySpan<byte> payload, bool plain) => new()
    {
        Topic = entry.Topic,
        TopicBytes = entry.Bytes,
        Payload = payload.ToArray(),
        Qos = view.Qos,
        Retain = view.Retain,
        Plain = plain,
        Source = connection.Peer,
        Properties = PublishProperties.Forwarded(view.Properties, PropertyPlace.Publish),
        ExpiresAt = properties.Expiry is { } seconds ? broker.After(TimeSpan.FromSeconds(seconds)) : null,
    };

    private static string Shown(string topic) => topic.Length <= 100 ? topic : string.Concat(topic.AsSpan(0, 100), "...");
}
