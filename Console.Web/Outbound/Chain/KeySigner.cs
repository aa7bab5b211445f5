using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Signs with a key held in memory. It is no record: nothing may print the key.</summary>
internal sealed class KeySigner : ISigner
{
    private readonly BigInteger _key;

    /// <summary>A signer with a key of 32 bytes.</summary>
    /// <exception cref="ArgumentException">It is no key of the curve.</exception>
    public KeySigner(ReadOnlySpan<byte> key)
    {
        _key = Secp256k1.Number(key);
        if (key.Length != 32 || _key.IsZero || _key >= Secp256k1.N)
        {
            throw new ArgumentException("A key has 32 bytes and lies between 1 and the order of the curve.", nameof(key));
        }

        Address = EvmAddress.Of(Secp256k1.Multiply(_key));
    }

    /// <inheritdoc />
    public EvmAddress Address { get; }

    /// <inheritdoc />
    public ValueTask<EvmSignature> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation) => new(EvmSignature.Sign(hash.Span, _key));
}
