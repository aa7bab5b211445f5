using System.Buffers.Binary;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Who signs, or where a contract stands: 20 bytes.</summary>
internal readonly record struct EvmAddress
{
    /// <summary>Its bytes.</summary>
    public const int Length = 20;

    private readonly UInt128 _high;
    private readonly uint _low;

    /// <summary>An address of 20 bytes.</summary>
    public EvmAddress(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length, nameof(bytes));
        _high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>Whose public key this is.</summary>
    public static EvmAddress Of(CurvePoint publicKey) => new(Keccak256.Hash(publicKey.ToBytes()).AsSpan(12));

    /// <summary>Where the contract stands that a sender creates with this transaction.</summary>
    public static EvmAddress OfContract(EvmAddress sender, ulong nonce) =>
        new(Keccak256.Hash(Rlp.Encode(RlpItem.List(RlpItem.Bytes(sender.ToBytes()), RlpItem.Number(nonce)))).AsSpan(12));

    /// <summary>Reads 40 digits behind an optional 0x. Mixed case must have the checksum of EIP-55: a mistyped address is found.</summary>
    public static bool TryParse(string? text, out EvmAddress address)
    {
        address = default;
        if (!EvmHex.TryBytes(text, out var bytes) || bytes.Length != Length)
        {
            return false;
        }

        address = new EvmAddress(bytes);
        var digits = text!.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text;
        return !digits.Any(char.IsAsciiLetterLower) || !digits.Any(char.IsAsciiLetterUpper) || digits == address.ToString()[2..];
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none, or its checksum is wrong.</exception>
    public static EvmAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not an address: 40 hexadecimal digits, mixed case only with its checksum.");

    /// <summary>The 20 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), _low);
        return bytes;
    }

    /// <summary>With 0x and the checksum of EIP-55.</summary>
    public override string ToString()
    {
        var digits = Convert.ToHexStringLower(ToBytes());
        var hash = Convert.ToHexStringLower(Keccak256.Hash(digits));
        return "0x" + string.Concat(digits.Select((digit, at) => hash[at] >= '8' ? char.ToUpperInvariant(digit) : digit));
    }
}
