using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>A point of secp256k1 other than infinity; a public key is one.</summary>
internal readonly record struct CurvePoint(BigInteger X, BigInteger Y)
{
    /// <summary>X and Y, 32 bytes each.</summary>
    public byte[] ToBytes() => [.. Secp256k1.Bytes32(X), .. Secp256k1.Bytes32(Y)];
}
