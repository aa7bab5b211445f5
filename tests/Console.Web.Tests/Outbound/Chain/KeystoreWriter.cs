using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>Makes keystores, as other programs do. The console itself only opens them.</summary>
internal static class KeystoreWriter
{
    /// <summary>A keystore of a key.</summary>
    /// <param name="kdf"><c>scrypt</c> or <c>pbkdf2</c>.</param>
    /// <param name="derivation">Its numbers and salt.</param>
    /// <param name="iv">The first counter, 16 bytes that are never used twice.</param>
    public static KeystoreFile Make(ReadOnlySpan<byte> key, string password, string kdf, KeystoreDerivation derivation, ReadOnlySpan<byte> iv)
    {
        var derived = Keystore.Derive(kdf, derivation, password);
        var text = AesCounter.Apply(derived.AsSpan(0, 16), iv, key);
        return new KeystoreFile(
            3,
            Guid.NewGuid().ToString(),
            Convert.ToHexStringLower(new KeySigner(key).Address.ToBytes()),
            new KeystoreCrypto(Keystore.CipherName, Convert.ToHexStringLower(text), new KeystoreCipher(Convert.ToHexStringLower(iv)), kdf, derivation, Convert.ToHexStringLower(Keystore.Mac(derived, text))));
    }
}
