using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>scrypt (RFC 7914), which the framework lacks: makes a key of a password so that guessing costs memory.</summary>
internal static class Scrypt
{
    private const int SalsaWords = 16;

    /// <summary>The key of a password.</summary>
    /// <param name="n">Rounds through the memory, a power of two.</param>
    /// <param name="r">Size of a block: memory is 128 r n bytes.</param>
    /// <param name="p">How many such memories, one after the other.</param>
    public static byte[] Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int n, int r, int p, int length)
    {
        if (n < 2 || !BitOperations.IsPow2(n) || r < 1 || p < 1)
        {
            throw new ArgumentException("scrypt: n must be a power of two above 1, r and p positive.");
        }

        var blocks = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1, HashAlgorithmName.SHA256, p * 128 * r);
        var words = MemoryMarshal.Cast<byte, uint>(blocks.AsSpan());
        Turn(words);
        for (var part = 0; part < p; part++)
        {
            Mix(words.Slice(part * 32 * r, 32 * r), n, r);
        }

        Turn(words);
        return Rfc2898DeriveBytes.Pbkdf2(password, blocks, 1, HashAlgorithmName.SHA256, length);
    }

    // The algorithm counts in little-endian words.
    private static void Turn(Span<uint> words)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private static void Mix(Span<uint> x, int n, int r)
    {
        var memory = new uint[n][];
        var spare = new uint[x.Length];
        for (var i = 0; i < n; i++)
        {
            memory[i] = x.ToArray();
            MixBlock(x, spare, r);
        }

        for (var i = 0; i < n; i++)
        {
            var chosen = memory[x[^SalsaWords] & (uint)(n - 1)];
            for (var word = 0; word < x.Length; word++)
            {
                x[word] ^= chosen[word];
            }

            MixBlock(x, spare, r);
        }
    }

    private static void MixBlock(Span<uint> x, Span<uint> spare, int r)
    {
        Span<uint> running = stackalloc uint[SalsaWords];
        x[^SalsaWords..].CopyTo(running);
        for (var block = 0; block < 2 * r; block++)
        {
            for (var word = 0; word < SalsaWords; word++)
            {
                running[word] ^= x[(block * SalsaWords) + word];
            }

            Salsa(running);
            running.CopyTo(spare[(((block / 2) + (block % 2 * r)) * SalsaWords)..]); // even blocks first, then odd ones
        }

        spare.CopyTo(x);
    }

    private static void Salsa(Span<uint> block)
    {
        Span<uint> x = stackalloc uint[SalsaWords];
        block.CopyTo(x);
        for (var round = 0; round < 4; round++)
        {
            Quarter(x, 0, 4, 8, 12);
            Quarter(x, 5, 9, 13, 1);
            Quarter(x, 10, 14, 2, 6);
            Quarter(x, 15, 3, 7, 11);
            Quarter(x, 0, 1, 2, 3);
            Quarter(x, 5, 6, 7, 4);
            Quarter(x, 10, 11, 8, 9);
            Quarter(x, 15, 12, 13, 14);
        }

        for (var word = 0; word < SalsaWords; word++)
        {
            block[word] += x[word];
        }
    }

    private static void Quarter(Span<uint> x, int a, int b, int c, int d)
    {
        x[b] ^= BitOperations.RotateLeft(x[a] + x[d], 7);
        x[c] ^= BitOperations.RotateLeft(x[b] + x[a], 9);
        x[d] ^= BitOperations.RotateLeft(x[c] + x[b], 13);
        x[a] ^= BitOperations.RotateLeft(x[d] + x[c], 18);
    }
}
