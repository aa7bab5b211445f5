namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>The fixed header of a packet: its first byte and the length of what follows.</summary>
internal readonly record struct PacketHeader(byte First, int HeaderLength, int BodyLength)
{
    public PacketType Type => (PacketType)(First >> 4);

    public int Flags => First & 0x0F;

    public int PacketLength => HeaderLength + BodyLength;
}

internal static class Framing
{
    /// <summary>The first byte and four of length.</summary>
    public const int LongestHeader = 5;

    /// <summary>Reads a header from the start of <paramref name="source"/>; false when more bytes are needed.</summary>
    /// <param name="maximum">The largest packet taken, in bytes with its header; checked before a body is waited for.</param>
    /// <exception cref="WireFault">A reserved type or flag, a wrong length, or a packet larger than the maximum.</exception>
    public static bool TryReadHeader(ReadOnlySpan<byte> source, int maximum, out PacketHeader header)
    {
        header = default;
        if (source.IsEmpty)
        {
            return false;
        }

        CheckFirst(source[0]);
        if (source.Length >= LongestHeader && (source[1] & source[2] & source[3] & source[4] & 0x80) != 0)
        {
            throw WireFault.Silent("A length of more than four bytes.");
        }

        if (!VariableLength.TryRead(source[1..], out var length, out var bytes))
        {
            return false;
        }

        header = new PacketHeader(source[0], bytes + 1, length);
        return header.PacketLength <= maximum
            ? true
            : throw new WireFault(ReasonCode.PacketTooLarge, $"A packet of {header.PacketLength} bytes; at most {maximum} are taken.");
    }

    private static void CheckFirst(byte first)
    {
        var flags = first & 0x0F;
        var good = (PacketType)(first >> 4) switch
        {
            PacketType.Publish => (flags & 0b0110) != 0b0110 && (flags & 0b1110) != 0b1000,
            PacketType.PubRel or PacketType.Subscribe or PacketType.Unsubscribe => flags == 0b0010,
            0 => false,
            _ => flags == 0,
        };
        if (!good)
        {
            throw first >> 4 == (int)PacketType.Auth ? WireFault.Protocol("AUTH with reserved flags.") : WireFault.Malformed($"First byte 0x{first:X2} is reserved.");
        }
    }
}
