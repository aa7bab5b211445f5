using System.Numerics;
using System.Text;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>
/// Reads what a contract gave, in the one form that compilers write: each tail where the one before ended, padding zero,
/// nothing behind. So no answer, however crafted, makes more values than it has bytes.
/// </summary>
internal static class AbiDecoder
{
    private const int Word = AbiEncoder.Word;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The values of a list of types.</summary>
    /// <exception cref="FormatException">The bytes are not such values.</exception>
    public static IReadOnlyList<object> Decode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> bytes)
    {
        var values = ReadAll(types, bytes, out var length);
        return length == bytes.Length ? values : throw new FormatException("ABI: bytes behind the values.");
    }

    private static object[] ReadAll(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> bytes, out int length)
    {
        length = types.Count * Word;
        if (bytes.Length < length)
        {
            throw new FormatException("ABI: cut off.");
        }

        var values = new object[types.Count];
        for (var at = 0; at < types.Count; at++)
        {
            var word = bytes.Slice(at * Word, Word);
            if (!types[at].IsDynamic)
            {
                values[at] = Static(types[at], word);
                continue;
            }

            if (Secp256k1.Number(word) != length)
            {
                throw new FormatException("ABI: an offset that points elsewhere than behind the value before.");
            }

            values[at] = Dynamic(types[at], bytes[length..], out var used);
            length += used;
        }

        return values;
    }

    private static object Static(AbiType type, ReadOnlySpan<byte> word)
    {
        switch (type.Kind)
        {
            case AbiKind.Bytes32:
                return word.ToArray();
            case AbiKind.Address:
                return word[..12].ContainsAnyExcept((byte)0) ? throw Stray(type) : new EvmAddress(word[12..]);
            case AbiKind.Bool:
                return Secp256k1.Number(word) is { IsZero: true } or { IsOne: true } ? word[^1] == 1 : throw Stray(type);
            case AbiKind.UInt:
                var unsigned = Secp256k1.Number(word);
                return unsigned.GetBitLength() <= type.Bits ? unsigned : throw Stray(type);
            default:
                var signed = new BigInteger(word, isUnsigned: false, isBigEndian: true);
                return signed.GetBitLength() < type.Bits ? signed : throw Stray(type);
        }
    }

    private static object Dynamic(AbiType type, ReadOnlySpan<byte> bytes, out int used)
    {
        var count = Count(ref bytes);
        if (type.Kind == AbiKind.Array)
        {
            if (count > bytes.Length / Word)
            {
                throw new FormatException("ABI: a list longer than its bytes.");
            }

            var items = ReadAll([.. Enumerable.Repeat(type.Element!, count)], bytes, out used);
            used += Word;
            return items;
        }

        var padded = (count + (long)Word - 1) / Word * Word;
        if (padded > bytes.Length || bytes[count..(int)padded].ContainsAnyExcept((byte)0))
        {
            throw new FormatException($"ABI: {type} cut off, or bytes in its padding.");
        }

        used = Word + (int)padded;
        return type.Kind == AbiKind.Text ? Text(bytes[..count]) : bytes[..count].ToArray();
    }

    private static int Count(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Word || Secp256k1.Number(bytes[..Word]) is var count && count > bytes.Length)
        {
            throw new FormatException("ABI: a length without its bytes.");
        }

        bytes = bytes[Word..];
        return (int)count;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("ABI: a text that is no UTF-8.");
        }
    }

    private static FormatException Stray(AbiType type) => new($"ABI: no {type}.");
}
