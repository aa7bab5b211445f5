using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Opens keystores of version 3: a signing key under a password.</summary>
internal static class Keystore
{
    /// <summary>The only cipher of version 3.</summary>
    public const string CipherName = "aes-128-ctr";
    private const string Hmac = "hmac-sha256";
    private const int KeyLength = 32;
    private const int HalfLength = 16;
    private const long MostMemory = 1L << 30; // a file must not take the server's memory
    private const int MostFactor = 1024; // bounds r and p first: their product with n could run over
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

        var opened = AesCounter.Apply(key.AsSpan(0, HalfLength), Bytes(crypto.CipherParams?.Iv, "iv", HalfLength), text);
        return file.Address is null || AddressOf(opened) == file.Address.ToLowerInvariant().Replace("0x", "", StringComparison.Ordinal)
            ? opened
            : throw new KeystoreException("The key is another one than the keystore's address says.");
    }

    private static string AddressOf(byte[] key)
    {
        try
        {
            return Convert.ToHexStringLower(new KeySigner(key).Address.ToBytes());
        }
        catch (ArgumentException fault)
        {
            throw new KeystoreException("What the keystore holds is no key.", fault);
        }
    }

    /// <summary>What tells a wrong password.</summary>
    public static byte[] Mac(byte[] derived, byte[] text) => Keccak256.Hash([.. derived.AsSpan(HalfLength, HalfLength), .. text]);

    /// <summary>The key that a password makes.</summary>
    // The same password typed on two systems may be composed differently: NFKC makes it one.
    public static byte[] Derive(string? kdf, KeystoreDerivation d, string password)
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
            ("scrypt", { N: > 1 and var n, R: > 0 and <= MostFactor and var r, P: > 0 and <= MostFactor and var p })
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
