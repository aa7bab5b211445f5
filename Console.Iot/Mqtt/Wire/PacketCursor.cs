using System.Buffers;

namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>One whole packet; the body lives until the next one is taken from the cursor.</summary>
internal readonly record struct Packet(byte First, ReadOnlyMemory<byte> Body)
{
    public PacketType Type => (PacketType)(First >> 4);

    public int Flags => First & 0x0F;
}

/// <summary>
/// Cuts what a pipe has read into packets. Packets inside one segment are not copied; one that crosses a border is
/// gathered in a rented buffer, which the fixed maximum bounds and which is rented when all its bytes are there.
/// </summary>
internal sealed class PacketCursor : IDisposable
{
    private ReadOnlySequence<byte> _rest;
    private ReadOnlyMemory<byte> _first;
    private int _offset;
    private byte[]? _rented;

    /// <summary>The largest packet taken, in bytes with its header.</summary>
    public int Maximum { get; set; }

    /// <summary>Everything before is done with.</summary>
    public SequencePosition Consumed => _rest.GetPosition(_offset);

    public void Open(in ReadOnlySequence<byte> buffer)
    {
        _rest = buffer;
        _first = buffer.First;
        _offset = 0;
    }

    /// <exception cref="WireFault">The header is not one of MQTT, or its packet is larger than the maximum.</exception>
    public bool TryNext(out Packet packet)
    {
        var span = _first.Span[_offset..];
        if (Framing.TryReadHeader(span, Maximum, out var header) && header.PacketLength <= span.Length)
        {
            packet = new Packet(header.First, _first.Slice(_offset + header.HeaderLength, header.BodyLength));
            _offset += header.PacketLength;
            return true;
        }

        return TryGather(out packet);
    }

    /// <summary>Gives the gathering buffer back and forgets the segments, which the pipe is about to reuse.</summary>
    public void Close()
    {
        GiveBack();
        _rest = default;
        _first = default;
        _offset = 0;
    }

    public void Dispose() => Close();

    private bool TryGather(out Packet packet)
    {
        packet = default;
        _rest = _rest.Slice(_offset);
        _first = _rest.First;
        _offset = 0;

        Span<byte> start = stackalloc byte[Framing.LongestHeader];
        var known = (int)Math.Min(_rest.Length, start.Length);
        _rest.Slice(0, known).CopyTo(start);
        if (!Framing.TryReadHeader(start[..known], Maximum, out var header) || _rest.Length < header.PacketLength)
        {
            return false;
        }

        if (_first.Length < header.PacketLength)
        {
            if (_rented is null || _rented.Length < header.BodyLength)
            {
                GiveBack();
                _rented = ArrayPool<byte>.Shared.Rent(header.BodyLength);
            }

            _rest.Slice(header.HeaderLength, header.BodyLength).CopyTo(_rented);
            packet = new Packet(header.First, _rented.AsMemory(0, header.BodyLength));
        }
        else
        {
            packet = new Packet(header.First, _first.Slice(header.HeaderLength, header.BodyLength));
        }

        _rest = _rest.Slice(header.PacketLength);
        _first = _rest.First;
        return true;
    }

    private void GiveBack()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }
}
