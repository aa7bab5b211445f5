using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Bench;

/// <summary>One subscriber of a load: takes and acknowledges what comes, and looks for gaps in each topic's numbers.</summary>
internal sealed class LoadSubscriber : IDisposable
{
    private const int Room = 256 * 1024;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ArrayBufferWriter<byte> _out = new(Room);
    private readonly byte[] _in = new byte[Room];
    private readonly Dictionary<string, long> _last = [];
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _find;
    private int _buffered;
    private long _received;

    public LoadSubscriber() => _find = _last.GetAlternateLookup<ReadOnlySpan<char>>();

    public long Received => Volatile.Read(ref _received);

    /// <summary>Messages missing between two that came.</summary>
    public long Gaps { get; private set; }

    /// <summary>Connects and subscribes with QoS 1; returns when the server has confirmed.</summary>
    public async Task SubscribeAsync(string host, int port, string filter, CancellationToken cancellation)
    {
        await _socket.ConnectAsync(host, port, cancellation);
        ControlWriter.Write(_out, new ConnectPacket(ProtocolVersion.V5, $"load-sub-{Environment.ProcessId}", true, 600, PropertyBag.Empty));
        ControlWriter.Write(_out, new SubscribePacket(1, [new FilterRequest(filter, Qos.AtLeastOnce, false, false, 0)], PropertyBag.Empty), ProtocolVersion.V5);
        await SendAsync(cancellation);
        while (!await ReceiveAsync(cancellation))
        {
        }
    }

    /// <summary>Takes messages until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await ReceiveAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask SendAsync(CancellationToken cancellation)
    {
        for (var rest = _out.WrittenMemory; !rest.IsEmpty;)
        {
            rest = rest[await _socket.SendAsync(rest, SocketFlags.None, cancellation)..];
        }

        _out.ResetWrittenCount();
    }

    /// <returns>Whether a SUBACK was among what came.</returns>
    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellation)
    {
        var bytes = await _socket.ReceiveAsync(_in.AsMemory(_buffered), SocketFlags.None, cancellation);
        if (bytes == 0)
        {
            throw new IOException("The server closed the subscriber's connection.");
        }

        _buffered += bytes;
        var at = 0;
        var confirmed = false;
        while (Framing.TryReadHeader(_in.AsSpan(at, _buffered - at), _in.Length, out var header) && header.PacketLength <= _buffered - at)
        {
            confirmed |= header.Type == PacketType.SubAck;
            if (header.Type == PacketType.Publish)
            {
                Take(header.Flags, _in.AsSpan(at + header.HeaderLength, header.BodyLength));
            }

            at += header.PacketLength;
        }

        _in.AsSpan(at, _buffered - at).CopyTo(_in);
        _buffered -= at;
        await SendAsync(cancellation);
        return confirmed;
    }

    private void Take(int flags, ReadOnlySpan<byte> body)
    {
        var view = PublishView.Read(flags, body, ProtocolVersion.V5);
        if (view.Qos != Qos.AtMostOnce)
        {
            PacketWriter.WriteAck(_out, PacketType.PubAck, view.PacketId, ReasonCode.Success, ProtocolVersion.V5);
        }

        if (!Utf8Parser.TryParse(body[(view.PayloadStart + LoadReading.SequenceAt)..], out long sequence, out _))
        {
            throw new IOException("A message came changed.");
        }

        Span<char> topic = stackalloc char[256];
        var name = topic[..Encoding.UTF8.GetChars(view.Topic, topic)];
        if (_find.TryGetValue(name, out var last) && sequence > last + 1)
        {
            Gaps += sequence - last - 1;
        }

        _find[name] = sequence;
        Volatile.Write(ref _received, _received + 1);
    }
}
