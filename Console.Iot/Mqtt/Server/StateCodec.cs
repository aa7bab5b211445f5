using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Sessions and messages as bytes. Instants go to disk in Unix milliseconds, since the monotonic clock begins anew with each start.</summary>
/// <param name="recall">The login of a user name as it is now; null when it is no longer good.</param>
/// <param name="time">The server's clock.</param>
internal sealed class StateCodec(Func<string?, MqttLogin?> recall, TimeProvider time)
{
    // Bytes of another version are left alone: a message or a session less, and never one misread.
    private const byte Version = 1;

    public byte[] Write(Message message)
    {
        var target = Begin();
        Put(target, message);
        return target.WrittenSpan.ToArray();
    }

    public byte[] Write(KeptSession session)
    {
        var target = Begin();
        Put(target, session.Key.ClientId);
        PutOptional(target, session.Key.UserName);
        Put(target, (uint)Math.Min(session.Expiry.TotalSeconds, uint.MaxValue));
        Put(target, ToUnix(session.EndsAt));
        Put(target, session.LastId);
        PutAll(target, session.Subscriptions, one =>
        {
            Put(target, one.Text);
            Put(target, (uint)one.Options.Qos | (one.Options.NoLocal ? 4u : 0) | (one.Options.RetainAsPublished ? 8u : 0) | (uint)one.Options.RetainHandling << 4);
            Put(target, one.Identifier);
        });
        PutAll(target, session.InFlight, one =>
        {
            Put(target, one.PacketId | (one.Released ? 0x1_0000u : 0));
            Put(target, one.Delivery);
        });
        PutAll(target, session.Queue, one => Put(target, one));
        PutAll(target, session.Incoming, one =>
        {
            Put(target, one.PacketId | (one.Message is null ? 0 : 0x1_0000u));
            Put(target, (uint)one.Length);
            if (one.Message is not null)
            {
                Put(target, one.Message);
            }
        });
        return target.WrittenSpan.ToArray();
    }

    /// <summary>Null for bytes that are none, or whose publisher may say nothing any more.</summary>
    public Message? ReadMessage(byte[] bytes) => Guarded(bytes, ReadMessage);

    /// <summary>Null for bytes that are none.</summary>
    public KeptSession? ReadSession(byte[] bytes) => Guarded(bytes, ReadSession);

    private static T? Guarded<T>(byte[] bytes, Func<StateReader, T?> read)
        where T : class
    {
        try
        {
            var reader = new StateReader(bytes);
            return reader.Byte() == Version ? read(reader) : null;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            return null;   // a damaged entry is an entry less
        }
    }

    private KeptSession ReadSession(StateReader reader)
    {
        var clientId = reader.Text();
        var key = new SessionKey(reader.OptionalText(), clientId);
        var (expiry, endsAt, lastId) = (TimeSpan.FromSeconds(reader.UInt32()), FromUnix(reader.Int64()), (ushort)reader.UInt32());
        return new KeptSession(key, expiry, endsAt, lastId)
        {
            Subscriptions = reader.All(() =>
            {
                var (text, options) = (reader.Text(), reader.UInt32());
                var request = new FilterRequest(text, (Qos)(options & 3), (options & 4) != 0, (options & 8) != 0, (int)(options >> 4));
                return new KeptSubscription(text, request, reader.UInt32());
            }),
            InFlight = [.. reader.All(() => (Id: reader.UInt32(), Delivery: ReadDelivery(reader)))
                .Where(one => one.Delivery is not null).Select(one => new KeptFlight((ushort)one.Id, one.Delivery!.Value, one.Id > ushort.MaxValue))],
            Queue = [.. reader.All(() => ReadDelivery(reader)).OfType<Delivery>()],
            Incoming = reader.All(() =>
            {
                var (id, length) = (reader.UInt32(), (int)reader.UInt32());
                return new KeptBegun((ushort)id, id > ushort.MaxValue ? ReadMessage(reader) : null, length);
            }),
        };
    }

    // Null for a message whose publisher may say nothing any more.
    private Delivery? ReadDelivery(StateReader reader)
    {
        var message = ReadMessage(reader);
        var flags = reader.UInt32();
        var identifiers = reader.All(reader.UInt32);
        return message is null ? null : new Delivery(message, (Qos)(flags & 3), (flags & 4) != 0, [.. identifiers]);
    }

    private Message? ReadMessage(StateReader reader)
    {
        var (topic, payload, properties, flags) = (reader.Text(), reader.Bytes(), reader.Bytes(), reader.UInt32());
        long? expires = (flags & 0x10) != 0 ? FromUnix(reader.Int64()) : null;
        var (clientId, userName) = (reader.Text(), reader.OptionalText());
        return recall(userName) is not { } login ? null : new Message
        {
            Topic = topic,
            TopicBytes = Encoding.UTF8.GetBytes(topic),
            Payload = payload,
            Properties = properties,
            Qos = (Qos)(flags & 3),
            Retain = (flags & 4) != 0,
            Plain = (flags & 8) != 0,
            ExpiresAt = expires,
            Source = new MqttPeer(clientId, login, null),
        };
    }

    private void Put(ArrayBufferWriter<byte> target, Message message)
    {
        Put(target, message.Topic);
        Put(target, message.Payload);
        Put(target, message.Properties);
        Put(target, (uint)message.Qos | (message.Retain ? 4u : 0) | (message.Plain ? 8u : 0) | (message.ExpiresAt is null ? 0 : 0x10u));
        if (message.ExpiresAt is { } end)
        {
            Put(target, ToUnix(end));
        }

        Put(target, message.Source.ClientId);
        PutOptional(target, message.Source.UserName);
    }

    private void Put(ArrayBufferWriter<byte> target, in Delivery delivery)
    {
        Put(target, delivery.Message);
        Put(target, (uint)delivery.Qos | (delivery.Retain ? 4u : 0));
        PutAll(target, delivery.Identifiers, one => Put(target, one));
    }

    private static ArrayBufferWriter<byte> Begin()
    {
        var target = new ArrayBufferWriter<byte>();
        target.Write([Version]);
        return target;
    }

    private static void PutAll<T>(ArrayBufferWriter<byte> target, IReadOnlyList<T> all, Action<T> put)
    {
        Put(target, (uint)all.Count);
        foreach (var one in all)
        {
            put(one);
        }
    }

    private static void Put(ArrayBufferWriter<byte> target, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target.GetSpan(4), value);
        target.Advance(4);
    }

    private static void Put(ArrayBufferWriter<byte> target, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target.GetSpan(8), value);
        target.Advance(8);
    }

    private static void Put(ArrayBufferWriter<byte> target, byte[] bytes)
    {
        Put(target, (uint)bytes.Length);
        target.Write(bytes);
    }

    private static void Put(ArrayBufferWriter<byte> target, string text) => Put(target, Encoding.UTF8.GetBytes(text));

    private static void PutOptional(ArrayBufferWriter<byte> target, string? text)
    {
        target.Write([(byte)(text is null ? 0 : 1)]);
        if (text is not null)
        {
            Put(target, text);
        }
    }

    private long ToUnix(long stamp) => (time.GetUtcNow() + time.GetElapsedTime(time.GetTimestamp(), stamp)).ToUnixTimeMilliseconds();

    private long FromUnix(long milliseconds)
    {
        var left = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - time.GetUtcNow();
        return time.GetTimestamp() + (long)(left.TotalSeconds * time.TimestampFrequency);
    }
}
