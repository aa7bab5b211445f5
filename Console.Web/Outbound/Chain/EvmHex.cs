using System.Buffers;
using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Bytes and numbers as the EVM's world writes them: hexadecimal behind 0x.</summary>
internal static class EvmHex
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Bytes, two digits each.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>A number without leading zeros; zero is 0x0.</summary>
    public static string Quantity(BigInteger number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return "0x" + (number.IsZero ? "0" : Convert.ToHexStringLower(number.ToByteArray(isUnsigned: true, isBigEndian: true)).TrimStart('0'));
    }

    /// <summary>Bytes written with or without 0x; anything else is no bytes.</summary>
    public static bool TryBytes(string? text, out byte[] bytes)
    {
        bytes = [];
        if (text is null)
        {
            return false;
        }

        var digits = text.AsSpan(text.StartsWith("0x", StringComparison.Ordinal) ? 2 : 0);
        if (digits.Length % 2 != 0 || digits.ContainsAnyExcept(Digits))
        {
            return false;
        }

        bytes = Convert.FromHexString(digits);
        return true;
    }

    /// <summary>Bytes written with or without 0x.</summary>
    /// <exception cref="FormatException">It is no hexadecimal.</exception>
    public static byte[] Bytes(string text) =>
        TryBytes(text, out var bytes) ? bytes : throw new FormatException("Not an even number of hexadecimal digits.");

    /// <summary>A number as nodes send it: behind 0x, at least one digit, no leading zero, at most 256 bits.</summary>
    public static bool TryQuantity(string? text, out BigInteger number)
    {
        number = default;
        if (text is null || !text.StartsWith("0x", StringComparison.Ordinal))
        {
            return false;
        }

        var digits = text[2..];
        if (digits.Length is 0 or > 64 || digits.AsSpan().ContainsAnyExcept(Digits) || (digits[0] == '0' && digits.Length > 1))
        {
            return false;
        }

        number = new BigInteger(Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits), isUnsigned: true, isBigEndian: true);
        return true;
    }
}
