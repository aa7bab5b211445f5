using System.Buffers.Binary;
using System.Text;

namespace CommunityConsole.Bench.Consoles;

/// <summary>Reads one hub message of the circuit, value by value; see <see cref="PackWriter"/>.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The next whole message in what has come so far; false when its end has not come yet.</summary>
    /// <param name="received">What has come; without the message afterwards.</param>
    /// <param name="message">The message.</param>
    public static bool TryTake(ref ReadOnlySpan<byte> received, out ReadOnlySpan<byte> message)
    {
        var length = 0;
        for (var i = 0; i < received.Length && i < 5; i++)
        {
            length |= (received[i] & 0x7f) << (7 * i);
            if (received[i] < 0x80)
            {
                if (received.Length - i - 1 < length)
                {
                    break;
                }

                message = received.Slice(i + 1, length);
                received = received[(i + 1 + length)..];
                return true;
            }
        }

        message = default;
        return false;
    }

    /// <summary>How many values the list or the pairs the map that begins here has.</summary>
    public int Count()
    {
        var type = Byte();
        return type switch
        {
            >= 0x80 and <= 0x9f => type & 0x0f,
            0xdc or 0xde => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdd or 0xdf => (int)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Strange(type),
        };
    }

    public long Number()
    {
        var type = Byte();
        return type switch
        {
            < 0x80 => type,
            >= 0xe0 => (sbyte)type,
            0xcc => Byte(),
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xd0 => (sbyte)Byte(),
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            _ => throw Strange(type),
        };
    }

    /// <summary>A text; null where there is none.</summary>
    public string? Text() => Bytes() is { IsEmpty: false } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>The bytes of a text or of binary data; none where there is neither.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var type = Byte();
        return type switch
        {
            0xc0 => default,
            >= 0xa0 and <= 0xbf => Take(type & 0x1f),
            0xc4 or 0xd9 => Take(Byte()),
            0xc5 or 0xda => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xc6 or 0xdb => Take((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw Strange(type),
        };
    }

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static InvalidDataException Strange(byte type) => new($"The circuit's hub sent a value of type 0x{type:x2} where none was to come.");
}
