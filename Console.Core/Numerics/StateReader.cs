using System.Buffers.Binary;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// Reads what <see cref="StateWriter"/> wrote. Bytes that are short, of an unknown version or out of range end in
/// <see cref="InvalidDataException"/>; the caller then rebuilds the state from readings.
/// </summary>
public ref struct StateReader(ReadOnlySpan<byte> input)
{
    private ReadOnlySpan<byte> _rest = input;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>Reads a version byte and refuses any other than the expected one.</summary>
    public void ReadVersion(byte expected, string what)
    {
        var found = ReadByte();
        if (found != expected)
        {
            throw new InvalidDataException($"{what}: version {found} cannot be read, only {expected}.");
        }
    }

    /// <summary>Reads one byte.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads four bytes as a number between the bounds, both allowed.</summary>
    public int ReadCount(int least, int most)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
        return value >= least && value <= most
            ? value
            : throw new InvalidDataException($"A saved number is {value}, outside {least} to {most}.");
    }

    /// <summary>Reads a finite number.</summary>
    public double ReadNumber()
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(Take(8));
        return double.IsFinite(value) ? value : throw new InvalidDataException("A saved number is not finite.");
    }

    /// <summary>Reads as many finite numbers as fit into <paramref name="into"/>.</summary>
    public void ReadNumbers(Span<double> into)
    {
        foreach (ref var value in into)
        {
            value = ReadNumber();
        }
    }

    /// <summary>Reads as many finite single-precision numbers as fit into <paramref name="into"/>.</summary>
    public void ReadSingles(Span<float> into)
    {
        var bytes = Take(4 * into.Length);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
            if (!float.IsFinite(into[i]))
            {
                throw new InvalidDataException("A saved number is not finite.");
            }
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new InvalidDataException("The saved state ends too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
