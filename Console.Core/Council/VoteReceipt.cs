using System.Buffers.Binary;

namespace CommunityConsole.Core.Council;

/// <summary>What a voter of modes A and B takes home: with it the ballot is found in the log, unchanged and with everything before it.</summary>
/// <param name="Leaf">The number of its leaf.</param>
/// <param name="Code">The first 60 bits of the leaf's hash, 12 characters of Crockford's base 32.</param>
public sealed record VoteReceipt(long Leaf, string Code)
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;

    /// <summary>The receipt of a leaf.</summary>
    public static VoteReceipt Of(LoggedLeaf leaf) => new(leaf.Number, CodeOf(leaf.Hash));

    /// <summary>The code of a leaf's hash.</summary>
    public static string CodeOf(ReadOnlySpan<byte> leafHash)
    {
        var bits = BinaryPrimitives.ReadUInt64BigEndian(leafHash) >> 4;
        return string.Create(Length, bits, static (code, rest) =>
        {
            for (var place = code.Length - 1; place >= 0; place--, rest >>= 5)
            {
                code[place] = Digits[(int)(rest & 31)];
            }
        });
    }

    /// <summary>A code as somebody typed it: small letters, spaces and hyphens do not matter, O is 0, I and L are 1. Null when it can be no code.</summary>
    public static string? ReadCode(string typed)
    {
        var code = string.Concat(typed.ToUpperInvariant().Where(letter => letter != '-' && !char.IsWhiteSpace(letter)).Select(letter => letter switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => letter,
        }));
        return code.Length == Length && code.All(letter => Digits.Contains(letter, StringComparison.Ordinal)) ? code : null;
    }
}
