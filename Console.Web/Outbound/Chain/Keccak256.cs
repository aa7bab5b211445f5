using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The hash of the EVM: Keccak with 256 bits as it was before NIST made it SHA-3, which pads with 0x06 instead of 0x01.</summary>
internal static class Keccak256
{
    /// <summary>Bytes taken in at once.</summary>
    public const int Block = 136;

    private const int Rounds = 24;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    // The way of rho and pi through the 25 words, starting behind word 0: where each goes, and how far it is turned.
    private static readonly int[] Way = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
    private static readonly int[] Turns = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    /// <summary>The 32 bytes that stand for these.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> bytes)
    {
        Span<ulong> state = stackalloc ulong[25];
        while (bytes.Length >= Block)
        {
            Absorb(state, bytes[..Block]);
            bytes = bytes[Block..];
        }

        Span<byte> last = stackalloc byte[Block];
        last.Clear();
        bytes.CopyTo(last);
        last[bytes.Length] ^= 0x01;
        last[Block - 1] ^= 0x80;
        Absorb(state, last);

        var hash = new byte[32];
        for (var word = 0; word < 4; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash.AsSpan(word * 8), state[word]);
        }

        return hash;
    }

    /// <summary>The hash of a text's UTF-8.</summary>
    public static byte[] Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (var word = 0; word < Block / 8; word++)
        {
            state[word] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(word * 8)..]);
        }

        Permute(state);
    }

    private static void Permute(Span<ulong> a)
    {
        Span<ulong> column = stackalloc ulong[5];
        for (var round = 0; round < Rounds; round++)
        {
            for (var x = 0; x < 5; x++)
            {
                column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            }

            for (var x = 0; x < 5; x++)
            {
                var mixed = column[(x + 4) % 5] ^ BitOperations.RotateLeft(column[(x + 1) % 5], 1);
                for (var y = 0; y < 25; y += 5)
                {
                    a[x + y] ^= mixed;
                }
            }

            var carried = a[1];
            for (var step = 0; step < Way.Length; step++)
            {
                (a[Way[step]], carried) = (BitOperations.RotateLeft(carried, Turns[step]), a[Way[step]]);
            }

            for (var y = 0; y < 25; y += 5)
            {
                a.Slice(y, 5).CopyTo(column);
                for (var x = 0; x < 5; x++)
                {
                    a[x + y] = column[x] ^ (~column[(x + 1) % 5] & column[(x + 2) % 5]);
                }
            }

            a[0] ^= RoundConstants[round];
        }
    }
}
