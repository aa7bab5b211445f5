using System.Buffers.Binary;
using System.IO.Compression;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Bytes that are kept for long and seldom read, at about half their size: Brotli (RFC 7932) at its fastest, behind their length.</summary>
internal static class PackedBytes
{
    private const int Quality = 1;
    private const int Window = 16;
    private const int Longest = 1 << 24;

    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[sizeof(int) + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, bytes.Length);
        return BrotliEncoder.TryCompress(bytes, packed.AsSpan(sizeof(int)), out var written, Quality, Window)
            ? packed[..(sizeof(int) + written)]
            : throw new InvalidOperationException("Brotli found its own bound too small.");
    }

    /// <exception cref="InvalidDataException">The bytes were not made by <see cref="Pack"/>.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(packed) is not (>= 0 and <= Longest and var length))
        {
            throw new InvalidDataException("Packed bytes are too short or say a length that cannot be.");
        }

        var bytes = new byte[length];
        return BrotliDecoder.TryDecompress(packed[sizeof(int)..], bytes, out var written) && written == length
            ? bytes
            : throw new InvalidDataException("Packed bytes cannot be unpacked.");
    }
}
