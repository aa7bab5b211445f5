using System.Numerics;
using System.Text;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Writes values for a contract: words of 32 bytes, those of unknown length behind the others.</summary>
internal static class AbiEncoder
{
    /// <summary>Bytes of a word.</summary>
    public const int Word = 32;

    /// <summary>The values of a list of types, one after the other.</summary>
    /// <exception cref="ArgumentException">A value is not of its type, or does not fit it.</exception>
    public static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<object> values)
    {
        if (types.Count != values.Count)
        {
            throw new ArgumentException($"ABI: {types.Count} values wanted, {values.Count} given.", nameof(values));
        }

        var head = new List<byte>();
        var tail = new List<byte>();
        foreach (var (type, value) in types.Zip(values))
        {
            if (type.IsDynamic)
            {
                head.AddRange(Number((types.Count * Word) + tail.Count));
                tail.AddRange(Dynamic(type, value));
            }
            else
            {
                head.AddRange(Static(type, value));
            }
        }

        return [.. head, .. tail];
    }

    private static byte[] Static(AbiType type, object value) => (type.Kind, value) switch
    {
        (AbiKind.Bool, bool yes) => Number(yes ? 1 : 0),
        (AbiKind.Address, EvmAddress address) => [.. new byte[Word - EvmAddress.Length], .. address.ToBytes()],
        (AbiKind.Bytes32, byte[] { Length: Word } bytes) => bytes,
        (AbiKind.UInt or AbiKind.Int, _) when Whole(value) is { } number && Fits(type, number) => Number(number),
        _ => throw Wrong(type, value),
    };

    private static byte[] Dynamic(AbiType type, object value) => (type.Kind, value) switch
    {
        (AbiKind.Text, string text) => Padded(Encoding.UTF8.GetBytes(text)),
        (AbiKind.Bytes, byte[] bytes) => Padded(bytes),
        (AbiKind.Array, IEnumerable<object> items) => Items(type.Element!, [.. items]),
        _ => throw Wrong(type, value),
    };

    private static byte[] Items(AbiType element, object[] items) => [.. Number(items.Length), .. Encode([.. items.Select(_ => element)], items)];

    private static byte[] Padded(byte[] bytes) => [.. Number(bytes.Length), .. bytes, .. new byte[(Word - (bytes.Length % Word)) % Word]];

    private static byte[] Number(BigInteger number)
    {
        var bytes = new byte[Word];
        if (number.Sign < 0)
        {
            Array.Fill(bytes, (byte)0xFF);
        }

        var unsigned = number.Sign >= 0;
        number.TryWriteBytes(bytes.AsSpan(Word - number.GetByteCount(unsigned)), out _, unsigned, isBigEndian: true);
        return bytes;
    }

    private static BigInteger? Whole(object value) => value switch
    {
        BigInteger number => number,
        byte or ushort or uint or ulong => Convert.ToUInt64(value, null),
        sbyte or short or int or long => Convert.ToInt64(value, null),
        _ => null,
    };

    private static bool Fits(AbiType type, BigInteger number) => type.Kind == AbiKind.UInt
        ? number.Sign >= 0 && number.GetBitLength() <= type.Bits
        : number.GetBitLength() <= type.Bits - 1; // two's complement: the length leaves the sign out

    private static ArgumentException Wrong(AbiType type, object value) => new($"ABI: a {value.GetType().Name} does not go into {type}, or is too large for it.", nameof(value));
}
