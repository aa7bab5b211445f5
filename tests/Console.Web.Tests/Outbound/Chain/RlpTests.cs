using CommunityConsole.Web.Outbound.Chain;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

public sealed class RlpTests
{
    // Of the yellow paper and the wiki.
    [Fact]
    public void Encode_KnownItems_AreTheirBytes()
    {
        Assert.Equal("83646f67", Hex(RlpItem.Bytes("dog"u8)));
        Assert.Equal("c88363617483646f67", Hex(RlpItem.List(RlpItem.Bytes("cat"u8), RlpItem.Bytes("dog"u8))));
        Assert.Equal("80", Hex(RlpItem.Number(0)));
        Assert.Equal("0f", Hex(RlpItem.Number(15)));
        Assert.Equal("820400", Hex(RlpItem.Number(1024)));
        Assert.Equal("c0", Hex(RlpItem.List()));
        Assert.Equal("c7c0c1c0c3c0c1c0", Hex(RlpItem.List(RlpItem.List(), RlpItem.List(RlpItem.List()), RlpItem.List(RlpItem.List(), RlpItem.List(RlpItem.List())))));
        Assert.StartsWith("b838", Hex(RlpItem.Bytes(new byte[56])), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_WhatWasEncoded_IsTheSame() =>
        Prop.ForAll(Items(4).ToArbitrary(), item => Hex(RlpReader.Decode(Rlp.Encode(item))) == Hex(item)).QuickCheckThrowOnFailure();

    // Where the reader takes something, it is the one form: writing it again gives the same bytes.
    [Fact]
    public void Decode_RandomBytes_AreRefusedOrCanonical()
    {
        var shortBytes = ArbMap.Default.GeneratorFor<byte>().ArrayOf().Resize(12);
        Prop.ForAll(shortBytes.ToArbitrary(), bytes => Read(bytes) is not { } item || Hex(item) == ChainVectors.Hex(bytes)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("8100")] // a byte that stands for itself
    [InlineData("817f")]
    [InlineData("b80100")] // long form for a short string
    [InlineData("b83700")]
    [InlineData("b90038")] // a length with a leading zero
    [InlineData("f800")] // long form for a short list
    [InlineData("83646f")] // cut off
    [InlineData("83646f6767")] // something behind
    [InlineData("c283646f")] // an item beyond its list
    [InlineData("bfffffffffffffffff")] // a length beyond all memory
    [InlineData("b9")]
    public void Decode_NotTheOneForm_IsRefused(string bytes) =>
        Assert.Throws<FormatException>(() => RlpReader.Decode(Convert.FromHexString(bytes)));

    [Fact]
    public void Decode_ListsInListsWithoutEnd_AreRefused()
    {
        var item = RlpItem.List();
        for (var depth = 0; depth < 70; depth++)
        {
            item = RlpItem.List(item);
        }

        Assert.Throws<FormatException>(() => RlpReader.Decode(Rlp.Encode(item)));
    }

    private static RlpItem? Read(byte[] bytes)
    {
        try
        {
            return RlpReader.Decode(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Gen<RlpItem> Items(int depth)
    {
        var strings = Gen.Choose(0, 70).SelectMany(length => ArbMap.Default.GeneratorFor<byte>().ArrayOf(length)).Select(static bytes => RlpItem.Bytes(bytes));
        return depth == 0 ? strings : Gen.OneOf(strings, Gen.Choose(0, 4).SelectMany(count => Items(depth - 1).ArrayOf(count)).Select(static items => RlpItem.List(items)));
    }

    private static string Hex(RlpItem item) => ChainVectors.Hex(Rlp.Encode(item));
}
