using System.Numerics;
using System.Security.Cryptography;
using CommunityConsole.Web.Outbound.Chain;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

public sealed class SignatureTests
{
    private static readonly BigInteger HalfOrder = Secp256k1.N / 2;

    [Fact]
    public void Address_OfTheDevKey_IsTheVector()
    {
        Assert.Equal(ChainVectors.Dev, new KeySigner(ChainVectors.DevKey).Address);
        Assert.Equal("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", ChainVectors.Dev.ToString());
        Assert.Equal(ChainVectors.FirstContract, EvmAddress.OfContract(ChainVectors.Dev, 0));
    }

    // The values that the implementations of RFC 6979 for this curve share.
    [Theory]
    [InlineData(1, "Satoshi Nakamoto", "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8", "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")]
    [InlineData(1, "All those moments will be lost in time, like tears in rain. Time to die...", "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b", "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21")]
    public void Sign_KnownMessage_IsTheVector(int key, string message, string r, string s)
    {
        var signature = EvmSignature.Sign(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(message)), key);

        Assert.Equal(r, ChainVectors.Hex(Secp256k1.Bytes32(signature.R)));
        Assert.Equal(s, ChainVectors.Hex(Secp256k1.Bytes32(signature.S)));
    }

    [Fact]
    public void Sign_AnyHashAndKey_IsRecoveredAndInTheLowerHalf() =>
        Prop.ForAll(Words().ToArbitrary(), Words().ToArbitrary(), (hash, secret) =>
        {
            var key = (Secp256k1.Number(secret) % (Secp256k1.N - 1)) + 1;
            var signature = EvmSignature.Sign(hash, key);

            return signature.S <= HalfOrder
                && signature.Recover(hash) == new KeySigner(Secp256k1.Bytes32(key)).Address
                && (signature with { YParity = 1 - signature.YParity }).Recover(hash) != signature.Recover(hash);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    // The framework's own curve, where the system has it, reads what we signed.
    [Fact]
    public void Sign_TheFrameworksCurve_AgreesWithKeyAndSignature()
    {
        var hash = Keccak256.Hash("a message");
        var signature = EvmSignature.Sign(hash, Secp256k1.Number(ChainVectors.DevKey));
        var point = Secp256k1.Multiply(Secp256k1.Number(ChainVectors.DevKey));

        using var other = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.CreateFromFriendlyName("secp256k1"),
            Q = new ECPoint { X = Secp256k1.Bytes32(point.X), Y = Secp256k1.Bytes32(point.Y) },
        });

        Assert.True(other.VerifyHash(hash, (byte[])[.. Secp256k1.Bytes32(signature.R), .. Secp256k1.Bytes32(signature.S)]));
    }

    [Fact]
    public void Recover_UpperHalfOrNonsense_IsNobody()
    {
        var hash = Keccak256.Hash("a message");
        var signature = EvmSignature.Sign(hash, 5);

        Assert.Null((signature with { S = Secp256k1.N - signature.S, YParity = 1 - signature.YParity }).Recover(hash));
        Assert.Null((signature with { R = 0 }).Recover(hash));
        Assert.Null((signature with { S = 0 }).Recover(hash));
        Assert.Null((signature with { R = Secp256k1.N }).Recover(hash));
        Assert.Null((signature with { YParity = 2 }).Recover(hash));
    }

    [Fact]
    public void KeySigner_NoKeyOfTheCurve_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new KeySigner(new byte[32]));
        Assert.Throws<ArgumentException>(() => new KeySigner(Secp256k1.Bytes32(Secp256k1.N)));
        Assert.Throws<ArgumentException>(() => new KeySigner(new byte[31]));
    }

    [Theory]
    [InlineData("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92267")] // one digit mistyped
    [InlineData("0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266")] // one letter's case
    [InlineData("0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226")]
    [InlineData("somebody")]
    public void Address_Mistyped_IsRefused(string text) => Assert.False(EvmAddress.TryParse(text, out _));

    private static Gen<byte[]> Words() => ArbMap.Default.GeneratorFor<byte>().ArrayOf(32);
}
