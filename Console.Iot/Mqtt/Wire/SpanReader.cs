using System.Buffers.Binary;
using System.Text;

namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>Reads the data types of MQTT (5.0, section 1.5) from one packet's body; every lack of bytes is a fault.</summary>
internal ref struct SpanReader(ReadOnlySpan<byte> body)
{
    private readonly ReadOnlySpan<byte> _body = body;

    /// <summary>How many bytes have been read.</summary>
    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _body.Length;

    public readonly ReadOnlySpan<byte> Rest => _body[Position..];

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public uint VariableInteger()
    {
        if (!VariableLength.TryRead(Rest, out var value, out var bytes))
        {
            throw WireFault.Malformed("A variable byte integer ends before its last byte.");
        }

        Position += bytes;
        return (uint)value;
    }

    /// <summary>Length-prefixed bytes, not copied.</summary>
    public ReadOnlySpan<byte> Binary() => Take(UInt16());

    /// <summary>Length-prefixed UTF-8, checked, not copied.</summary>
    public ReadOnlySpan<byte> TextBytes()
    {
        var bytes = Binary();
        Utf8Rules.Check(bytes);
        return bytes;
    }

    /// <summary>Length-prefixed UTF-8, checked.</summary>
    public string Text() => Encoding.UTF8.GetString(TextBytes());

    /// <summary>The next <paramref name="length"/> bytes.</summary>
    public ReadOnlySpan<byte> Take(int length)
    {
        // The declared length is compared before anything is allocated for it.
        if ((uint)length > (uint)(_body.Length - Position))
        {
            throw WireFault.Malformed("A field ends after its packet.");
        }

        var taken = _body.Slice(Position, length);
        Position += length;
        return taken;
    }

    public readonly void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw WireFault.Malformed("The packet is longer than its fields.");
        }
    }
}
