using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>A signature with which the signer's address can be found: s in its lower half (the chain refuses the other), and whether y of the nonce's point is odd.</summary>
internal readonly record struct EvmSignature(BigInteger R, BigInteger S, int YParity)
{
    private static readonly BigInteger LargestS = Secp256k1.N / 2;

    /// <summary>Signs a hash of 32 bytes; the same hash and key always give the same signature.</summary>
    public static EvmSignature Sign(ReadOnlySpan<byte> hash, BigInteger key)
    {
        var digest = Secp256k1.Number(hash);
        foreach (var nonce in new NonceSequence(key, hash))
        {
            var point = Secp256k1.Multiply(nonce);
            var r = point.X;
            var s = Secp256k1.Inverse(nonce, Secp256k1.N) * (digest + (r * key)) % Secp256k1.N;
            if (r >= Secp256k1.N || s.IsZero)
            {
                continue; // about once in 2^127 signatures; y alone would not tell such a point
            }

            var odd = point.Y.IsEven ? 0 : 1;
            return s > LargestS ? new EvmSignature(r, Secp256k1.N - s, 1 - odd) : new EvmSignature(r, s, odd);
        }

        throw new InvalidOperationException("The sequence of nonces has no end.");
    }

    /// <summary>Who signed this hash; null when the signature is none.</summary>
    public EvmAddress? Recover(ReadOnlySpan<byte> hash)
    {
        if (R.Sign <= 0 || R >= Secp256k1.N || S.Sign <= 0 || S > LargestS || YParity is not (0 or 1) || Secp256k1.Lift(R, YParity == 1) is not { } point)
        {
            return null;
        }

        var inverse = Secp256k1.Inverse(R, Secp256k1.N);
        var digest = Secp256k1.Number(hash);
        return Secp256k1.Combine(Secp256k1.Mod(-digest * inverse, Secp256k1.N), point, S * inverse % Secp256k1.N) is { } key ? EvmAddress.Of(key) : null;
    }
}
