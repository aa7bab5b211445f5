using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Opens and makes keystores of version 3: a signing key under a password.</summary>
internal static class Keystore
{
    private const string CipherName = "aes-128-ctr";
    private const string Hmac = "hmac-sha256";
    private const int KeyLength = 32;
    private const int HalfLength = 16;
    private const long MostMemory = 1L << 30; // a file must not take the server's memory
    private const int MostRounds = 10_000_000;

    private static readonly JsonSerializerOptions Names = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The key of a keystore, 32 bytes.</summary>
    /// <exception cref="KeystoreException">It is no keystore we know, it was changed, or the password is wrong.</exception>
    public static byte[] Open(string json, string password)
    {
        KeystoreFile? file;
        try
        {
            file = JsonSerializer.Deserialize<KeystoreFile>(json, Names);
        }
        catch (JsonException fault)
        {
            throw new KeystoreException("The keystore is not the JSON of one.", fault);
        }

        if (file is not { Version: 3, Crypto: { Cipher: CipherName, KdfParams: { } derivation } crypto })
        {
            throw new KeystoreException("Only keystores of version 3 with aes-128-ctr can be opened.");
        }

        var text = Bytes(crypto.CipherText, "ciphertext", KeyLength);
        var key = Derive(crypto.Kdf, derivation, password);
        if (!CryptographicOperations.FixedTimeEquals(Mac(key, text), Bytes(crypto.Mac, "mac", 32)))
        {
            throw new KeystoreException("The password is wrong, or the keystore was changed.");
        }

        return AesCounter.Apply(key.AsSpan(0, HalfLength), Bytes(crypto.CipherParams?.Iv, "iv", HalfLength), text);
    }

    /// <summary>A keystore of a key.</summary>
    /// <param name="kdf"><c>scrypt</c> or <c>pbkdf2</c>.</param>
    /// <param name="derivation">Its numbers and salt.</param>
    /// <param name="iv">The first counter, 16 bytes that are never used twice.</param>
    public static KeystoreFile Make(ReadOnlySpan<byte> key, string password, string kdf, KeystoreDerivation derivation, ReadOnlySpan<byte> iv)
    {
        var derived = Derive(kdf, derivation, password);
        var text = AesCounter.Apply(derived.AsSpan(0, HalfLength), iv, key);
        return new KeystoreFile(
            3,
            Guid.NewGuid().ToString(),
            Convert.ToHexStringLower(new KeySigner(key).Address.ToBytes()),
            new KeystoreCrypto(CipherName, Convert.ToHexStringLower(text), new KeystoreCipher(Convert.ToHexStringLower(iv)), kdf, derivation, Convert.ToHexStringLower(Mac(derived, text))));
    }

    /// <summary>A keystore with the numbers that geth takes today and fresh chance, as JSON.</summary>
    public static string Make(ReadOnlySpan<byte> key, string password) => JsonSerializer.Serialize(Make(
        key,
        password,
        "scrypt",
        new KeystoreDerivation(KeyLength, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), N: 1 << 18, R: 8, P: 1),
        RandomNumberGenerator.GetBytes(HalfLength)));

    private static byte[] Mac(byte[] derived, byte[] text) => Keccak256.Hash([.. derived.AsSpan(HalfLength, HalfLength), .. text]);

    // The same password typed on two systems may be composed differently: NFKC makes it one.
    private static byte[] Derive(string? kdf, KeystoreDerivation d, string password)
    {
        if (d.Length != KeyLength)
        {
            throw new KeystoreException("dklen must be 32.");
        }

        var secret = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC));
        var salt = Bytes(d.Salt, "salt", null);
        return (kdf, d) switch
        {
            ("pbkdf2", { C: > 0 and <= MostRounds, Prf: Hmac }) => Rfc2898DeriveBytes.Pbkdf2(secret, salt, d.C.Value, HashAlgorithmName.SHA256, KeyLength),
            ("scrypt", { N: > 1 and var n, R: > 0 and var r, P: > 0 and var p })
                when int.IsPow2(n) && 128L * n * r <= MostMemory && 128L * p * r <= MostMemory && (long)n * r * p <= MostMemory / 128
                => Scrypt.Derive(secret, salt, n, r, p, KeyLength),
            _ => throw new KeystoreException("Only scrypt, and pbkdf2 with hmac-sha256, within sane numbers, can be opened."),
        };
    }

    private static byte[] Bytes(string? text, string name, int? length) =>
        EvmHex.TryBytes(text, out var bytes) && (length is null || bytes.Length == length) ? bytes : throw new KeystoreException($"{name} is not what it must be.");
}

/// <summary>A keystore that does not open.</summary>
internal sealed class KeystoreException(string message, Exception? cause = null) : Exception(message, cause);
