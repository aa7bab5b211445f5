using System.Buffers.Binary;

namespace CommunityConsole.Core.Kernel;

/// <summary>32 bytes that name an account or an operation of a ledger: random or a hash, never anything a person could be known by.</summary>
public readonly record struct LedgerKey(UInt128 High, UInt128 Low)
{
    /// <summary>How many bytes.</summary>
    public const int Length = 32;

    /// <summary>The key of these 32 bytes.</summary>
    public static LedgerKey From(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        return new LedgerKey(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
    }

    /// <summary>The key made of what is told apart by it.</summary>
    public static LedgerKey Of(CanonicalBytes content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return From(content.Hash());
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        WriteTo(bytes);
        return bytes;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
