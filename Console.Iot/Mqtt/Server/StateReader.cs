using System.Buffers.Binary;
using System.Text;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Reads what <see cref="StateCodec"/> wrote; a lack of bytes is an <see cref="ArgumentException"/>.</summary>
internal sealed class StateReader(byte[] bytes)
{
    private int _at;

    public byte Byte() => Take(1)[0];

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public byte[] Bytes() => Take(checked((int)UInt32())).ToArray();

    public string Text() => Encoding.UTF8.GetString(Take(checked((int)UInt32())));

    public string? OptionalText() => Byte() == 0 ? null : Text();

    /// <summary>A list with its count before it.</summary>
    public List<T> All<T>(Func<T> read)
    {
        var all = new List<T>();
        for (var count = UInt32(); count > 0; count--)
        {
            all.Add(read());
        }

        return all;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = bytes.AsSpan(_at, length);
        _at += length;
        return taken;
    }
}
