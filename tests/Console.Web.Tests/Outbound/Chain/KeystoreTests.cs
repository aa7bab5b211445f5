using System.Text;
using System.Text.Json;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

public sealed class KeystoreTests
{
    private const string Password = "timebank-测试";
    private static readonly string Salt = string.Concat(Enumerable.Repeat("11", 32));
    private static readonly byte[] Iv = [.. Enumerable.Repeat((byte)0x22, 16)];
    private static readonly KeystoreDerivation Pbkdf2 = new(32, Salt, C: 4096, Prf: "hmac-sha256");
    private static readonly KeystoreDerivation ScryptOf4096 = new(32, Salt, N: 4096, R: 8, P: 1);

    [Fact]
    public void Make_Pbkdf2_IsTheVector() =>
        Assert.Equal("7cfb24711f26f53b3781a6a3f4aba48dedbf9d78ed197c3b552f8a6deec12f35", Make("pbkdf2", Pbkdf2).Crypto!.Mac);

    [Fact]
    public void Make_Scrypt_IsTheVector() =>
        Assert.Equal("15b9210cd62afedcfcdf7dd32315ef60d093094a10d6a8b163fd8eb6d190ae10", Make("scrypt", ScryptOf4096).Crypto!.Mac);

    [Fact]
    public void Open_BothKinds_GiveTheKey()
    {
        foreach (var file in new[] { Make("pbkdf2", Pbkdf2), Make("scrypt", ScryptOf4096) })
        {
            Assert.Equal(ChainVectors.DevKey, Keystore.Open(JsonSerializer.Serialize(file), Password));
        }
    }

    // Old programs write "Crypto"; a keyboard may compose a letter of two signs.
    [Fact]
    public void Open_OtherCaseAndOtherComposition_GivesTheKey()
    {
        var json = JsonSerializer.Serialize(KeystoreWriter.Make(ChainVectors.DevKey, "Café ①", "pbkdf2", Pbkdf2, Iv)).Replace("\"crypto\"", "\"Crypto\"", StringComparison.Ordinal);

        Assert.Equal(ChainVectors.DevKey, Keystore.Open(json, "Cafe\u0301 1"));
    }

    [Fact]
    public void Open_WrongPasswordOrOneChangedByte_IsRefused()
    {
        var file = Make("pbkdf2", Pbkdf2);
        var text = file.Crypto!.CipherText!;
        var changed = file with { Crypto = file.Crypto with { CipherText = text[..^1] + (text[^1] == '0' ? '1' : '0') } };

        Assert.Throws<KeystoreException>(() => Keystore.Open(JsonSerializer.Serialize(file), "timebank"));
        Assert.Throws<KeystoreException>(() => Keystore.Open(JsonSerializer.Serialize(changed), Password));
    }

    [Fact]
    public void Open_GreedyNumbersOrNonsense_IsRefusedAtOnce()
    {
        var file = Make("scrypt", ScryptOf4096);
        KeystoreDerivation[] greedy = [ScryptOf4096 with { N = 1 << 30 }, ScryptOf4096 with { P = int.MaxValue }, ScryptOf4096 with { N = 4095 }, ScryptOf4096 with { R = 0 }, ScryptOf4096 with { N = 1 << 28, R = 1 << 28 }, ScryptOf4096 with { N = 2, R = 1 << 30, P = 1 << 30 }, ScryptOf4096 with { Length = 64 }];
        foreach (var derivation in greedy)
        {
            Assert.Throws<KeystoreException>(() => Keystore.Open(JsonSerializer.Serialize(file with { Crypto = file.Crypto! with { KdfParams = derivation } }), Password));
        }

        foreach (var json in new[] { "", "null", "[]", "{}", """{"version":1}""", """{"version":3,"crypto":{}}""", """{"version":3,"crypto":{"cipher":"aes-128-ctr","kdfparams":{"dklen":32}}}""" })
        {
            Assert.Throws<KeystoreException>(() => Keystore.Open(json, Password));
        }
    }

    // RFC 7914, section 12.
    [Theory]
    [InlineData("", "", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")]
    [InlineData("password", "NaCl", 1024, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")]
    public void Scrypt_OfTheRfc_IsTheVector(string password, string salt, int n, int r, int p, string key) =>
        Assert.Equal(key, ChainVectors.Hex(Scrypt.Derive(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(salt), n, r, p, 64)));

    [Fact]
    public void Open_AddressOfAnotherKey_IsRefused()
    {
        var file = Make("pbkdf2", Pbkdf2);

        Assert.Throws<KeystoreException>(() => Keystore.Open(JsonSerializer.Serialize(file with { Address = new string('1', 40) }), Password));
        Assert.Equal(ChainVectors.DevKey, Keystore.Open(JsonSerializer.Serialize(file with { Address = ChainVectors.Dev.ToString() }), Password));
        Assert.Equal(ChainVectors.DevKey, Keystore.Open(JsonSerializer.Serialize(file with { Address = null }), Password)); // some programs leave it out
    }

    // A counter is one number of sixteen digits: what runs over goes as far as it must, and past the end to zero.
    [Theory]
    [InlineData("0000000000000000ffffffffffffffff", "00000000000000010000000000000000")]
    [InlineData("ffffffffffffffffffffffffffffffff", "00000000000000000000000000000000")]
    public void AesCounter_RunsOver_CarriesThroughAllDigits(string counter, string next)
    {
        var key = new byte[16];
        var plain = new byte[32];

        Assert.Equal(AesCounter.Apply(key, Convert.FromHexString(next), plain)[..16], AesCounter.Apply(key, Convert.FromHexString(counter), plain)[16..]);
    }

    // NIST SP 800-38A, F.5.1; the second block's counter carries from its last digit into the one before.
    [Fact]
    public void AesCounter_OfNist_IsTheVector()
    {
        var key = Convert.FromHexString("2b7e151628aed2a6abf7158809cf4f3c");
        var counter = Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        var plain = Convert.FromHexString("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52ef");

        Assert.Equal(
            "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff5ae4df3edbd5d35e5b4f09020db03eab",
            ChainVectors.Hex(AesCounter.Apply(key, counter, plain)));
    }

    private static KeystoreFile Make(string kdf, KeystoreDerivation derivation) => KeystoreWriter.Make(ChainVectors.DevKey, Password, kdf, derivation, Iv);
}
