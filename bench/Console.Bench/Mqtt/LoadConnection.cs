using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Bench;

/// <summary>One device of the load: sends readings of its own and times their acknowledgements.</summary>
internal sealed class LoadConnection(LoadOptions options, int number) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(10);

    private readonly ProtocolVersion _version = (ProtocolVersion)options.Version;
    private readonly byte[] _topic = Encoding.UTF8.GetBytes(options.TopicOf(number));
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ArrayBufferWriter<byte> _out = new(16 * 1024);
    private readonly byte[] _in = new byte[16 * 1024];

    // Acknowledgements come in order, so twice the window of identifiers never meets one still under way.
    private readonly long[] _sentAt = new long[Math.Min(options.Window * 2, ushort.MaxValue) + 1];
    private readonly LoadReading _reading = new(options.TopicOf(number), options.Bytes);
    private int _buffered;
    private int _open;
    private bool _ponged;
    private ushort _lastId;

    public LatencyTable Latencies { get; } = new();

    public long Sent { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Publications that wait for their acknowledgement.</summary>
    public int Open => Volatile.Read(ref _open);

    public async Task ConnectAsync(CancellationToken cancellation)
    {
        await _socket.ConnectAsync(options.Host, options.Port, cancellation);
        ControlWriter.Write(_out, new ConnectPacket(_version, $"{options.Client}-{Environment.ProcessId}-{number}", true, options.KeepAlive, PropertyBag.Empty));
        await SendAsync(cancellation);
        while (!await ReceiveAsync(cancellation))
        {
        }
    }

    /// <summary>Keeps the window full until <paramref name="end"/>, then waits for the last acknowledgements.</summary>
    public async Task SaturateAsync(long end, CancellationToken cancellation)
    {
        while (options.Count > 0 ? Sent < options.Count : Stopwatch.GetTimestamp() < end)
        {
            for (var room = options.Qos == 0 ? options.Window : options.Window - Open; room > 0 && (options.Count == 0 || Sent < options.Count); room--)
            {
                Write();
            }

            await SendAsync(cancellation);
            if (options.Qos > 0)
            {
                await ReceiveAsync(cancellation);
            }
        }

        await DrainAsync(cancellation);
    }

    /// <summary>Sends one message every <paramref name="period"/>, the first after a share of it that depends on the number.</summary>
    public async Task PaceAsync(long start, long end, TimeSpan period, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAllAsync(over.Token);
        var offset = period * number / options.Connections;
        while (Stopwatch.GetTimestamp() < end && !receiving.IsCompleted)
        {
            var wait = offset + period * Sent - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellation);
            }

            var due = (long)((Stopwatch.GetElapsedTime(start) - offset) / period) + 1;
            while (Sent < due && Open < options.Window)
            {
                Write();
            }

            await SendAsync(cancellation);
            if (Open == options.Window)
            {
                await Task.Delay(Look, cancellation);   // what is due meanwhile is sent late, and counts as late
            }
        }

        for (var last = Stopwatch.GetTimestamp(); Open > 0 && !receiving.IsCompleted && Stopwatch.GetElapsedTime(last) < LastAnswers;)
        {
            await Task.Delay(Look, cancellation);
        }

        await over.CancelAsync();
        await receiving;
    }

    public void Dispose() => _socket.Dispose();

    private async Task DrainAsync(CancellationToken cancellation)
    {
        if (options.Qos == 0)
        {
            // The answer comes when everything before it has been read.
            PacketWriter.WriteEmpty(_out, PacketType.PingReq);
            await SendAsync(cancellation);
        }

        while (options.Qos == 0 ? !_ponged : Open > 0)
        {
            await ReceiveAsync(cancellation);
        }
    }

    private async Task ReceiveAllAsync(CancellationToken cancellation)
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
            // The last acknowledgement is in.
        }
    }

    private void Write()
    {
        _lastId = _lastId == _sentAt.Length - 1 ? (ushort)1 : (ushort)(_lastId + 1);
        _sentAt[_lastId] = Stopwatch.GetTimestamp();
        PacketWriter.WritePublish(_out, new OutgoingPublish { Topic = _topic, Payload = _reading.Next(), Qos = (Qos)options.Qos, PacketId = _lastId }, _version);
        Sent++;
        if (options.Qos > 0)
        {
            Interlocked.Increment(ref _open);
        }
    }

    private async ValueTask SendAsync(CancellationToken cancellation)
    {
        if (_out.WrittenCount == 0)
        {
            return;
        }

        for (var rest = _out.WrittenMemory; !rest.IsEmpty;)
        {
            rest = rest[await _socket.SendAsync(rest, SocketFlags.None, cancellation)..];
        }

        _out.ResetWrittenCount();
    }

    /// <returns>Whether a CONNACK was among what came.</returns>
    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellation)
    {
        var bytes = await _socket.ReceiveAsync(_in.AsMemory(_buffered), SocketFlags.None, cancellation);
        if (bytes == 0)
        {
            throw new IOException("The server closed the connection.");
        }

        _buffered += bytes;
        var at = 0;
        var welcomed = false;
        while (Framing.TryReadHeader(_in.AsSpan(at, _buffered - at), _in.Length, out var header) && header.PacketLength <= _buffered - at)
        {
            welcomed |= Handle(header, _in.AsSpan(at + header.HeaderLength, header.BodyLength));
            at += header.PacketLength;
        }

        _in.AsSpan(at, _buffered - at).CopyTo(_in);
        _buffered -= at;
        return welcomed;
    }

    private bool Handle(PacketHeader header, ReadOnlySpan<byte> body)
    {
        switch (header.Type)
        {
            case PacketType.PubAck:
                Latencies.Add(Stopwatch.GetElapsedTime(_sentAt[BinaryPrimitives.ReadUInt16BigEndian(body)]));
                Refused += body.Length > 2 && body[2] >= 0x80 ? 1 : 0;
                Interlocked.Decrement(ref _open);
                return false;
            case PacketType.PingResp:
                _ponged = true;
                return false;
            case PacketType.ConnAck when body[1] == 0:
                return true;
            default:
                throw new IOException($"The server answers {header.Type} {Convert.ToHexString(body)}.");
        }
    }
}
