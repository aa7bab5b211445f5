using System.Numerics;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>Keccak-256 as the specification tells it, without any shortcut: slow, and written apart from the one it checks.</summary>
internal static class PlainKeccak
{
    public static byte[] Hash(byte[] message)
    {
        var padded = new List<byte>(message) { 0x01 };
        while (padded.Count % 136 != 0)
        {
            padded.Add(0);
        }

        padded[^1] |= 0x80;
        var lanes = new ulong[5, 5];
        for (var start = 0; start < padded.Count; start += 136)
        {
            for (var i = 0; i < 136; i++)
            {
                lanes[i / 8 % 5, i / 40] ^= (ulong)padded[start + i] << (8 * (i % 8));
            }

            Rounds(lanes);
        }

        return [.. Enumerable.Range(0, 32).Select(i => (byte)(lanes[i / 8 % 5, i / 40] >> (8 * (i % 8))))];
    }

    private static void Rounds(ulong[,] a)
    {
        var register = 1;
        for (var round = 0; round < 24; round++)
        {
            var c = Enumerable.Range(0, 5).Select(x => a[x, 0] ^ a[x, 1] ^ a[x, 2] ^ a[x, 3] ^ a[x, 4]).ToArray();
            Each((x, y) => a[x, y] ^= c[(x + 4) % 5] ^ BitOperations.RotateLeft(c[(x + 1) % 5], 1));

            var b = new ulong[5, 5];
            b[0, 0] = a[0, 0];
            var (px, py) = (1, 0);
            for (var t = 0; t < 24; t++)
            {
                b[py, ((2 * px) + (3 * py)) % 5] = BitOperations.RotateLeft(a[px, py], (t + 1) * (t + 2) / 2 % 64);
                (px, py) = (py, ((2 * px) + (3 * py)) % 5);
            }

            Each((x, y) => a[x, y] = b[x, y] ^ (~b[(x + 1) % 5, y] & b[(x + 2) % 5, y]));

            for (var j = 0; j < 7; j++)
            {
                if ((register & 1) != 0)
                {
                    a[0, 0] ^= 1UL << ((1 << j) - 1);
                }

                register = (register << 1) ^ ((register >> 7) * 0x171);
            }
        }
    }

    private static void Each(Action<int, int> act)
    {
        for (var x = 0; x < 5; x++)
        {
            for (var y = 0; y < 5; y++)
            {
                act(x, y);
            }
        }
    }
}
