using System.Collections;
using System.Numerics;
using System.Security.Cryptography;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The nonces of a signature by RFC 6979 with HMAC-SHA-256: made of key and hash, so no bad source of chance can betray the key.</summary>
internal sealed class NonceSequence(BigInteger key, ReadOnlySpan<byte> hash) : IEnumerable<BigInteger>
{
    // The hash as a number of the group: shortened once, as the RFC's bits2octets does.
    private readonly byte[] _seed = [.. Secp256k1.Bytes32(key), .. Secp256k1.Bytes32(Secp256k1.Number(hash) % Secp256k1.N)];

    /// <inheritdoc />
    public IEnumerator<BigInteger> GetEnumerator()
    {
        var k = new byte[32];
        var v = new byte[32];
        Array.Fill(v, (byte)0x01);
        k = HMACSHA256.HashData(k, (byte[])[.. v, 0x00, .. _seed]);
        v = HMACSHA256.HashData(k, v);
        k = HMACSHA256.HashData(k, (byte[])[.. v, 0x01, .. _seed]);
        v = HMACSHA256.HashData(k, v);
        while (true)
        {
            v = HMACSHA256.HashData(k, v);
            var nonce = Secp256k1.Number(v);
            if (!nonce.IsZero && nonce < Secp256k1.N)
            {
                yield return nonce;
            }

            k = HMACSHA256.HashData(k, (byte[])[.. v, 0x00]);
            v = HMACSHA256.HashData(k, v);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
