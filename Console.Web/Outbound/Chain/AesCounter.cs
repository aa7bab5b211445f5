using System.Security.Cryptography;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>AES in counter mode, which the framework lacks: the encrypted counter laid over the bytes. The same call encrypts and decrypts.</summary>
internal static class AesCounter
{
    private const int Block = 16;

    /// <summary>The bytes under the key stream that starts with this counter (16 bytes, counted as one big-endian number).</summary>
    public static byte[] Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> bytes)
    {
        using var aes = Aes.Create();
        aes.Key = key.ToArray();
        var stream = new byte[(bytes.Length + Block - 1) / Block * Block];
        var count = counter.ToArray();
        for (var at = 0; at < stream.Length; at += Block)
        {
            count.CopyTo(stream.AsSpan(at));
            Next(count);
        }

        stream = aes.EncryptEcb(stream, PaddingMode.None);
        var result = bytes.ToArray();
        for (var at = 0; at < result.Length; at++)
        {
            result[at] ^= stream[at];
        }

        return result;
    }

    private static void Next(byte[] count)
    {
        for (var digit = Block - 1; digit >= 0 && ++count[digit] == 0; digit--)
        {
            // a digit that ran over carries into the one before
        }
    }
}
