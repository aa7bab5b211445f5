using System.Text.Json.Serialization;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>A keystore of version 3, as geth and others write it. All bytes are hexadecimal without 0x.</summary>
internal sealed record KeystoreFile(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("address")] string? Address,
    [property: JsonPropertyName("crypto")] KeystoreCrypto? Crypto);

/// <summary>The key, encrypted.</summary>
internal sealed record KeystoreCrypto(
    [property: JsonPropertyName("cipher")] string? Cipher,
    [property: JsonPropertyName("ciphertext")] string? CipherText,
    [property: JsonPropertyName("cipherparams")] KeystoreCipher? CipherParams,
    [property: JsonPropertyName("kdf")] string? Kdf,
    [property: JsonPropertyName("kdfparams")] KeystoreDerivation? KdfParams,
    [property: JsonPropertyName("mac")] string? Mac);

/// <summary>The first counter.</summary>
internal sealed record KeystoreCipher([property: JsonPropertyName("iv")] string? Iv);

/// <summary>How a password becomes a key: n, r, p are scrypt's, c and prf PBKDF2's.</summary>
internal sealed record KeystoreDerivation(
    [property: JsonPropertyName("dklen")] int Length,
    [property: JsonPropertyName("salt")] string? Salt,
    [property: JsonPropertyName("n"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? N = null,
    [property: JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? R = null,
    [property: JsonPropertyName("p"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? P = null,
    [property: JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? C = null,
    [property: JsonPropertyName("prf"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Prf = null);
