using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CommunityConsole.Core.Credentials;

/// <summary>Makes secrets and user names, and the hashes that are kept of them.</summary>
internal static class SecretMaker
{
    private const int SecretBytes = 32;

    // Without letters that are mistaken for digits when somebody types them into a device.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int NameLetters = 10;

    /// <summary>A secret of 256 random bits in 43 letters of base64url.</summary>
    internal static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>A user name that no device shares: short, because many devices take 32 letters at most.</summary>
    internal static string NewUserName(bool gateway) => (gateway ? "g-" : "d-") + RandomNumberGenerator.GetString(Letters, NameLetters);

    internal static byte[] NewSalt() => RandomNumberGenerator.GetBytes(16);

    internal static LoginKey KeyOf(string secret, byte[] salt, DateTimeOffset now) =>
        new(Guid.NewGuid(), LoginKeyKind.Secret, HashOf(Encoding.UTF8.GetBytes(secret)), now, null) { Scram = ScramKeys.Of(secret, salt) };

    internal static LoginKey KeyOf(ReadOnlySpan<byte> certificate, DateTimeOffset now, DateTimeOffset ends) =>
        new(Guid.NewGuid(), LoginKeyKind.Certificate, HashOf(certificate), now, ends);

    /// <summary>SHA-256 in hexadecimal digits. The secret is random, so no salt and no slow hash is needed.</summary>
    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
