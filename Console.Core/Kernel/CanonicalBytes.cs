using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CommunityConsole.Core.Kernel;

/// <summary>Bytes that say the same thing in one way only: every field carries its length, so no two lists of fields share their bytes.</summary>
public sealed class CanonicalBytes
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Adds a text as UTF-8.</summary>
    public CanonicalBytes Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a number, 8 bytes, big-endian.</summary>
    public CanonicalBytes Add(long number)
    {
        Span<byte> field = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(field, number);
        return Add(field);
    }

    /// <summary>Adds an instant as UTC ticks: the offset it is written with makes no difference.</summary>
    public CanonicalBytes Add(DateTimeOffset instant) => Add(instant.UtcTicks);

    /// <summary>Adds an id, 16 bytes, big-endian.</summary>
    public CanonicalBytes Add(Guid id) => Add(id.ToByteArray(bigEndian: true));

    /// <summary>Adds bytes.</summary>
    public CanonicalBytes Add(ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        _bytes.Write(length);
        _bytes.Write(field);
        return this;
    }

    /// <summary>The bytes so far.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>SHA-256 of the bytes so far.</summary>
    public byte[] Hash() => SHA256.HashData(_bytes.WrittenSpan);

    /// <summary>An id made of the first 16 bytes of <see cref="Hash"/>, marked as version 8 (RFC 9562).</summary>
    public Guid ToGuid()
    {
        var hash = Hash().AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
