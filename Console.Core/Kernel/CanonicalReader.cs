using System.Buffers.Binary;
using System.Text;

namespace CommunityConsole.Core.Kernel;

/// <summary>Reads what <see cref="CanonicalBytes"/> wrote, field by field. Whatever the bytes are: a field, or a <see cref="FormatException"/> that names it.</summary>
public ref struct CanonicalReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The next field as it is.</summary>
    public ReadOnlySpan<byte> Bytes(string field)
    {
        if (_rest.Length < 4)
        {
            throw new FormatException($"The bytes end before {field}.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(_rest);
        if (length < 0 || length > _rest.Length - 4)
        {
            throw new FormatException($"The bytes end within {field}.");
        }

        var found = _rest.Slice(4, length);
        _rest = _rest[(4 + length)..];
        return found;
    }

    /// <summary>The next field, which has this length.</summary>
    public ReadOnlySpan<byte> Bytes(string field, int length)
    {
        var found = Bytes(field);
        return found.Length == length ? found : throw new FormatException($"{field} has {found.Length} bytes; it must have {length}.");
    }

    /// <summary>A text in UTF-8.</summary>
    public string Text(string field)
    {
        try
        {
            return Strict.GetString(Bytes(field));
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException($"{field} is not UTF-8.");
        }
    }

    /// <summary>A number.</summary>
    public long Number(string field) => BinaryPrimitives.ReadInt64BigEndian(Bytes(field, 8));

    /// <summary>A number within limits.</summary>
    public long Number(string field, long least, long most)
    {
        var number = Number(field);
        return number >= least && number <= most ? number : throw new FormatException($"{field} is {number}; it must be from {least} to {most}.");
    }

    /// <summary>How many of something follow, from 0.</summary>
    public int Count(string field) => (int)Number(field, 0, int.MaxValue);

    /// <summary>An instant, UTC.</summary>
    public DateTimeOffset Instant(string field) => new(Number(field, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    /// <summary>An id.</summary>
    public Guid Id(string field) => new(Bytes(field, 16), bigEndian: true);

    /// <summary>Nothing may follow.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new FormatException($"{_rest.Length} bytes too many.");
        }
    }
}
