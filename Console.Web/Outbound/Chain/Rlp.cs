using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>RLP, the way transactions are written: every item in one way only.</summary>
internal static class Rlp
{
    private const int ShortLength = 55;
    private const byte StringBase = 0x80;
    private const byte ListBase = 0xC0;

    /// <summary>The bytes of an item.</summary>
    public static byte[] Encode(RlpItem item)
    {
        if (!item.IsList)
        {
            var bytes = item.Payload;
            return bytes is [< StringBase] ? bytes.ToArray() : [.. Head(bytes.Length, StringBase), .. bytes];
        }

        var items = item.Items.Select(Encode).ToList();
        return [.. Head(items.Sum(static i => i.Length), ListBase), .. items.SelectMany(static i => i)];
    }

    private static byte[] Head(int length, byte start)
    {
        if (length <= ShortLength)
        {
            return [(byte)(start + length)];
        }

        var size = Minimal(length);
        return [(byte)(start + ShortLength + size.Length), .. size];
    }

    private static byte[] Minimal(int length) => new BigInteger(length).ToByteArray(isUnsigned: true, isBigEndian: true);
}
