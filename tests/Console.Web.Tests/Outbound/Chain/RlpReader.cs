using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>Reads RLP, strictly: what was written is read again, and nothing else. The console itself only writes.</summary>
internal static class RlpReader
{
    private const int ShortLength = 55;
    private const byte StringBase = 0x80;
    private const byte ListBase = 0xC0;
    private const int DeepestList = 64; // nobody's transaction is deeper, and the reader calls itself

    /// <summary>Reads exactly one item.</summary>
    /// <exception cref="FormatException">It is cut off, too long, too deep, or not written in the one right way.</exception>
    public static RlpItem Decode(ReadOnlySpan<byte> bytes)
    {
        var item = Read(ref bytes, 0);
        return bytes.IsEmpty ? item : throw new FormatException("RLP: bytes behind the item.");
    }

    private static RlpItem Read(ref ReadOnlySpan<byte> bytes, int depth)
    {
        if (bytes.IsEmpty)
        {
            throw new FormatException("RLP: cut off before an item.");
        }

        var first = bytes[0];
        if (first < StringBase)
        {
            bytes = bytes[1..];
            return RlpItem.Bytes([first]);
        }

        var list = first >= ListBase;
        var payload = Take(ref bytes, list ? ListBase : StringBase);
        if (!list)
        {
            return payload is [< StringBase]
                ? throw new FormatException("RLP: a byte below 0x80 stands for itself and has no head.")
                : RlpItem.Bytes(payload);
        }

        if (depth == DeepestList)
        {
            throw new FormatException("RLP: lists too deep.");
        }

        var items = new List<RlpItem>();
        while (!payload.IsEmpty)
        {
            items.Add(Read(ref payload, depth + 1));
        }

        return RlpItem.List(items);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, byte start)
    {
        var length = bytes[0] - start;
        bytes = bytes[1..];
        if (length > ShortLength)
        {
            length = ReadLength(ref bytes, length - ShortLength);
        }

        if (length > bytes.Length)
        {
            throw new FormatException("RLP: an item reaches beyond the end.");
        }

        var payload = bytes[..length];
        bytes = bytes[length..];
        return payload;
    }

    private static int ReadLength(ref ReadOnlySpan<byte> bytes, int size)
    {
        if (size > bytes.Length)
        {
            throw new FormatException("RLP: cut off inside a length.");
        }

        ulong length = 0;
        foreach (var digit in bytes[..size])
        {
            length = (length << 8) | digit;
        }

        if (bytes[0] == 0 || length <= ShortLength)
        {
            throw new FormatException("RLP: a length that has a shorter form.");
        }

        if (length > int.MaxValue)
        {
            throw new FormatException("RLP: an item reaches beyond the end.");
        }

        bytes = bytes[size..];
        return (int)length;
    }
}
