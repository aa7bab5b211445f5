using System.Numerics;
using CommunityConsole.Web.Outbound.Chain;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

public sealed class AbiTests
{
    private static readonly string[] Mixed = ["uint16", "string", "int64", "bytes", "bytes32[]", "bool", "address"];

    [Fact]
    public void Call_FileService_IsTheVector()
    {
        Assert.Equal(228, ChainVectors.FileService.Length);
        Assert.Equal("4498b1d0b158ab7605f1964276ec98bb6d457cffd6875b6528987aed67620bc8", HashOf(ChainVectors.FileService));
    }

    [Fact]
    public void Call_ConfirmMany_IsTheVector()
    {
        var call = new AbiSignature("confirmMany(bytes32[],uint8,bytes32[])")
            .Call(new object[] { ChainVectors.Record, ChainVectors.Evidence }, 3, new object[] { ChainVectors.Evidence, ChainVectors.Record });

        Assert.Equal(292, call.Length);
        Assert.Equal("f54f8a55ad7bc03d3ea7dacf09fbdb4de34961ea775c4842a6c4d9755c9cdb28", HashOf(call));
    }

    [Fact]
    public void Call_NegativeFloor_IsTheVector() =>
        Assert.Equal("914f3dc23721a4f232bf9d28086051b4134d94348cedb9c082f891d8a8e9bec1", HashOf(ChainVectors.SetMember));

    [Fact]
    public void Encode_EveryKind_IsTheVector()
    {
        object[] values = [7, "陪伴", -90, Convert.FromHexString("deadbeef"), new object[] { ChainVectors.Record, ChainVectors.Evidence }, true, ChainVectors.Dev];

        var bytes = AbiEncoder.Encode(Types(Mixed), values);

        Assert.Equal("5db361a1a096ddc9a4004a63be5177d01f12bcb27927e85d5473069071228133", HashOf(bytes));
        Assert.Equal(Show(values), Show(AbiDecoder.Decode(Types(Mixed), bytes)));
    }

    [Fact]
    public void Encode_DataOfServiceSettled_IsTheVector()
    {
        var bytes = AbiEncoder.Encode(Types("uint16", "uint8", "bytes32", "int64", "int64"), [90, 1, ChainVectors.Evidence, 90, -90]);

        Assert.Equal("39231dc1619a840069de69efa6a055aae41f401a950b3f358abdd3da5658db37", HashOf(bytes));
    }

    [Fact]
    public void Decode_WhatWasEncoded_IsTheSame() =>
        Prop.ForAll(Values().ToArbitrary(), value =>
        {
            var types = Types(value.Type);
            return Show(AbiDecoder.Decode(types, AbiEncoder.Encode(types, [value.Value]))) == Show([value.Value]);
        }).QuickCheckThrowOnFailure();

    // Bytes of an answer, changed or cut at one place: read as something that is written the same way again, or refused.
    [Fact]
    public void Decode_DamagedBytes_AreRefusedOrCanonical()
    {
        object[] values = [7, "陪伴", -90, Convert.FromHexString("deadbeef"), new object[] { ChainVectors.Record, ChainVectors.Evidence }, true, ChainVectors.Dev];
        var types = Types(Mixed);
        var whole = AbiEncoder.Encode(types, values);
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var damage in new byte[] { 0x01, 0x80, 0xFF })
            {
                var bytes = whole.ToArray();
                bytes[at] ^= damage;
                AssertRefusedOrCanonical(types, bytes);
            }

            Assert.Throws<FormatException>(() => AbiDecoder.Decode(types, whole.AsSpan(0, at)));
        }

        Assert.Throws<FormatException>(() => AbiDecoder.Decode(types, [.. whole, .. new byte[32]]));
    }

    // The classic bomb: lists whose entries all point at the same list.
    [Fact]
    public void Decode_ListsThatShareTheirBytes_AreRefused()
    {
        byte[] bomb = [.. Word(32), .. Word(2), .. Word(64), .. Word(64), .. Word(0)];

        Assert.Throws<FormatException>(() => AbiDecoder.Decode(Types("bytes32[][]"), bomb));
        Assert.Throws<FormatException>(() => AbiDecoder.Decode(Types("bytes32[]"), [.. Word(32), .. Word(BigInteger.Pow(2, 200))]));
        Assert.Throws<FormatException>(() => AbiDecoder.Decode(Types("bytes32[]"), [.. Word(32), .. Word(1_000_000), .. Word(1)]));
    }

    [Theory]
    [InlineData("uint16", 65536)]
    [InlineData("uint16", -1)]
    [InlineData("int64", "1")]
    [InlineData("int8", 128)]
    [InlineData("int8", -129)]
    [InlineData("bool", 1)]
    [InlineData("string", 1)]
    public void Encode_WhatDoesNotFit_IsRefused(string type, object value) =>
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode(Types(type), [value]));

    [Theory]
    [InlineData("uint7")]
    [InlineData("uint264")]
    [InlineData("uint08")]
    [InlineData("bytes31")]
    [InlineData("tuple")]
    [InlineData("int")]
    public void Parse_UnknownType_IsRefused(string type) => Assert.Throws<FormatException>(() => AbiType.Parse(type));

    private static void AssertRefusedOrCanonical(AbiType[] types, byte[] bytes)
    {
        IReadOnlyList<object> read;
        try
        {
            read = AbiDecoder.Decode(types, bytes);
        }
        catch (FormatException)
        {
            return;
        }

        Assert.Equal(bytes, AbiEncoder.Encode(types, read));
    }

    private sealed record Sample(string Type, object Value);

    private static Gen<Sample> Values(int depth = 2)
    {
        var bytes = ArbMap.Default.GeneratorFor<byte>();
        var plain = Gen.OneOf(
            ArbMap.Default.GeneratorFor<bool>().Select(static b => new Sample("bool", b)),
            from width in Gen.Choose(1, 32)
            from digits in bytes.ArrayOf(width)
            select new Sample($"uint{width * 8}", new BigInteger(digits, isUnsigned: true)),
            from width in Gen.Choose(1, 32)
            from digits in bytes.ArrayOf(width)
            select new Sample($"int{width * 8}", new BigInteger(digits)),
            bytes.ArrayOf(20).Select(static b => new Sample("address", new EvmAddress(b))),
            bytes.ArrayOf(32).Select(static b => new Sample("bytes32", b)),
            Gen.Choose(0, 70).SelectMany(length => bytes.ArrayOf(length)).Select(static b => new Sample("bytes", b)),
            Gen.Elements("", "陪伴", "𠮷", new string('长', 40)).Select(static t => new Sample("string", t)));
        return depth == 0
            ? plain
            : Gen.Frequency((3, plain), (1, from first in Values(depth - 1) from count in Gen.Choose(0, 4) select new Sample(first.Type + "[]", Enumerable.Repeat(first.Value, count).ToArray())));
    }

    private static AbiType[] Types(params string[] types) => [.. types.Select(AbiType.Parse)];

    private static byte[] Word(BigInteger number) => Secp256k1.Bytes32(number);

    private static string HashOf(byte[] bytes) => ChainVectors.Hex(Keccak256.Hash(bytes));

    private static string Show(IEnumerable<object> values) => string.Join(' ', values.Select(value => value switch
    {
        byte[] bytes => ChainVectors.Hex(bytes),
        IEnumerable<object> items => $"[{Show(items)}]",
        _ => $"{value}",
    }));
}
