using System.Globalization;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The kinds of values a contract takes and gives.</summary>
internal enum AbiKind
{
    Bool,
    UInt,
    Int,
    Address,
    Bytes32,
    Text,
    Bytes,
    Array,
}

/// <summary>The type of one value. In C# it is a bool, BigInteger (any whole number when written), <see cref="EvmAddress"/>, byte[], string or a list.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bits">The width of a number.</param>
/// <param name="Element">What an array holds.</param>
internal sealed record AbiType(AbiKind Kind, int Bits = 0, AbiType? Element = null)
{
    /// <summary>Whether its bytes stand behind the others, where an offset points.</summary>
    public bool IsDynamic => Kind is AbiKind.Text or AbiKind.Bytes or AbiKind.Array;

    /// <summary>Reads a type as an ABI writes it.</summary>
    /// <exception cref="FormatException">It is none that we know.</exception>
    public static AbiType Parse(string text)
    {
        if (text.EndsWith("[]", StringComparison.Ordinal))
        {
            return new AbiType(AbiKind.Array, Element: Parse(text[..^2]));
        }

        return text switch
        {
            "bool" => new AbiType(AbiKind.Bool),
            "address" => new AbiType(AbiKind.Address),
            "bytes32" => new AbiType(AbiKind.Bytes32),
            "string" => new AbiType(AbiKind.Text),
            "bytes" => new AbiType(AbiKind.Bytes),
            _ when text.StartsWith("uint", StringComparison.Ordinal) => new AbiType(AbiKind.UInt, Width(text, text[4..])),
            _ when text.StartsWith("int", StringComparison.Ordinal) => new AbiType(AbiKind.Int, Width(text, text[3..])),
            _ => throw Unknown(text),
        };
    }

    /// <summary>As an ABI writes it.</summary>
    public override string ToString() => Kind switch
    {
        AbiKind.Bool => "bool",
        AbiKind.UInt => $"uint{Bits}",
        AbiKind.Int => $"int{Bits}",
        AbiKind.Address => "address",
        AbiKind.Bytes32 => "bytes32",
        AbiKind.Text => "string",
        AbiKind.Bytes => "bytes",
        _ => $"{Element}[]",
    };

    private static int Width(string text, string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits is >= 8 and <= 256 && bits % 8 == 0 && digits[0] != '0'
            ? bits
            : throw Unknown(text);

    private static FormatException Unknown(string text) => new($"ABI: no type that is known here: {text}");
}
