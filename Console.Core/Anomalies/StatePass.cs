using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// One walk over a state that either writes it or reads it back: each part names its fields once, so that what is
/// written and what is read cannot drift apart.
/// </summary>
/// <remarks>Little-endian. Bytes that are short or out of range end in <see cref="InvalidDataException"/>.</remarks>
internal sealed class StatePass
{
    // A state is copied once a day for every home, and the buffer grows to some tens of kilobytes: each thread keeps one.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    private readonly ArrayBufferWriter<byte>? _output;
    private readonly ReadOnlyMemory<byte> _input;
    private readonly List<string> _texts = [];
    private int _at;

    /// <summary>Starts a walk that reads.</summary>
    public StatePass(ReadOnlyMemory<byte> input) => _input = input;

    private StatePass(ArrayBufferWriter<byte> output) => _output = output;

    public bool Reading => _output is null;

    /// <summary>What a walk over a state writes.</summary>
    public static byte[] Written(Action<StatePass> walk)
    {
        var buffer = _buffer ?? new ArrayBufferWriter<byte>(64 * 1024);
        _buffer = null;   // taken: a walk inside this one gets its own
        buffer.ResetWrittenCount();
        walk(new StatePass(buffer));
        _buffer = buffer;
        return buffer.WrittenSpan.ToArray();
    }

    public void Version(byte version, string what)
    {
        var found = version;
        Byte(ref found);
        if (found != version)
        {
            throw new InvalidDataException($"{what}: version {found} cannot be read, only {version}.");
        }
    }

    public void Byte(ref byte value)
    {
        if (_output is null)
        {
            value = Take(1)[0];
            return;
        }

        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    public void Flag(ref bool value)
    {
        var octet = value ? (byte)1 : (byte)0;
        Byte(ref octet);
        value = octet != 0;
    }

    public void Count(ref int value, int least, int most)
    {
        if (_output is null)
        {
            value = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
            if (value < least || value > most)
            {
                throw new InvalidDataException($"A saved number is {value}, outside {least} to {most}.");
            }

            return;
        }

        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(4), value);
        _output.Advance(4);
    }

    public void Long(ref long value)
    {
        if (_output is null)
        {
            value = BinaryPrimitives.ReadInt64LittleEndian(Take(8));
            return;
        }

        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(8), value);
        _output.Advance(8);
    }

    public void Number(ref double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        Long(ref bits);
        value = BitConverter.Int64BitsToDouble(bits);
    }

    /// <summary>A short text; one seen before on this walk costs two bytes (device names come again and again).</summary>
    public void Text(ref string value)
    {
        var number = Reading ? 0 : _texts.IndexOf(value) + 1;
        Count(ref number, 0, _texts.Count);
        if (number > 0)
        {
            value = _texts[number - 1];
            return;
        }

        var length = Reading ? 0 : Encoding.UTF8.GetByteCount(value);
        Count(ref length, 0, 4096);
        if (_output is null)
        {
            value = Encoding.UTF8.GetString(Take(length));
        }
        else
        {
            _output.Advance(Encoding.UTF8.GetBytes(value, _output.GetSpan(length)));
        }

        _texts.Add(value);
    }

    /// <summary>As many bytes as fit into <paramref name="values"/>.</summary>
    public void Bytes(Span<byte> values)
    {
        if (_output is null)
        {
            Take(values.Length).CopyTo(values);
            return;
        }

        _output.Write(values);
    }

    /// <summary>Half-precision numbers, not-a-number included.</summary>
    public void Halves(Span<Half> values) => Raw(values);

    /// <summary>Single-precision numbers, as many as fit.</summary>
    public void Singles(Span<float> values) => Raw(values);

    /// <summary>Small whole numbers, as many as fit.</summary>
    public void Shorts(Span<ushort> values) => Raw(values);

    /// <summary>Numbers, as many as fit.</summary>
    public void Numbers(Span<double> values) => Raw(values);

    /// <summary>At most 65,536 numbers of which most are zero: the others with their places.</summary>
    public void Sparse(Span<Half> values)
    {
        var count = values.Length - values.Count(Half.Zero);
        Count(ref count, 0, values.Length);
        Span<ushort> places = new ushort[count];
        Span<Half> others = new Half[count];
        for (var (place, found) = (0, 0); !Reading && found < count; place++)
        {
            if (values[place] != Half.Zero)
            {
                (places[found], others[found++]) = ((ushort)place, values[place]);
            }
        }

        Raw(places);
        Raw(others);
        for (var i = 0; Reading && i < count; i++)
        {
            if (places[i] >= values.Length)
            {
                throw new InvalidDataException($"A saved place is {places[i]}, of {values.Length}.");
            }

            values[places[i]] = others[i];
        }
    }

    /// <summary>Sets of bits, as many as fit.</summary>
    public void Bits(Span<ulong> values) => Raw(values);

    /// <summary>Whole numbers, as many as fit.</summary>
    public void Integers(Span<int> values) => Raw(values);

    /// <summary>A block of bytes with its length.</summary>
    public void Block(ref byte[] value)
    {
        var length = value.Length;
        Count(ref length, 0, 1 << 24);
        if (_output is null)
        {
            value = Take(length).ToArray();
        }
        else
        {
            _output.Write(value);
        }
    }

    /// <summary>A part that brings its own writing and reading.</summary>
    public void Part<T>(ref T? part, Action<T, IBufferWriter<byte>> write, PartReader<T> read)
        where T : class
    {
        var there = part is not null;
        Flag(ref there);
        if (!there)
        {
            part = null;
        }
        else if (_output is not null)
        {
            write(part!, _output);
        }
        else
        {
            var reader = new StateReader(_input.Span[_at..]);
            part = read(ref reader);
            _at = _input.Length - reader.Remaining;
        }
    }

    // All at once: a state is mostly such rows of numbers.
    private void Raw<T>(Span<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("States are kept with the lowest byte first.");
        }

        Bytes(MemoryMarshal.AsBytes(values));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_input.Length - _at < count)
        {
            throw new InvalidDataException("The saved state ends too early.");
        }

        var taken = _input.Span.Slice(_at, count);
        _at += count;
        return taken;
    }
}

/// <summary>Reads one part of a state.</summary>
internal delegate T PartReader<out T>(ref StateReader reader);
