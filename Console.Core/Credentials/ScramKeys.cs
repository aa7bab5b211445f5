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
    public static ScramKeys Of(string secret, byte[] salt)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        return new ScramKeys(SHA256.HashData(clientKey), HMACSHA256.HashData(salted, "Server Key"u8));
    }
}
