using System.Security.Cryptography;
using System.Text;

namespace CommunityConsole.Core.Credentials;

/// <summary>What a server keeps to check SCRAM-SHA-256 (RFC 5802, section 3; RFC 7677): neither gives the secret away.</summary>
/// <param name="StoredKey">Checks the client's proof, 32 bytes.</param>
/// <param name="ServerKey">Proves the server to the client, 32 bytes.</param>
public sealed record ScramKeys(byte[] StoredKey, byte[] ServerKey)
{
    /// <summary>The least RFC 7677, section 4, allows; more would slow the small device and gain nothing with a random secret.</summary>
    public const int Iterations = 4_096;

    /// <summary>The keys of a secret, which is ASCII: SASLprep would leave it as it is.</summary>
    public static ScramKeys Of(string secret, byte[] salt) => WithClientKey(secret, salt, Iterations).Keys;

    /// <summary>The keys together with the client's own, which only who knows the secret can make.</summary>
    internal static (ScramKeys Keys, byte[] ClientKey) WithClientKey(string secret, byte[] salt, int iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        return (new ScramKeys(SHA256.HashData(clientKey), HMACSHA256.HashData(salted, "Server Key"u8)), clientKey);
    }

    /// <summary>Whether the proof was made with the secret for this exchange.</summary>
    /// <param name="proof">32 bytes.</param>
    /// <param name="said">Everything both sides said before it.</param>
    internal bool Proves(byte[] proof, byte[] said) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Masked(proof, said)), StoredKey);

    /// <summary>The client's proof.</summary>
    internal byte[] Proof(byte[] clientKey, byte[] said) => Masked(clientKey, said);

    /// <summary>The server's proof.</summary>
    internal byte[] Signature(byte[] said) => HMACSHA256.HashData(ServerKey, said);

    // The mask is its own inverse: it makes the proof of the client's key, and the key of the proof.
    private byte[] Masked(byte[] bytes, byte[] said)
    {
        var mask = HMACSHA256.HashData(StoredKey, said);
        return [.. bytes.Select((one, at) => (byte)(one ^ mask[at]))];
    }
}
