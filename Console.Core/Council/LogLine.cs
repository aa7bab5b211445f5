using System.Security.Cryptography;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>
/// What is hashed into a tree, of a vote's log and of its roll alike: the number and the hash of the line before go with the content.
/// The tree alone tells that something was changed; these tell what, and make each receipt vouch for everything before it.
/// </summary>
/// <param name="Number">From 0.</param>
/// <param name="Previous">The leaf hash of the line before, 32 bytes; empty for line 0.</param>
/// <param name="Content">A <see cref="VoteLeaf"/> or a <see cref="RollPaper"/>, written.</param>
public sealed record LogLine(long Number, byte[] Previous, byte[] Content)
{
    /// <summary>The bytes that are hashed and published.</summary>
    public byte[] Write() => new CanonicalBytes().Add(Number).Add(Previous).Add(Content).ToArray();

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is no line: says which field is wrong.</exception>
    public static LogLine Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        var number = reader.Number("number", 0, long.MaxValue);
        var line = new LogLine(number, reader.Bytes("hash of the line before", number == 0 ? 0 : SHA256.HashSizeInBytes).ToArray(), reader.Bytes("content").ToArray());
        reader.End();
        return line;
    }
}
