using System.Buffers.Binary;

namespace CommunityConsole.Core.TimeBank;

/// <summary>32 bytes that stand for an account, a record, an operation or a document, and say nothing about it.</summary>
public readonly record struct Id32
{
    /// <summary>How many bytes.</summary>
    public const int Length = 32;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    /// <summary>An id of 32 bytes.</summary>
    public Id32(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length, nameof(bytes));
        _high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>An id of 64 hexadecimal digits.</summary>
    public static Id32 Parse(string digits) => new(Convert.FromHexString(digits));

    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), _low);
        return bytes;
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
