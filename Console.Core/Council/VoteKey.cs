using System.Security.Cryptography;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>The key one vote's checkpoints are signed with; its public half stands in the definition.</summary>
public sealed class VoteKey : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";

    // r and s, each 32 bytes, as WebCrypto has it.
    private const DSASignatureFormat Form = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;

    private readonly ECDsa _key;

    private VoteKey(ECDsa key) => _key = key;

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <summary>A new key.</summary>
    public static VoteKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>A key that was kept.</summary>
    /// <exception cref="CryptographicException">It is no key of this kind.</exception>
    public static VoteKey FromPkcs8(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return IsP256(key) ? new VoteKey(key) : throw new CryptographicException("The key is not one of P-256.");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The private key, to be kept sealed.</summary>
    public byte[] ToPkcs8() => _key.ExportPkcs8PrivateKey();

    /// <summary>Signs how far the log has come.</summary>
    public VoteCheckpoint Sign(VoteId vote, long size, byte[] root, DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        return new VoteCheckpoint(vote, size, root, utc, _key.SignData(Signed(vote, size, root, utc), HashAlgorithmName.SHA256, Form));
    }

    /// <summary>Whether the checkpoint was signed with the private half of this key.</summary>
    public static bool IsGenuine(VoteCheckpoint checkpoint, ReadOnlySpan<byte> publicKey)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && IsP256(key)
                && key.VerifyData(Signed(checkpoint.Vote, checkpoint.Size, checkpoint.Root, checkpoint.At), checkpoint.Signature, HashAlgorithmName.SHA256, Form);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256;

    private static byte[] Signed(VoteId vote, long size, byte[] root, DateTimeOffset at) =>
        new CanonicalBytes().Add("community-vote-checkpoint/1").Add(vote.Value).Add(size).Add(root).Add(at).ToArray();
}
