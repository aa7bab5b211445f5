namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>The variable byte integer (MQTT 5.0, section 1.5.5): 7 bits a byte, low first, 1 to 4 bytes.</summary>
internal static class VariableLength
{
    public const int Maximum = 268_435_455;

    /// <summary>Reads a value; false when <paramref name="source"/> ends inside it.</summary>
    /// <exception cref="WireFault">A fifth byte, or more bytes than the value needs.</exception>
    public static bool TryRead(ReadOnlySpan<byte> source, out int value, out int bytes)
    {
        value = 0;
        for (bytes = 0; bytes < source.Length;)
        {
            var next = source[bytes];
            value |= (next & 0x7F) << (7 * bytes);
            bytes++;
            if (next < 0x80)
            {
                return next != 0 || bytes == 1
                    ? true
                    : throw WireFault.Malformed("A variable byte integer is longer than its value needs.");
            }

            if (bytes == 4)
            {
                throw WireFault.Malformed("A variable byte integer has a fifth byte.");
            }
        }

        return false;
    }

    /// <summary>How many bytes the value takes.</summary>
    public static int Size(int value) => value switch
    {
        < 0x80 => 1,
        < 0x4000 => 2,
        < 0x20_0000 => 3,
        <= Maximum => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Longer than MQTT can say."),
    };

    /// <summary>Writes the value and returns how many bytes it took.</summary>
    public static int Write(Span<byte> target, int value)
    {
        var bytes = 0;
        while (value >= 0x80)
        {
            target[bytes++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[bytes++] = (byte)value;
        return bytes;
    }
}
