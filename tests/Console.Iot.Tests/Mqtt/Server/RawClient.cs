using System.Buffers;
using System.Net.Sockets;
using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>A client that sends whatever a test wants, on a real socket, and reads whole packets.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ProtocolVersion _version;
    private byte[] _rest = [];

    private RawClient(ProtocolVersion version) => _version = version;

    /// <summary>Opens the socket only.</summary>
    public static async Task<RawClient> OpenAsync(ServerHost server, ProtocolVersion version = ProtocolVersion.V5)
    {
        var client = new RawClient(version);
        await client._socket.ConnectAsync("127.0.0.1", server.Port);
        return client;
    }

    /// <summary>Opens the socket and logs in.</summary>
    public static async Task<RawClient> ConnectAsync(
        ServerHost server, ProtocolVersion version = ProtocolVersion.V5, string id = "raw", bool cleanStart = true, ushort keepAlive = 60,
        WillMessage? will = null, PropertyBag? properties = null, string? user = null, string? password = null)
    {
        var client = await OpenAsync(server, version);
        var reason = await client.LogInAsync(id, user, password, cleanStart, keepAlive, will, properties);
        Assert.Equal(ReasonCode.Success, reason);
        return client;
    }

    /// <summary>Sends CONNECT on an open socket and returns what the server says.</summary>
    public async Task<ReasonCode> LogInAsync(
        string id, string? user = null, string? password = null, bool cleanStart = true, ushort keepAlive = 60, WillMessage? will = null, PropertyBag? properties = null)
    {
        await SendAsync(w => ControlWriter.Write(w, new ConnectPacket(_version, id, cleanStart, keepAlive, properties ?? PropertyBag.Empty)
        {
            Will = will,
            UserName = user,
            Password = password is null ? null : Encoding.UTF8.GetBytes(password),
        }));
        Welcome = await ReadConnAckAsync();
        return Welcome.Reason;
    }

    public ConnAckPacket Welcome { get; private set; } = new(false, ReasonCode.Success, PropertyBag.Empty);

    public Task SendAsync(Action<IBufferWriter<byte>> packet)
    {
        var bytes = new ArrayBufferWriter<byte>();
        packet(bytes);
        return SendAsync(bytes.WrittenMemory);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes)..];
        }
    }

    /// <summary>Sends DISCONNECT or AUTH.</summary>
    public Task SayAsync(PacketType type, ReasonCode reason, params Property[] properties) =>
        SendAsync(w => ControlWriter.Write(w, new NoticePacket(type, reason, PropertyBag.Of(properties)), _version));

    /// <summary>Sends PUBACK, PUBREC, PUBREL or PUBCOMP.</summary>
    public Task AckAsync(PacketType type, ushort id, ReasonCode reason = ReasonCode.Success) => SendAsync(w => PacketWriter.WriteAck(w, type, id, reason, _version));

    public Task SendHexAsync(string hex) => SendAsync(Convert.FromHexString(hex));

    public Task PublishAsync(string topic, ReadOnlyMemory<byte> payload, Qos qos = Qos.AtLeastOnce, ushort id = 1, bool retain = false, params Property[] properties) => SendAsync(w =>
        PacketWriter.WritePublish(w, new OutgoingPublish
        {
            Topic = Encoding.UTF8.GetBytes(topic),
            Payload = payload.Span,
            Qos = qos,
            PacketId = id,
            Retain = retain,
            Properties = new BodyBuilder().PropertyBlock(PropertyBag.Of(properties)).Written,
        }, _version));

    public Task<IReadOnlyList<ReasonCode>> SubscribeAsync(params FilterRequest[] filters) => SubscribeAsync(PropertyBag.Empty, filters);

    public Task<IReadOnlyList<ReasonCode>> SubscribeAsync(uint identifier, params FilterRequest[] filters) =>
        SubscribeAsync(PropertyBag.Of(Property.Of(PropertyId.SubscriptionIdentifier, identifier)), filters);

    private async Task<IReadOnlyList<ReasonCode>> SubscribeAsync(PropertyBag properties, FilterRequest[] filters)
    {
        await SendAsync(w => ControlWriter.Write(w, new SubscribePacket(77, filters, properties), _version));
        var packet = await ReadAsync(PacketType.SubAck);
        return PacketReader.ReadFilterAck(packet.Type, packet.Body.Span, _version).Reasons;
    }

    public async Task<ConnAckPacket> ReadConnAckAsync() => PacketReader.ReadConnAck((await ReadAsync(PacketType.ConnAck)).Body.Span, _version);

    public async Task<(ushort PacketId, ReasonCode Reason)> ReadAckAsync(PacketType type) =>
        PacketReader.ReadAck(type, (await ReadAsync(type)).Body.Span, _version);

    /// <summary>The next packet, which must be AUTH or DISCONNECT.</summary>
    public async Task<(ReasonCode Reason, PropertyBag Properties)> ReadNoticeAsync(PacketType type) =>
        PacketReader.ReadNotice(type, (await ReadAsync(type)).Body.Span, _version) is var notice ? (notice.Reason, notice.Properties) : default;

    /// <summary>The next packet, which must be a PUBLISH, whole.</summary>
    public async Task<HeardMessage> HearAsync() => HeardMessage.Of(await ReadAsync(PacketType.Publish), _version);

    /// <summary>The payloads of the next publications, in order.</summary>
    public async Task<IReadOnlyList<string>> HearAsync(int count)
    {
        var heard = new List<string>();
        while (heard.Count < count)
        {
            heard.Add((await HearAsync()).Payload);
        }

        return heard;
    }

    /// <summary>The next packet, which must be a PUBLISH: its topic, payload, QoS and retain flag.</summary>
    public async Task<(string Topic, string Payload, Qos Qos, bool Retain, ushort PacketId)> ReadPublishAsync()
    {
        var packet = await ReadAsync(PacketType.Publish);
        var view = PublishView.Read(packet.Flags, packet.Body.Span, _version);
        return (Encoding.UTF8.GetString(view.Topic), Encoding.UTF8.GetString(packet.Body.Span[view.PayloadStart..]), view.Qos, view.Retain, view.PacketId);
    }

    public async Task<Packet> ReadAsync(PacketType type)
    {
        var packet = await ReadAsync();
        Assert.NotNull(packet);
        Assert.True(packet.Value.Type == type, $"{packet.Value.Type} {Convert.ToHexString(packet.Value.Body.Span)} instead of {type}");
        return packet.Value;
    }

    /// <summary>The next packet, or null when the server closed the connection.</summary>
    public async Task<Packet?> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Poll.Limit);
        var buffer = new byte[64 * 1024];
        while (true)
        {
            if (Framing.TryReadHeader(_rest, VariableLength.Maximum, out var header) && header.PacketLength <= _rest.Length)
            {
                var packet = new Packet(header.First, _rest.AsMemory(header.HeaderLength, header.BodyLength));
                _rest = _rest[header.PacketLength..];
                return packet;
            }

            int bytes;
            try
            {
                bytes = await _socket.ReceiveAsync(buffer, limit.Token);
            }
            catch (SocketException)
            {
                return null;
            }

            if (bytes == 0)
            {
                return null;
            }

            _rest = [.. _rest, .. buffer.AsSpan(0, bytes)];
        }
    }

    /// <summary>Reads on until the server closes; returns the reason it gave, if any.</summary>
    public async Task<ReasonCode?> ReadToEndAsync()
    {
        ReasonCode? reason = null;
        while (await ReadAsync() is { } packet)
        {
            if (packet.Type == PacketType.Disconnect)
            {
                reason = PacketReader.ReadNotice(packet.Type, packet.Body.Span, _version).Reason;

                // The server leaves the client a moment to read the reason, unless it hangs up itself.
                _socket.Shutdown(SocketShutdown.Send);
            }
        }

        return reason;
    }

    /// <summary>Sends PINGREQ and waits for the answer: everything sent before has been handled then.</summary>
    public async Task PingAsync()
    {
        await SendHexAsync("C000");
        await ReadAsync(PacketType.PingResp);
    }

    /// <summary>Breaks the connection with a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
