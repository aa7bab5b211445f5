using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// Writes a state as little-endian bytes. Numbers are written to the bit, so a restored state decides
/// exactly as the saved one would have.
/// </summary>
public readonly ref struct StateWriter(IBufferWriter<byte> output)
{
    private readonly IBufferWriter<byte> _output = output;

    /// <summary>Writes one byte, such as a version.</summary>
    public void WriteByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    /// <summary>Writes four bytes.</summary>
    public void WriteCount(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(4), value);
        _output.Advance(4);
    }

    /// <summary>Writes eight bytes.</summary>
    public void WriteNumber(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_output.GetSpan(8), value);
        _output.Advance(8);
    }

    /// <summary>Writes single-precision values without their number; the reader must know it.</summary>
    public void WriteSingles(ReadOnlySpan<float> values)
    {
        var span = _output.GetSpan(4 * values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(span[(4 * i)..], values[i]);
        }

        _output.Advance(4 * values.Length);
    }

    /// <summary>Writes the values without their number; the reader must know it.</summary>
    public void WriteNumbers(ReadOnlySpan<double> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            _output.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        var span = _output.GetSpan(8 * values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(span[(8 * i)..], values[i]);
        }

        _output.Advance(8 * values.Length);
    }
}
